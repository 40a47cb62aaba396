import type { Ledger } from '../ledger';
import { unitsOf } from '../numbers';
import { type Booked, type Child, fillOf } from '../order/child';
import { isOpen, OPEN_STATUS } from '../order/order';
import { sameTrade, tradeOf } from '../routing/trade-told';
import type { Copy, CopyWatch } from './watch';

/** ExecType (150), in the words of FIX 4.4, of what changes quantities. */
const KINDS: Readonly<Record<string, TradeKind>> = { F: 'fill', '1': 'fill', '2': 'fill', H: 'bust', G: 'correction' };

export type TradeKind = 'fill' | 'bust' | 'correction';

export const tradeKind = (copy: Copy): TradeKind | undefined => KINDS[copy.execType];

/** The order of ours that a copy is about: by ClOrdID (11, 41), else by the venue's OrderID (37). Only orders at the venue that is copied. */
export function childOfCopy(copy: Copy, watch: CopyWatch, books: Ledger): Child | undefined {
  const named = books.childNamed(copy.clOrdId) ?? (copy.origClOrdId ? books.childNamed(copy.origClOrdId) : undefined);
  const child = named ?? books.children.get(watch.byOrderId.get(copy.orderId) ?? '');
  return child?.venue === watch.venue ? child : undefined;
}

/** What a fill is booked under whose ExecID had come before with other content (`bookFill`). */
const reusedId = (copy: Copy): string => `${copy.execId}#${copy.lastQty}@${copy.lastPx}`;

/** What is booked of a trade that the copy tells: by its ExecID (17); undefined where nothing is. */
export function bookedAs(copy: Copy, child: Child): Booked | undefined {
  const booked = fillOf(child, copy.execId);
  if (!booked) return undefined;
  return (copy.execType === 'F' && fillOf(child, reusedId(copy))) || booked;
}

/** Whether a booked trade is what the copy says. A bust has no quantity of its own: that both told it is all there is to compare. */
export function sameContent(copy: Copy, booked: Booked, child: Child, books: Ledger): boolean {
  if (tradeKind(copy) === 'bust') return true;
  const told = tradeOf(copy, books.parentOf(child).instrument);
  return typeof told !== 'string' && sameTrade(told, booked.trade);
}

/** First field in which a copy's word on an order is not as the order stands in our books; undefined where they agree. Fields it has not are passed over. */
export function orderDifference(copy: Copy | undefined, child: Child, books: Ledger): string | undefined {
  const { state } = child;
  if (!copy) return (state.acknowledged && state.closed !== 'Rejected') || child.fills.length > 0 ? 'OrderID (37)' : undefined;
  const { instrument, side } = books.parentOf(child);
  const { qtyScale, priceScale } = instrument;
  if (copy.symbol !== instrument.symbol) return 'Symbol (55)';
  if (copy.side !== side) return 'Side (54)';
  if ((unitsOf(copy.cumQty, qtyScale) ?? state.cumQty) !== state.cumQty) return 'CumQty (14)';
  if (copy.ordStatus !== '3' && OPEN_STATUS.has(copy.ordStatus) !== isOpen(state)) return 'OrdStatus (39)';
  if (!isOpen(state)) return undefined; // what an order read that is over decides nothing
  if ((unitsOf(copy.orderQty, qtyScale) ?? state.orderQty) !== state.orderQty) return 'OrderQty (38)';
  const sameOrAbsent = state.price === undefined || (unitsOf(copy.price, priceScale) ?? state.price) === state.price;
  return sameOrAbsent ? undefined : 'Price (44)';
}
