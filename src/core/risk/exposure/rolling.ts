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

  /** How many fell into it, as far as they are kept: found by halving, for times never go back. */
  within(at: Micros, window: Micros): number {
    let low = 0;
    let high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle]! > at - window) high = middle;
      else low = middle + 1;
    }
    return this.times.length - low;
  }

  clear(): void {
    this.times.length = 0;
  }
}
