import type { Micros } from '../../numbers';

/** Times of the latest events, for counts in a rolling window. It keeps no more than are asked about. */
export class Rolling {
  private times: Micros[] = [];

  /** An event at `at`; `keep` is the count that is compared with. */
  add(at: Micros, keep: number): void {
    this.times.push(at);
    // the whole is moved once in so many events, so one costs little
    if (this.times.length > 2 * keep + 64) this.times = this.times.slice(-(keep + 1));
  }

  /** Whether more than `count` events fell into the window that ends at `at`; an event `window` ago is outside. */
  above(count: number, at: Micros, window: Micros): boolean {
    const { length } = this.times;
    return length > count && this.times[length - count - 1]! > at - window;
  }

  /** How many fell into it, as far as they are kept. */
  within(at: Micros, window: Micros): number {
    let n = 0;
    for (let i = this.times.length - 1; i >= 0 && this.times[i]! > at - window; i--) n++;
    return n;
  }

  clear(): void {
    this.times.length = 0;
  }
}
