import { firstFrom, midAt, type QuoteColumns } from '../../../core/measures/volume-weighted';
import type { Micros } from '../../../core/numbers';

/** A mid, and the moment from which it stood. */
export interface SeenMid {
  readonly at: Micros;
  readonly mid: number;
}

/** The mid at a time; NaN where it is not known. */
export type MidAt = (at: Micros) => number;

/** The last valid mid at or before `at`, out of the first `rows` rows of quotes; undefined where there was none. */
export function seenBefore(quotes: QuoteColumns, at: Micros, rows: number = quotes.at.length): SeenMid | undefined {
  for (let i = Math.min(rows, firstFrom(quotes.at, at + 1)) - 1; i >= 0; i--) {
    const [bid, ask] = [quotes.bid[i]!, quotes.ask[i]!];
    if (ask > bid) return { at: quotes.at[i]!, mid: (bid + ask) / 2 };
  }
  return undefined;
}

export const midsOf =
  (quotes: QuoteColumns): MidAt =>
  at =>
    midAt(quotes, at);
