import type { Micros } from '../../src/core/numbers';
import type { CancelReason, Level, Lots, Side, Ticks, TimeInForce } from '../matching/types';
import type { Print, TradingStatus } from './market';

/** An order from outside, on its way in. `owner` is the session's name; `ref` is the owner's own name of the order (its ClOrdID). */
export interface SubmitRequest {
  readonly owner: string;
  readonly ref: string;
  readonly symbol: string;
  readonly side: Side;
  readonly qty: Lots;
  /** Undefined: a market order. */
  readonly price: Ticks | undefined;
  readonly tif: TimeInForce;
}

/** An order from outside as the exchange knows it now. `leavesQty` is 0 once it is closed, however it closed. */
export interface ExchangeOrder {
  readonly orderNo: number;
  readonly owner: string;
  readonly ref: string;
  readonly symbol: string;
  readonly side: Side;
  readonly qty: Lots;
  readonly price: Ticks | undefined;
  readonly tif: TimeInForce;
  readonly cumQty: Lots;
  readonly leavesQty: Lots;
}

/** One fill of an order from outside. `tradeNo` is shared by both sides and the public trade. */
export interface Fill {
  readonly tradeNo: number;
  readonly lastQty: Lots;
  readonly lastPx: Ticks;
  readonly liquidity: 'added' | 'removed';
}

/** A public trade. `side` is the taker's. */
export interface PublicTrade {
  readonly tradeNo: number;
  readonly symbol: string;
  readonly price: Ticks;
  readonly qty: Lots;
  readonly side: Side;
}

/**
 * What the exchange tells, in the order in which it happens; `at` is when. Orders are live objects: read them during the call.
 * A listener must not call commands of the exchange.
 */
export interface ExchangeListener {
  accepted(order: ExchangeOrder, at: Micros): void;
  filled(order: ExchangeOrder, fill: Fill, at: Micros): void;
  /** The order is closed with `qty` lots unfilled. */
  cancelled(order: ExchangeOrder, qty: Lots, reason: CancelReason, at: Micros): void;
  /** The order has its new quantity and price; fills may follow. */
  replaced(order: ExchangeOrder, at: Micros): void;
  traded(trade: PublicTrade, at: Micros): void;
  /** A trade without a visible order of the book (hidden liquidity, a cross); only replayed order flow has them. */
  printed(symbol: string, print: Print, at: Micros): void;
  status(symbol: string, status: TradingStatus, at: Micros): void;
}

/** Why the exchange refuses a command. */
export type Refusal = 'UnknownSymbol' | 'UnknownOrder' | 'BadQuantity' | 'OffTick' | 'BadPrice' | 'BelowCumQty' | 'Halted';

/** What came of a command. `text` names the field, its value and what would pass. */
export type Outcome =
  | { readonly ok: true; readonly orderNo: number }
  | { readonly ok: false; readonly reason: Refusal; readonly text: string };

/** The best levels of a symbol, best first. */
export interface Depth {
  readonly bids: Level[];
  readonly asks: Level[];
}
