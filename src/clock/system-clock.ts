import { performance } from 'node:perf_hooks';
import type { Micros } from '../core/numbers';
import type { Clock } from '../core/ports';

/** setTimeout takes at most this many milliseconds. */
const LONGEST = 2 ** 31 - 1;
/** Looks at two clocks one after the other when it is found out how far they are apart: the closest look counts. */
const LOOKS = 20;

/** One moment on two clocks: this clock, and the machine's monotonic clock (CLOCK_MONOTONIC, ns). */
export interface Anchor {
  readonly at: Micros;
  readonly monotonic: bigint;
}

/** Wall-clock time in microseconds, counted on by the monotonic clock; it follows the system's wall clock where that is set. */
export class SystemClock implements Clock {
  /** Told right after the time went on from another point, before anybody asked for it. */
  onStep: (() => void) | undefined;
  /** Time when performance.now() was 0. */
  private origin = Math.round(performance.timeOrigin * 1000);
  private readonly timer: NodeJS.Timeout;

  constructor() {
    this.timer = setInterval(() => this.follow(), 1000);
    this.timer.unref();
  }

  now(): Micros {
    return Math.round(performance.now() * 1000) + this.origin;
  }

  /** This moment on both clocks. Until the next step any time `at` of this clock is `monotonic + 1000 x (at - anchor.at)`. */
  anchor(): Anchor {
    const at = this.now();
    return { at, monotonic: ZERO + BigInt(at - this.origin) * 1000n };
  }

  /** The time of this clock at a reading (ns) of the monotonic one. */
  timeAt(monotonic: bigint): Micros {
    return Number((monotonic - ZERO) / 1000n) + this.origin;
  }

  /** Goes on from a point so many microseconds ahead. */
  step(by: Micros): void {
    this.origin += by;
    this.onStep?.();
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

  /** The wall clock may be set: take up the difference, as far as milliseconds tell. */
  private follow(): void {
    const difference = Date.now() * 1000 - this.now();
    if (Math.abs(difference) > 2000) this.step(difference);
  }
}

/** What the monotonic clock (ns) read when performance.now() was 0: the two count alike from different points. */
const ZERO = ((): bigint => {
  let zero = 0n;
  let closest: bigint | undefined;
  for (let i = 0; i < LOOKS; i++) {
    const before = process.hrtime.bigint();
    const middle = BigInt(Math.round(performance.now() * 1e6));
    const apart = process.hrtime.bigint() - before;
    if (closest !== undefined && apart >= closest) continue;
    closest = apart;
    zero = before + apart / 2n - middle;
  }
  return zero;
})();
