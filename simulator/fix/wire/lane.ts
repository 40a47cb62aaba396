import type { Micros } from '../../../src/core/numbers';
import type { Clock } from '../../../src/core/ports';

interface Waiting<T> {
  readonly item: T;
  readonly due: Micros;
}

/** One way of a wire: things leave at their time, and never before what went in ahead of them. */
export class Lane<T> {
  private readonly waiting: Waiting<T>[] = [];
  private last: Micros = 0;
  private wake: (() => void) | undefined;
  private atEnd: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly leave: (item: T) => void,
  ) {}

  /** Puts something in that takes `latency`; with 0 and nothing ahead of it, it leaves at once. */
  push(item: T, latency: Micros): void {
    const now = this.clock.now();
    this.last = Math.max(this.last, now + latency);
    if (this.waiting.length === 0 && this.last <= now) return this.leave(item);
    this.waiting.push({ item, due: this.last });
    this.arm();
  }

  /** What comes from here on does not leave within `time`. */
  holdBack(time: Micros): void {
    this.last = Math.max(this.last, this.clock.now() + time);
  }

  /** Calls `then` as soon as nothing waits. */
  whenEmpty(then: () => void): void {
    if (this.waiting.length === 0) then();
    else this.atEnd = then;
  }

  /** Forgets what waits. */
  stop(): void {
    this.wake?.();
    this.wake = undefined;
    this.waiting.length = 0;
    this.atEnd = undefined;
  }

  private arm(): void {
    if (this.wake !== undefined || this.waiting.length === 0) return;
    this.wake = this.clock.at(this.waiting[0]!.due, () => {
      this.wake = undefined;
      this.release();
    });
  }

  private release(): void {
    const now = this.clock.now();
    while (this.waiting.length > 0 && this.waiting[0]!.due <= now) this.leave(this.waiting.shift()!.item);
    this.arm();
    if (this.waiting.length > 0) return;
    const { atEnd } = this;
    this.atEnd = undefined;
    atEnd?.();
  }
}
