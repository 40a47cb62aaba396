import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { type Child, fillOf } from './child';
import { changeEvent, fillEvent } from './cost';
import { newOrder } from './order';
import { applyEvent, type OrderEvent } from './transitions';

/** Applies what concerns children; facts that change no book are left alone. */
export function applyChild(books: Ledger, fact: Fact, seq: number): void {
  if (fact.type === 'ChildOrderProposed') propose(books, fact);
  const { childId } = fact as { childId?: string };
  if (childId === undefined) return;
  const child = books.children.get(childId)!;
  switch (fact.type) {
    case 'ChildOrderReleased':
      child.venue = fact.venue;
      child.releasedSeq = seq;
      return;
    case 'ChildCancelReleased':
      return requested(books, child, fact.clOrdId, { type: 'Requested', request: { clOrdId: fact.clOrdId, kind: 'Cancel' } });
    case 'ChildReplaceProposed':
    case 'ChildReplaceDenied':
      child.proposed = fact.type === 'ChildReplaceProposed';
      return;
    case 'ChildReplaceReleased': {
      child.proposed = false;
      const request = { clOrdId: fact.clOrdId, kind: 'Replace' as const, orderQty: fact.orderQty, price: fact.price };
      return requested(books, child, fact.clOrdId, { type: 'Requested', request });
    }
    case 'ChildOrderFilled':
    case 'ChildTradeCanceled':
    case 'ChildTradeCorrected':
      return trade(books, child, fact);
    default:
      settle(child, fact);
  }
}

function propose(books: Ledger, fact: FactOf<'ChildOrderProposed'>): void {
  books.childNo++;
  const child: Child = {
    childId: fact.childId,
    parentId: fact.parentId,
    ordType: fact.ordType,
    timeInForce: fact.timeInForce,
    venue: undefined,
    releasedSeq: 0,
    clOrdId: fact.childId,
    requests: 0,
    proposed: false,
    venueOrderId: undefined,
    state: newOrder(fact.orderQty, fact.price),
    fills: [],
  };
  books.children.set(fact.childId, child);
  books.byChildClOrdId.set(fact.childId, fact.childId);
  books.parents.get(fact.parentId)!.children.push(child);
}

function requested(books: Ledger, child: Child, clOrdId: string, event: OrderEvent): void {
  child.requests++;
  books.byChildClOrdId.set(clOrdId, child.childId);
  child.state = applyEvent(child.state, event) ?? child.state;
}

function trade(
  books: Ledger,
  child: Child,
  fact: FactOf<'ChildOrderFilled' | 'ChildTradeCanceled' | 'ChildTradeCorrected'>,
): void {
  const instrument = books.parentOf(child).instrument;
  const filled = fact.type === 'ChildOrderFilled';
  if (filled) child.venueOrderId = fact.orderId;
  else fillOf(child, fact.execRefId)!.superseded = true;
  const { lastQty, lastPx, lastQtyText, lastPxText } = fact;
  const trade = { lastQty, lastPx, lastQtyText, lastPxText };
  child.fills.push({ execId: fact.execId, trade, superseded: false, reportedAs: undefined });
  const event = filled ? fillEvent(instrument, fact) : changeEvent(instrument, fact, fact.prior);
  child.state = applyEvent(child.state, event) ?? child.state;
}

function settle(child: Child, fact: Fact): void {
  const event = childEvent(child, fact);
  if (!event) return;
  child.state = applyEvent(child.state, event) ?? child.state;
  if (fact.type === 'ChildOrderAcknowledged') child.venueOrderId = fact.orderId;
  if (fact.type === 'ChildOrderReplaced') child.clOrdId = fact.clOrdId;
}

/** The order event behind a fact about a child; the venue's word and ours go through the same table. */
export function childEvent(child: Child, fact: Fact): OrderEvent | undefined {
  switch (fact.type) {
    case 'ChildOrderAcknowledged':
      return { type: 'Acknowledged' };
    case 'ChildOrderRejected':
    case 'ChildOrderNotSent':
    case 'ChildOrderDenied':
      return { type: 'Rejected' };
    case 'ChildOrderCanceled':
      return { type: 'Canceled' };
    case 'ChildOrderExpired':
      return { type: 'Expired' };
    case 'ChildOrderDoneForDay':
      return { type: 'DoneForDay' };
    case 'ChildOrderReplaced': {
      const clOrdId = child.state.pending.some(p => p.clOrdId === fact.clOrdId) ? fact.clOrdId : undefined;
      return { type: 'Replaced', clOrdId, orderQty: fact.orderQty, price: fact.price };
    }
    case 'ChildRequestRejected':
      return { type: 'RequestRejected', clOrdId: fact.clOrdId };
    default:
      return undefined;
  }
}
