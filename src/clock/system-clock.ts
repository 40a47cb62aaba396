import { performance } from 'node:perf_hooks';
import type { Micros } from '../core/numbers';
import type { Clock } from '../core/ports';

/** setTimeout takes at most this many milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Wall-clock time in microseconds; it is re-read from the system clock, so it follows its adjustments. */
export class SystemClock implements Clock {
  now(): Micros {
    return Math.round((performance.timeOrigin + performance.now()) * 1000) + this.drift;
  }

  private drift = 0;
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setInterval(() => this.follow(), 1000);
    this.timer.unref();
  }

  at(at: Micros, wake: () => void): () => void {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const left = Math.ceil((at - this.now()) / 1000);
      timer =
        left <= 0
          ? setTimeout(wake, 0)
          : left > LONGEST
            ? setTimeout(arm, LONGEST)
            : setTimeout(() => (this.now() >= at ? wake() : arm()), left);
    };
    arm();
    return () => clearTimeout(timer);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The monotonic clock drifts from the wall clock, which may be set: take up the difference. */
  private follow(): void {
    const difference = Date.now() * 1000 - this.now();
    if (Math.abs(difference) > 2000) this.drift += difference;
  }
}
