import type { Micros } from '../../src/core/numbers';
import type {
  AuctionKind,
  BookRefusal,
  CancelReason,
  Indicative,
  Level,
  Lots,
  SelfTradeMode,
  Side,
  Ticks,
  TimeInForce,
} from '../matching/types';
import type { Print, TradingStatus } from './market';

/** The terms of an order from outside. Left out or undefined: the order has no such term. */
export interface OrderTerms {
  readonly symbol: string;
  readonly side: Side;
  readonly qty: Lots;
  /** Undefined: a market order. */
  readonly price: Ticks | undefined;
  readonly tif: TimeInForce;
  /** When a GTD order ends; only with that time in force. */
  readonly expireAt?: Micros | undefined;
  /** Stop price: the order waits until a trade at it or beyond it. */
  readonly stop?: Ticks | undefined;
  /** Lots shown at a time: 0 hides the order, fewer than its quantity makes it an iceberg. */
  readonly display?: Lots | undefined;
  readonly postOnly?: boolean | undefined;
  /** At least this much on arrival or nothing; for IOC and market orders. */
  readonly minQty?: Lots | undefined;
  /** It does not trade with orders of the same group (the owner's name where no group is given) that have such a term themselves. */
  readonly selfTrade?: { readonly mode: SelfTradeMode; readonly group?: string | undefined } | undefined;
}

/** An order from outside, on its way in. `owner` is the session's name; `ref` is the owner's own name of the order (its ClOrdID). */
export interface SubmitRequest extends OrderTerms {
  readonly owner: string;
  readonly ref: string;
}

/**
 * An order from outside as the exchange knows it now. `leavesQty` is what still works: 0 once it is closed, however it closed, and
 * below `qty - cumQty` where a trade was busted (its lots do not come back into the book).
 */
export interface ExchangeOrder extends SubmitRequest {
  readonly orderNo: number;
  readonly cumQty: Lots;
  readonly leavesQty: Lots;
  /** A stop order whose stop price was reached. */
  readonly triggered: boolean;
}

/** New terms of an order: the total quantity, what is filled included; what is left out or undefined stays. */
export interface ReplaceTerms {
  readonly qty: Lots;
  readonly price: Ticks | undefined;
  /** Renames the order. */
  readonly ref?: string | undefined;
  readonly stop?: Ticks | undefined;
  readonly display?: Lots | undefined;
}

/** One fill of an order from outside. `tradeNo` is shared by both sides and the public trade. */
export interface Fill {
  readonly tradeNo: number;
  readonly lastQty: Lots;
  readonly lastPx: Ticks;
  readonly liquidity: 'added' | 'removed' | 'auction';
}

/** A public trade. `side` is the taker's; it says nothing of a trade in an auction. */
export interface PublicTrade {
  readonly tradeNo: number;
  readonly symbol: string;
  readonly price: Ticks;
  readonly qty: Lots;
  readonly side: Side;
  readonly auction: boolean;
}

/** A trade that was taken back (`busted`: its new quantity is 0) or got another quantity or price. */
export interface TradeAmendment {
  readonly kind: 'busted' | 'corrected';
  readonly tradeNo: number;
  readonly symbol: string;
  readonly oldQty: Lots;
  readonly oldPx: Ticks;
  readonly qty: Lots;
  readonly px: Ticks;
}

/** An auction that took place. */
export interface AuctionResult extends Indicative {
  readonly symbol: string;
  readonly kind: AuctionKind;
}

/** Price bands of a symbol. `limit`: the side whose best price stands at its band (a limit state), or undefined. */
export interface PriceBands {
  readonly lower: Ticks;
  readonly upper: Ticks;
  readonly reference: Ticks;
  readonly limit: Side | undefined;
}

/**
 * What the exchange tells, in the order in which it happens; `at` is when. Orders are live objects: read them during the call.
 * A listener must not call commands of the exchange.
 */
export interface ExchangeListener {
  accepted(order: ExchangeOrder, at: Micros): void;
  filled(order: ExchangeOrder, fill: Fill, at: Micros): void;
  /** `qty` lots of the order left unfilled. Closed, unless self-trade prevention took part of it: then `leavesQty` is above 0. */
  cancelled(order: ExchangeOrder, qty: Lots, reason: CancelReason, at: Micros): void;
  /** The order has its new quantity and price; fills may follow. */
  replaced(order: ExchangeOrder, at: Micros): void;
  /** The stop price was reached; fills may follow. */
  triggered(order: ExchangeOrder, at: Micros): void;
  /** The exchange moved the order to another price: that of the band that it lay beyond. */
  repriced(order: ExchangeOrder, at: Micros): void;
  /** A trade of the order was busted or corrected; `cumQty` is what is left of it. The order may be closed, and stays so. */
  amended(order: ExchangeOrder, amendment: TradeAmendment, at: Micros): void;
  traded(trade: PublicTrade, at: Micros): void;
  /** The public side of `amended`, told once a trade after its orders. */
  tradeAmended(amendment: TradeAmendment, at: Micros): void;
  /** After the trades of an auction, also where it had none. */
  uncrossed(result: AuctionResult, at: Micros): void;
  /** A trade without a visible order of the book (hidden liquidity, a cross); only replayed order flow has them. */
  printed(symbol: string, print: Print, at: Micros): void;
  status(symbol: string, status: TradingStatus, at: Micros): void;
  /** New bands, or a limit state that began or ended; undefined where there are none any more. */
  bands(symbol: string, bands: PriceBands | undefined, at: Micros): void;
}

/**
 * Why the exchange refuses a command. `Halted`: the symbol takes no such order in its status; `BadStatus`: no way from its status
 * to the one asked for; the rest as its name says or as a book's refusal.
 */
export type Refusal =
  | Exclude<BookRefusal, 'DuplicateId'>
  | 'UnknownSymbol'
  | 'UnknownTrade'
  | 'OffTick'
  | 'BelowCumQty'
  | 'Halted'
  | 'BadStatus';

/** `text` names the field, its value and what would pass. */
export interface Refused {
  readonly ok: false;
  readonly reason: Refusal;
  readonly text: string;
}

/** What came of a command about an order. */
export type Outcome = { readonly ok: true; readonly orderNo: number } | Refused;

/** What came of a command about a symbol or a trade. */
export type Done = { readonly ok: true } | Refused;

/** The best levels of a symbol, best first. */
export interface Depth {
  readonly bids: Level[];
  readonly asks: Level[];
}
