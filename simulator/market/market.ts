import type { Micros } from '../../src/core/numbers';
import type { OrderBook } from '../matching/book';
import type { Lots, Side, Trade } from '../matching/types';

/**
 * What a symbol does now. `trading`: orders match as they come. Orders are only collected for the auction to come in `pre-open` and
 * `opening` (open auction), `closing` (close auction), `paused` (by its price bands) and `reopening` (after a halt). `closed`, `halted`
 * and `quoting` (a replayed halt in which others may quote) take no new orders; cancels are taken in all of them.
 */
export type TradingStatus =
  | 'pre-open'
  | 'opening'
  | 'trading'
  | 'closing'
  | 'closed'
  | 'halted'
  | 'quoting'
  | 'paused'
  | 'reopening';

/** A trade that no visible order of the book took part in; its price may lie between ticks, so it is text. `side` is the taker's. */
export interface Print {
  readonly priceText: string;
  readonly qty: Lots;
  readonly side: Side;
}

/** What a market acts on: the symbol's book, and what it can tell beside it. */
export interface Floor {
  readonly book: OrderBook;
  print(print: Print): void;
  status(status: TradingStatus): void;
}

/**
 * Whoever trades against the outside in one symbol. It says when its next event is due and runs it when told; it never reads a
 * clock. Its orders have negative ids and negative owners; those from outside have positive ones.
 */
export interface Market {
  /** When the next event is due, or undefined where there is none. */
  nextAt(): Micros | undefined;
  /** Runs the one event that is due next. */
  step(floor: Floor): void;
  /** Told of each match in the book, its own included, and when it happened. */
  traded(trade: Trade, at: Micros): void;
  /**
   * True where its path was drawn towards an end that was known beforehand (a bridge through bars): prices on the way then tell of what
   * is to come. `assertLearnable` keeps models away from it.
   */
  readonly pinned: boolean;
}

/**
 * Throws where nothing may be learned or scored on a market: a model of drift, fills or microstructure that sees a pinned path reads the
 * future off it.
 */
export function assertLearnable(market: Pick<Market, 'pinned'>): void {
  if (market.pinned)
    throw new Error('this market is a bridge through bars, pinned to their ends: no model may train or score on it');
}
