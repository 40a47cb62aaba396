import { type Day, dayText } from '../civil';

/** A row that holds from a day on, until the day before another. */
export interface Effective {
  /** First day. */
  readonly from: Day;
  /** First day on which it holds no more; undefined: it still does. */
  readonly until?: Day | undefined;
}

const END = Number.POSITIVE_INFINITY;

/** Rows by key and day: what held as of a day, never what came later. */
export class EffectiveDated<T extends Effective> {
  private readonly rows = new Map<string, T[]>();

  /** Throws an Error that names the key and the days where two rows of a key hold on one day, or a row ends before it begins. */
  constructor(rows: readonly (readonly [key: string, row: T])[]) {
    for (const [key, row] of rows) {
      if (row.until !== undefined && row.until <= row.from)
        throw new Error(`'${key}' ends on ${dayText(row.until)} and begins on ${dayText(row.from)}`);
      const there = this.rows.get(key);
      if (there) there.push(row);
      else this.rows.set(key, [row]);
    }
    for (const [key, list] of this.rows) {
      list.sort((a, b) => a.from - b.from);
      const clash = list.find((row, n) => n > 0 && (list[n - 1]!.until ?? END) > row.from);
      if (clash) throw new Error(`'${key}' has two rows on ${dayText(clash.from)}`);
    }
  }

  /** What holds for a key on a day; undefined where nothing does. */
  asOf(key: string, day: Day): T | undefined {
    const list = this.rows.get(key) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.from <= day) low = middle + 1;
      else high = middle;
    }
    const row = list[low - 1];
    return row !== undefined && day < (row.until ?? END) ? row : undefined;
  }

  /** All rows of a key, in the order of their days. */
  history(key: string): readonly T[] {
    return this.rows.get(key) ?? [];
  }

  keys(): string[] {
    return [...this.rows.keys()];
  }
}
