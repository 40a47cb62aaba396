import { HORIZONS, type Liquidity, MarkOuts } from '../../core/impact/mark-outs';
import { firstFrom, type QuoteColumns } from '../../core/measures/volume-weighted';
import type { Micros } from '../../core/numbers';
import type { WitnessedFill } from './witness';

/** Mean mark-outs of a parent's fills by liquidity and horizon (`1s`, `10s`, `60s`), basis points; null where there is none. */
export type ParentMarkOuts = Readonly<Record<Liquidity, Readonly<Record<string, number | null>>>>;

const SECOND: Micros = 1_000_000;
const LONGEST = Math.max(...HORIZONS) * SECOND;
/** One symbol, one parent: what a fill is told under. */
const SYMBOL = '';

/** Plays the quotes around a parent's fills, and the fills, in their order of time; of one moment the fill goes first. `end`: nothing was watched after it. */
export function markOutsOf(quotes: QuoteColumns, buy: boolean, fills: readonly WitnessedFill[], end: Micros): ParentMarkOuts {
  const marks = new MarkOuts();
  const first = fills[0]?.at ?? end;
  const last = (fills[fills.length - 1]?.at ?? end) + LONGEST;
  let f = 0;
  const fillsUpTo = (at: Micros): void => {
    for (let fill = fills[f]; fill && fill.at <= at; fill = fills[++f])
      marks.fill({ at: fill.at, symbol: SYMBOL, buy, liquidity: fill.maker ? 'maker' : 'taker', cluster: SYMBOL });
  };
  for (let q = Math.max(0, firstFrom(quotes.at, first) - 1); q < quotes.at.length && quotes.at[q]! <= last; q++) {
    fillsUpTo(quotes.at[q]!);
    marks.mid(SYMBOL, quotes.at[q]!, (quotes.bid[q]! + quotes.ask[q]!) / 2);
  }
  fillsUpTo(Number.POSITIVE_INFINITY);
  const found: Record<Liquidity, Record<string, number | null>> = { maker: {}, taker: {} };
  for (const { liquidity, seconds, move } of marks.result(end, 0))
    found[liquidity][`${seconds}s`] = Number.isNaN(move.mean) ? null : move.mean;
  return found;
}
