import { firstFrom, midAt, type QuoteColumns } from '../../core/measures/volume-weighted';
import type { Micros } from '../../core/numbers';

/** Prices that a side of a comparison met; numbers for measures, NaN where one is not known. */
export interface Prices {
  /** The last valid mid at or before `at`. */
  readonly mid: (at: Micros) => number;
  /** The best price on the side that an order would have to meet. */
  readonly far: (buy: boolean, at: Micros) => number;
}

export const pricesOfQuotes = (quotes: QuoteColumns): Prices => ({
  mid: at => midAt(quotes, at),
  far: (buy, at) => farTouch(quotes, buy, at),
});

function farTouch({ at: times, bid, ask }: QuoteColumns, buy: boolean, at: Micros): number {
  const i = firstFrom(times, at + 1) - 1;
  return (buy ? ask[i] : bid[i]) ?? Number.NaN;
}
