/** Integer number of ticks. */
export type Ticks = number;
/** Integer number of lots. */
export type Lots = number;

export const BUY = 0;
export const SELL = 1;
export type Side = typeof BUY | typeof SELL;
export const opposite = (side: Side): Side => (side === BUY ? SELL : BUY);

/**
 * How long an order lasts. `Day`, `GTC`, `GTD`: what is not matched at once rests (a market order never rests: its remainder is
 * cancelled); who owns the book cancels it when its time is over. `IOC`: the remainder is cancelled. `FOK`: matched in full at
 * once, or cancelled in full without a trade. `AtOpen`, `AtClose`: trades in that auction only; its remainder is cancelled.
 */
export type TimeInForce = 'Day' | 'GTC' | 'GTD' | 'IOC' | 'FOK' | 'AtOpen' | 'AtClose';

/**
 * What becomes of an order that would trade with one of the same self-trade id. The incoming order's mode counts. `CancelNewest`:
 * the incoming one is cancelled; `CancelOldest`: the resting one; `CancelBoth`; `Decrement`: both lose the smaller one's open lots.
 */
export type SelfTradeMode = 'CancelNewest' | 'CancelOldest' | 'CancelBoth' | 'Decrement';

/** What makes an order more than a plain limit or market order. */
export interface SpecialTerms {
  /** Stop price: the order is held, unseen, until a trade at this price or beyond it (above for a buy order, below for a sell order). */
  readonly stop?: Ticks | undefined;
  /** Lots shown at a time: 0 hides the order, fewer than its quantity makes it an iceberg. Left out: all are shown. */
  readonly display?: Lots | undefined;
  /** Refused where it would trade on arrival. */
  readonly postOnly?: boolean | undefined;
  /** Trades at least this many lots on arrival, or none and is cancelled. For orders that cannot rest: IOC and market orders. */
  readonly minQty?: Lots | undefined;
  /** Whom it must not trade with: orders of the same `id` (1 to 2^29 - 1). Not looked at in auctions. */
  readonly selfTrade?: { readonly id: number; readonly mode: SelfTradeMode } | undefined;
}

/** An order on its way in. `id` is the caller's, unique among the orders in the book; `owner` is kept for reporting only. */
export interface NewOrder {
  readonly id: number;
  /** 32-bit integer. */
  readonly owner: number;
  readonly side: Side;
  readonly qty: Lots;
  /** Undefined: a market order. */
  readonly price: Ticks | undefined;
  readonly tif: TimeInForce;
  readonly special?: SpecialTerms | undefined;
}

/** New special terms in a replace; what is left out stays. */
export interface ChangedTerms {
  readonly stop?: Ticks | undefined;
  readonly display?: Lots | undefined;
}

/**
 * One match. The object is reused: copy what must outlive the call. `side` is the taker's. In an auction nobody takes: the buyer is
 * then named as maker and the seller as taker.
 */
export interface Trade {
  readonly makerId: number;
  readonly makerOwner: number;
  /** All lots that are still open, an iceberg's hidden ones included. */
  readonly makerLeaves: Lots;
  readonly takerId: number;
  readonly takerOwner: number;
  readonly takerLeaves: Lots;
  readonly side: Side;
  /** The maker's price; in an auction the auction's. */
  readonly price: Ticks;
  readonly qty: Lots;
  readonly auction: boolean;
}

/**
 * Why lots left the book unmatched: asked for; remainder of an IOC or of a market order; FOK or MinQty that could not be met;
 * self-trade prevention; the remainder of a market order at a price band; not matched in the only auction it was meant for;
 * its time in force is over.
 */
export type CancelReason =
  | 'Requested'
  | 'ImmediateOrCancel'
  | 'FillOrKill'
  | 'NoLiquidity'
  | 'MinQty'
  | 'SelfTrade'
  | 'PriceBand'
  | 'AuctionOver'
  | 'Expired';

/** What a book tells, in the order in which it happens. */
export interface BookListener {
  /** `leaves` lots of the order now rest at the back of the queue of `price`: the order's own, or the price band that it lies beyond. */
  rested(id: number, side: Side, leaves: Lots, price: Ticks): void;
  traded(trade: Trade): void;
  /** `qty` lots of the order left unmatched; `leaves` stay in the book. */
  cancelled(id: number, qty: Lots, leaves: Lots, reason: CancelReason): void;
  /** The order's terms changed. Kept its place: nothing follows. Otherwise trades and `rested` may follow. */
  replaced(id: number, leaves: Lots, price: Ticks | undefined, keptPlace: boolean): void;
  /** The order's stop price was reached: it is a market or limit order from here on, and trades or `rested` may follow. */
  triggered(id: number): void;
}

/**
 * Why a book refuses a command; the book is unchanged. `BadTerms`: special terms that do not go together or with the time in force;
 * `WouldTrade`: a post-only order that would; `CallPhase`: IOC, FOK or MinQty while orders are only collected for an auction.
 */
export type BookRefusal = 'DuplicateId' | 'UnknownOrder' | 'BadQuantity' | 'BadPrice' | 'BadTerms' | 'WouldTrade' | 'CallPhase';

/** A price level: total lots shown and number of orders that show any. */
export interface Level {
  readonly price: Ticks;
  readonly qty: Lots;
  readonly orders: number;
}

/** `open` and `close` take the orders with that time in force along; `reopen` ends a halt or a pause. */
export type AuctionKind = 'open' | 'close' | 'reopen';

/**
 * What an auction would come to now, or came to. `price` is undefined where nothing can trade. `surplus`: lots at that price (where
 * there is none: of market orders) that find no other side; above zero they are buy orders, below zero sell orders.
 */
export interface Indicative {
  readonly price: Ticks | undefined;
  readonly qty: Lots;
  readonly surplus: Lots;
}
