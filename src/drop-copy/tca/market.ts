import { firstFrom, type TradeColumns } from '../../core/measures/volume-weighted';
import type { Exact, Micros } from '../../core/numbers';

/** What the prices of a symbol are read off, the best first: mids of quotes or of books; where there are none the last trade, or the close of the last bar. */
export type PriceKind = 'quotes' | 'books' | 'trades' | 'bars';

/** Prices over time, in columns that belong together by place, in order of time. */
export interface PriceColumns {
  readonly at: number[];
  /** Twice the price, in units of 10^-scale of its market: bid + ask, so that a mid is an integer too. Valid ones only: two sides, not crossed. */
  readonly twice: number[];
}

/** What is known of the market of one symbol. */
export interface SymbolMarket {
  /** What `prices` are; undefined where there are none. */
  readonly kind: PriceKind | undefined;
  /** Files, or `log`: where the prices are from, and what traded. */
  readonly from: readonly string[];
  readonly scale: number;
  readonly prices: PriceColumns;
  /** What traded; undefined where nothing says. `own` is false throughout: data do not say whose a trade was. */
  readonly trades: TradeColumns | undefined;
  /** `trades` are bars, each told as one trade at its end. */
  readonly isByBars: boolean;
  /** The last moment that the data tell of: nothing is known after it. */
  readonly until: Micros;
}

/** The market that orders are held against, by symbol. */
export interface TcaMarket {
  of(symbol: string): SymbolMarket | undefined;
}

/** A price older than this (us) says nothing any more: the market was closed, or the data have a hole. */
export const STALE: Micros = 600_000_000;

/** The last price at or before `at`; undefined where there is none, or it is stale. */
export const priceAt = (market: SymbolMarket, at: Micros): Exact | undefined =>
  freshAt(market, firstFrom(market.prices.at, at + 1) - 1, at);

/** The last price before `at`: what of the same moment came with, or after, what happened then is not in it. */
export const priceBefore = (market: SymbolMarket, at: Micros): Exact | undefined =>
  freshAt(market, firstFrom(market.prices.at, at) - 1, at);

function freshAt({ prices, scale }: SymbolMarket, i: number, at: Micros): Exact | undefined {
  if (i < 0 || at - prices.at[i]! > STALE) return undefined;
  return { n: BigInt(prices.twice[i]!) * 5n, scale: scale + 1 };
}

/** True where `kind` is a mid: a distance from it is a spread. */
export const isMid = (kind: PriceKind | undefined): boolean => kind === 'quotes' || kind === 'books';

/** The price as it stood on average over [from, to], weighted by time; moments before the first price do not count. NaN where none is known. */
export function meanPrice({ prices, scale }: SymbolMarket, from: Micros, to: Micros): number {
  const { at, twice } = prices;
  let i = Math.max(0, firstFrom(at, from + 1) - 1);
  if (at.length === 0 || at[i]! > to || from - at[i]! > STALE) return Number.NaN;
  if (to <= from) return twice[i]! / (2 * 10 ** scale);
  let sum = 0;
  let time = 0;
  for (; i < at.length && at[i]! <= to; i++) {
    const stood = Math.min(to, at[i + 1] ?? to) - Math.max(from, at[i]!);
    sum += stood * twice[i]!;
    time += stood;
  }
  return time > 0 ? sum / time / (2 * 10 ** scale) : twice[i - 1]! / (2 * 10 ** scale);
}
