import type { ChildFact } from '../child-facts';
import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { drawnByChild } from '../risk/exposure/drawn';
import { noteTake } from '../routing/shown';
import { type Child, fillOf, NO_FILLS } from './child';
import { changeEvent, fillEvent } from './cost';
import { isFilled, isMultiDay, newOrder } from './order';
import type { Parent } from './parent';
import { applyEvent, type OrderEvent } from './transitions';

/** Applies a fact about a child; returns the child. */
export function applyChild(books: Ledger, fact: ChildFact, at: Micros): Child {
  if (fact.type === 'ChildOrderProposed') return propose(books, fact, at);
  const child = books.children.get(fact.childId)!;
  change(books, child, fact, at);
  return child;
}

function change(books: Ledger, child: Child, fact: ChildFact, at: Micros): void {
  switch (fact.type) {
    case 'ChildOrderReleased':
      child.venue = fact.venue;
      if (books.shown.size > 0) noteTake(books, child, { qty: child.state.orderQty, price: child.state.price }, at);
      return;
    case 'ChildStatusAsked':
    case 'ChildLeftInDoubt':
      child.doubtedAt ??= at;
      return;
    case 'ChildStatusAnswered':
      child.doubtedAt = undefined;
      return;
    case 'ChildCancelReleased':
      books.paces.get(child.venue!)?.took(at);
      return requested(books, child, fact.clOrdId, { type: 'Requested', request: { clOrdId: fact.clOrdId, kind: 'Cancel' } });
    case 'ChildReplaceProposed':
    case 'ChildReplaceDenied':
      child.proposed = fact.type === 'ChildReplaceProposed';
      return;
    case 'ChildReplaceReleased': {
      child.proposed = false;
      child.termsAt = at;
      const { clOrdId, orderQty, price, answers } = fact;
      const request = { clOrdId, kind: 'Replace' as const, orderQty, price, answers };
      if (books.shown.size > 0) noteTake(books, child, { qty: orderQty - child.state.cumQty, price }, at);
      return requested(books, child, fact.clOrdId, { type: 'Requested', request });
    }
    case 'ChildOrderFilled':
    case 'ChildTradeCanceled':
    case 'ChildTradeCorrected':
      return trade(books, child, fact, at);
    default:
      settle(child, fact);
  }
}

function propose(books: Ledger, fact: FactOf<'ChildOrderProposed'>, at: Micros): Child {
  books.childNo++;
  const child: Child = {
    childId: fact.childId,
    parentId: fact.parentId,
    ordType: fact.ordType,
    timeInForce: fact.timeInForce,
    displayQty: fact.displayQty,
    termsAt: at,
    venue: undefined,
    doubtedAt: undefined,
    clOrdId: fact.childId,
    requests: 0,
    proposed: false,
    refusedCancels: 0,
    venueOrderId: undefined,
    state: newOrder(fact.orderQty, fact.price, isMultiDay(fact.timeInForce)),
    drawn: drawnByChild(),
    fills: NO_FILLS,
  };
  books.children.set(fact.childId, child);
  const parent = books.parents.get(fact.parentId)!;
  if (parent.children.length === 0) parent.children = [child];
  else parent.children.push(child);
  parent.held = undefined;
  return child;
}

function requested(books: Ledger, child: Child, clOrdId: string, event: OrderEvent): void {
  child.requests++;
  books.byRequest.set(clOrdId, child.childId);
  child.state = applyEvent(child.state, event) ?? child.state;
}

function trade(
  books: Ledger,
  child: Child,
  fact: FactOf<'ChildOrderFilled' | 'ChildTradeCanceled' | 'ChildTradeCorrected'>,
  at: Micros,
): void {
  const parent = books.parentOf(child);
  const { instrument } = parent;
  const filled = fact.type === 'ChildOrderFilled';
  child.doubtedAt = undefined;
  if (filled) {
    child.venueOrderId = fact.orderId;
    child.refusedCancels = 0;
  }
  if (!filled) fillOf(child, fact.execRefId)!.superseded = true;
  const { lastQty, lastPx, lastQtyText, lastPxText } = fact;
  const trade = { lastQty, lastPx, lastQtyText, lastPxText };
  const { execId, date } = fact;
  const liquidity = filled ? fact.liquidity : fillOf(child, fact.execRefId)!.liquidity;
  const ref = filled ? undefined : fact.execRefId;
  const booked = { execId, date, at, liquidity, trade, superseded: false, ref, names: undefined, reportedAs: undefined };
  if (child.fills.length === 0) child.fills = [booked];
  else child.fills.push(booked);
  books.trades.add(child, parent, fact.execId, fact.date);
  const event = filled ? fillEvent(instrument, fact) : changeEvent(instrument, fact, fact.prior);
  const before = child.state;
  child.state = applyEvent(before, event) ?? before;
  if (!filled && isFilled(before) && neverRests(child, parent)) child.state = { ...child.state, closed: 'Canceled' };
}

/** An immediate child of a schedule was over once it was filled: what a bust gives back is not open at its venue, and is sliced anew. */
const neverRests = (child: Child, parent: Parent): boolean => parent.strategy !== 'DMA' && child.timeInForce === '3';

function settle(child: Child, fact: Fact): void {
  const event = childEvent(child, fact);
  if (!event) return;
  child.doubtedAt = undefined;
  child.state = applyEvent(child.state, event) ?? child.state;
  if (fact.type === 'ChildOrderAcknowledged') child.venueOrderId = fact.orderId;
  if (fact.type === 'ChildOrderReplaced') child.clOrdId = fact.clOrdId;
  if (fact.type !== 'ChildRequestRejected') child.refusedCancels = 0;
  else if (fact.kind === 'Cancel') child.refusedCancels++;
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
    case 'ChildOrderRestated':
      return { type: 'Restated', orderQty: fact.orderQty, price: fact.price, cumQty: fact.cumQty, reopens: fact.reopens };
    case 'ChildOrderStopped':
      return { type: 'Stopped' };
    case 'ChildOrderSuspended':
      return { type: 'Suspended' };
    case 'ChildOrderCalculated':
      return { type: 'Calculated' };
    default:
      return undefined;
  }
}
