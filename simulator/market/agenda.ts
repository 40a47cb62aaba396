import type { Micros } from '../../src/core/numbers';

/** Things that are due at times, earliest first; those of one time in the order in which they were added. */
export class Agenda<T> {
  private readonly items: { readonly at: Micros; readonly what: T }[] = [];

  add(at: Micros, what: T): void {
    let i = this.items.length;
    while (i > 0 && this.items[i - 1]!.at > at) i--;
    this.items.splice(i, 0, { at, what });
  }

  /** When the first thing is due, or undefined. */
  nextAt(): Micros | undefined {
    return this.items[0]?.at;
  }

  /** Takes the first thing off. Throws where there is none. */
  take(): T {
    const first = this.items.shift();
    if (!first) throw new Error('nothing is due');
    return first.what;
  }
}
