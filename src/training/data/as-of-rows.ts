import { AsOfClock, AsOfSeries } from '../../core/as-of/as-of';
import type { MarketRows } from './rows';

/** Rows of a market that can be read as far as a clock stands: a read of a later row throws a LookAheadError that names the column. */
export class AsOfRows {
  private readonly clock = new AsOfClock();

  constructor(private readonly rows: MarketRows) {}

  /** What is known by row `k` may be read from now on, and nothing later. */
  moveTo(k: number): void {
    this.clock.now = this.rows.at[k]!;
  }

  /** A column with a value a row, known at the row's moment. */
  of(name: string, values: Float64Array): AsOfSeries {
    return new AsOfSeries(name, this.clock, { known: this.rows.at, values });
  }

  /** A column of what happened between each row and the next one: known at the next. What would follow the last row is never known. */
  between(name: string, values: Float64Array): AsOfSeries {
    const { at } = this.rows;
    const known = Float64Array.from(at, (_, k) => at[k + 1] ?? Number.POSITIVE_INFINITY);
    return new AsOfSeries(name, this.clock, { known, values });
  }
}
