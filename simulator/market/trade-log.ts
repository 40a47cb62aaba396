import type { Lots, Ticks } from '../matching/types';
import type { TradeAmendment } from './exchange-types';
import type { LiveOrder } from './outside-orders';

/** Trades that can be busted or corrected; of more, the latest. */
const KEPT = 100_000;

/** A trade with an order from outside. `sides`: those of its orders that are from outside. */
export interface LoggedTrade {
  readonly tradeNo: number;
  readonly symbol: string;
  readonly sides: readonly LiveOrder[];
  price: Ticks;
  qty: Lots;
}

/** The trades with orders from outside, so that they can be taken back. */
export class TradeLog {
  private readonly trades = new Map<number, LoggedTrade>();

  add(trade: LoggedTrade): void {
    this.trades.set(trade.tradeNo, trade);
    if (this.trades.size > KEPT) this.trades.delete(this.trades.keys().next().value!);
  }

  get(tradeNo: number): LoggedTrade | undefined {
    return this.trades.get(tradeNo);
  }

  /** Gives a trade a new quantity (0: it is busted, and forgotten) and price; its orders' CumQty follows. What they have open stays. */
  amend(trade: LoggedTrade, qty: Lots, px: Ticks): TradeAmendment {
    const { tradeNo, symbol, qty: oldQty, price: oldPx } = trade;
    for (const order of trade.sides) order.cumQty += qty - oldQty;
    trade.qty = qty;
    trade.price = px;
    if (qty === 0) this.trades.delete(tradeNo);
    return { kind: qty === 0 ? 'busted' : 'corrected', tradeNo, symbol, oldQty, oldPx, qty, px };
  }
}
