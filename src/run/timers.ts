import type { Micros } from '../core/numbers';
import type { Clock } from '../core/ports';

/** Timers by name; setting one again replaces it. */
export class Timers {
  private readonly armed = new Map<string, () => void>();

  constructor(
    private readonly clock: Clock,
    private readonly fired: (timer: string) => void,
  ) {}

  set(timer: string, at: Micros): void {
    this.armed.get(timer)?.();
    const cancel = this.clock.at(at, () => {
      this.armed.delete(timer);
      this.fired(timer);
    });
    this.armed.set(timer, cancel);
  }

  stop(): void {
    for (const cancel of this.armed.values()) cancel();
    this.armed.clear();
  }
}
