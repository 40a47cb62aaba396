import type { Micros } from '../../numbers';

/** Orders taken lately by what makes two of them alike, for the duplicate check. It forgets what is older than the longest window asked for. */
export class RecentOrders {
  /** In the order in which they were taken last. */
  private readonly taken = new Map<string, Micros>();
  private longest: Micros = 0;

  /** An order was taken at `at`; orders are compared within `window`. */
  add(key: string, at: Micros, window: Micros): void {
    if (window > this.longest) this.longest = window;
    this.taken.delete(key);
    this.taken.set(key, at);
    for (const [old, when] of this.taken) {
      if (when > at - this.longest) break;
      this.taken.delete(old);
    }
  }

  /** When one alike was last taken; undefined where none was. */
  get(key: string): Micros | undefined {
    return this.taken.get(key);
  }
}
