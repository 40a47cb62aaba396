/** Integer number of ticks. */
export type Ticks = number;
/** Integer number of lots. */
export type Lots = number;

export const BUY = 0;
export const SELL = 1;
export type Side = typeof BUY | typeof SELL;
export const opposite = (side: Side): Side => (side === BUY ? SELL : BUY);

/**
 * How long an order lasts. `Day`: what is not matched at once rests (a market order never rests: its remainder is cancelled).
 * `IOC`: the remainder is cancelled. `FOK`: matched in full at once, or cancelled in full without a trade.
 */
export type TimeInForce = 'Day' | 'IOC' | 'FOK';

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
}

/** One match. The object is reused: copy what must outlive the call. `side` is the taker's. */
export interface Trade {
  readonly makerId: number;
  readonly makerOwner: number;
  readonly makerLeaves: Lots;
  readonly takerId: number;
  readonly takerOwner: number;
  readonly takerLeaves: Lots;
  readonly side: Side;
  /** The maker's price. */
  readonly price: Ticks;
  readonly qty: Lots;
}

/** Why lots left the book unmatched: asked for, remainder of an IOC or of a market order, FOK that could not be filled. */
export type CancelReason = 'Requested' | 'ImmediateOrCancel' | 'FillOrKill' | 'NoLiquidity';

/** What a book tells, in the order in which it happens. */
export interface BookListener {
  /** `leaves` lots of the order now rest at the back of the queue of `price`. */
  rested(id: number, side: Side, leaves: Lots, price: Ticks): void;
  traded(trade: Trade): void;
  /** `qty` lots of the order left unmatched; `leaves` stay in the book. */
  cancelled(id: number, qty: Lots, leaves: Lots, reason: CancelReason): void;
  /** The order's terms changed. Kept its place: nothing follows. Otherwise trades and `rested` may follow. */
  replaced(id: number, leaves: Lots, price: Ticks, keptPlace: boolean): void;
}

/** Why a book refuses a command; the book is unchanged. */
export type BookRefusal = 'DuplicateId' | 'UnknownOrder' | 'BadQuantity' | 'BadPrice';

/** A price level: total lots and number of orders. */
export interface Level {
  readonly price: Ticks;
  readonly qty: Lots;
  readonly orders: number;
}
