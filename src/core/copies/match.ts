import type { Ledger } from '../ledger';
import { unitsOf } from '../numbers';
import { type Booked, type Child, fillOf, toldByCopy } from '../order/child';
import { isOpen, OPEN_STATUS } from '../order/order';
import { sameTrade, tradeOf } from '../routing/trade-told';
import { type Copy, type CopyWatch, CUM_QTY, type OpenTrade, STATUS } from './watch';

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

/** What is booked of a trade that the copy tells: by its ExecID (17), the copy's own where one is known; undefined where nothing is. */
export function bookedAs(copy: Copy, child: Child): Booked | undefined {
  const booked = toldByCopy(child, copy.execId);
  if (!booked) return undefined;
  return (copy.execType === 'F' && fillOf(child, reusedId(copy))) || booked;
}

/** Whether a booked trade is what the copy says. A bust has no quantity of its own: that both told it is all there is to compare. */
export function sameContent(copy: Copy, booked: Booked, child: Child, books: Ledger): boolean {
  if (tradeKind(copy) === 'bust') return true;
  const told = tradeOf(copy, books.parentOf(child).instrument);
  return typeof told !== 'string' && sameTrade(told, booked.trade);
}

const kindOf = ({ ref, trade }: Booked): TradeKind =>
  trade.lastQty === 0 && trade.lastQtyText === undefined ? 'bust' : ref === undefined ? 'fill' : 'correction';

/** Whether a booked trade is the copy's under another ExecID: of the same kind and content, and about the same trade. */
export function isTwin(copy: Copy, booked: Booked, child: Child, books: Ledger): boolean {
  if (tradeKind(copy) !== kindOf(booked) || booked.names?.copy !== undefined) return false;
  const ref = copy.execRefId === undefined ? undefined : (toldByCopy(child, copy.execRefId)?.execId ?? copy.execRefId);
  return (booked.ref === undefined || ref === booked.ref) && sameContent(copy, booked, child, books);
}

/** A booked trade that the copy has not told under its ExecID, and that is this one of the copy. */
export function twinOf(watch: CopyWatch, copy: Copy, child: Child, books: Ledger): Booked | undefined {
  return child.fills.find(fill => watch.isUntold(child.childId, fill.execId) && isTwin(copy, fill, child, books));
}

/** A trade of the copy that waits for the venue, of whatever age, and that is this booked one. None where its ExecIDs are the venue's. */
export function aheadTwin(watch: CopyWatch, booked: Booked, child: Child, books: Ledger): OpenTrade | undefined {
  if (watch.sharesIds) return undefined;
  for (const trade of watch.ahead.ofOrder(child.childId)) if (isTwin(trade.copy!, booked, child, books)) return trade;
  return undefined;
}

/**
 * First field in which a copy's word on an order is not as the order stands in our books (with both values where it is steady); undefined where they
 * agree. Fields it has not are passed over. Of a copy that tells fills alone only what a fill says is looked at.
 */
export function orderDifference(watch: CopyWatch, child: Child, books: Ledger): string | undefined {
  const { state } = child;
  const copy = watch.last.get(child.childId);
  if (!copy) {
    const isAtVenue = (state.acknowledged && state.closed !== 'Rejected') || child.fills.length > 0;
    return isAtVenue && watch.tellsOrders ? 'OrderID (37)' : undefined;
  }
  const { instrument, side } = books.parentOf(child);
  const { qtyScale, priceScale } = instrument;
  if (copy.symbol !== instrument.symbol) return `Symbol (55) ${copy.symbol}`;
  if (copy.side !== side) return `Side (54) ${copy.side}`;
  if (isOpen(state) && watch.tellsOrders) {
    // what an order read that is over decides nothing
    const orderQty = unitsOf(copy.orderQty, qtyScale) ?? state.orderQty;
    if (orderQty !== state.orderQty) return `OrderQty (38) ${state.orderQty}, ${orderQty}`;
    const price = unitsOf(copy.price, priceScale) ?? state.price;
    if (state.price !== undefined && price !== state.price) return `Price (44) ${state.price}, ${price}`;
  }
  if ((unitsOf(copy.cumQty, qtyScale) ?? state.cumQty) !== state.cumQty) return CUM_QTY;
  if (!watch.tellsOrders || copy.ordStatus === '3') return undefined;
  return OPEN_STATUS.has(copy.ordStatus) === isOpen(state) ? undefined : STATUS;
}
