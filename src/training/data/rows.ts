import { placeOf, SYMBOL_FEATURES } from '../../core/features/names';
import type { Micros } from '../../core/numbers';

/**
 * What was known of a symbol at moments of an even grid: of each, what had been received up to it. Rows are in the order of time. A feature
 * file (`sluice data features`) is one; `RowTaker` makes one while a market runs.
 */
export interface MarketRows {
  /** When each row is of (us). */
  readonly at: Float64Array;
  /** In price; NaN where it was not known. */
  readonly mid: Float64Array;
  /** The values of a feature of a symbol. Throws for a name that there is none of. */
  column(name: string): Float64Array;
  /** Probability of each state of the regime filter, NaN where not known; absent: there is no filter. */
  readonly posteriors?: readonly Float64Array[] | undefined;
  /** What trades of our own had moved the mid by at each row, bps (`training/own/impact-path.ts`): it is no move that a label should tell. */
  readonly own?: Float64Array | undefined;
}

/** Takes rows down one by one. */
export class RowTaker {
  private readonly times: number[] = [];
  private readonly mids: number[] = [];
  private readonly values: number[][] = SYMBOL_FEATURES.map(() => []);
  private readonly states: number[][] = [[], [], []];

  /** `posteriors`: of the regime filter, where it knows. */
  add(at: Micros, mid: number, vector: Float64Array, posteriors?: readonly number[]): void {
    this.times.push(at);
    this.mids.push(mid);
    this.states.forEach((column, k) => {
      column.push(posteriors?.[k] ?? Number.NaN);
    });
    for (let i = 0; i < this.values.length; i++) this.values[i]!.push(vector[i]!);
  }

  rows(): MarketRows {
    const columns = this.values.map(column => Float64Array.from(column));
    return {
      at: Float64Array.from(this.times),
      mid: Float64Array.from(this.mids),
      column: name => columns[placeOf(name)]!,
      posteriors: this.states.map(column => Float64Array.from(column)),
    };
  }
}

/** The same without what a market ran for before anything is learned of it: rows from `warmUp` (us) after the first on. */
export function afterWarmUp(rows: MarketRows, warmUp: Micros): MarketRows {
  const { at, mid } = rows;
  let from = 0;
  while (from < at.length && at[from]! < at[0]! + warmUp) from++;
  return {
    at: at.subarray(from),
    mid: mid.subarray(from),
    column: name => rows.column(name).subarray(from),
    posteriors: rows.posteriors?.map(column => column.subarray(from)),
    own: rows.own?.subarray(from),
  };
}

/** The rows of some moments. */
export function picked(rows: MarketRows, isWanted: (at: Micros) => boolean): MarketRows {
  const places = Uint32Array.from([...rows.at.keys()].filter(k => isWanted(rows.at[k]!)));
  const of = (column: Float64Array): Float64Array => Float64Array.from(places, k => column[k]!);
  return {
    at: of(rows.at),
    mid: of(rows.mid),
    column: name => of(rows.column(name)),
    posteriors: rows.posteriors?.map(of),
    own: rows.own && of(rows.own),
  };
}
