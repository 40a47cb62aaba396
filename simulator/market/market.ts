import type { Micros } from '../../src/core/numbers';
import type { OrderBook } from '../matching/book';
import type { Lots, Side, Trade } from '../matching/types';

/** Whether a symbol trades. `halted` and `quoting` (orders may be announced, nothing trades) take no new orders here. */
export type TradingStatus = 'trading' | 'quoting' | 'halted';

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
  /** Told of each match in the book, its own included. */
  traded(trade: Trade): void;
}
