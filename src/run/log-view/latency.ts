import type { Micros } from '../../core/numbers';
import type { Spread as Quantiles } from '../../drop-copy/rebuild/spread';

/** How long something took; microseconds. Below zero where the end lies before the beginning: two clocks differ. */
export interface Spread {
  readonly n: number;
  readonly min: Micros;
  readonly p50: Micros;
  readonly p99: Micros;
  readonly max: Micros;
}

/** Of durations that were added; undefined where none was. */
export function spreadOf(added: Quantiles): Spread | undefined {
  const { count: n, min, max } = added;
  return n === 0 ? undefined : { n, min, p50: added.quantile(0.5)!, p99: added.quantile(0.99)!, max };
}

/** Something that was begun and not ended is forgotten where this many began after it. */
const MOST_OPEN = 200_000;

/** What was begun, by a key, until it is ended: bounded, the oldest goes. */
export class Begun<T> {
  private readonly open = new Map<string, T>();

  begin(key: string, value: T): void {
    this.open.set(key, value);
    if (this.open.size <= MOST_OPEN) return;
    const [oldest] = this.open.keys();
    this.open.delete(oldest!);
  }

  get(key: string): T | undefined {
    return this.open.get(key);
  }

  /** Takes out what was begun under a key. */
  end(key: string): T | undefined {
    const value = this.open.get(key);
    if (value !== undefined) this.open.delete(key);
    return value;
  }
}
