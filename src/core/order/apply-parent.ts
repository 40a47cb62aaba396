import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { drawnAt } from '../risk/exposure/drawn';
import { fillOf } from './child';
import { changeEvent, fillEvent } from './cost';
import { isMultiDay, isOpen, newOrder } from './order';
import { isBuy, type Parent } from './parent';
import { applyEvent, type OrderEvent } from './transitions';

/** Key of an OMS's ClOrdID in `byClOrdId`. */
export const clOrdKey = (session: string, clOrdId: string): string => `${session} ${clOrdId}`;

/** The order event behind a report to the OMS; undefined where the report changes nothing. */
export function parentEvent(parent: Parent, r: FactOf<'ParentReported'>): OrderEvent | undefined {
  switch (r.event) {
    case 'Filled':
      return fillEvent(parent.instrument, tradeOf(r));
    case 'Replaced':
      return { type: 'Replaced', clOrdId: r.clOrdId, orderQty: r.orderQty, price: r.price };
    case 'Acknowledged':
    case 'Canceled':
    case 'Expired':
    case 'Rejected':
    case 'DoneForDay':
    case 'Stopped':
    case 'Suspended':
    case 'Calculated':
      return { type: r.event };
    case 'Restated':
      return { type: 'Restated', orderQty: r.orderQty, price: r.price, cumQty: r.restatedCumQty, reopens: r.reopens };
    case 'TradeCanceled':
    case 'TradeCorrected':
      return changeEvent(parent.instrument, tradeOf(r), r.prior!);
    default:
      return undefined;
  }
}

const tradeOf = (r: FactOf<'ParentReported'>) => ({
  lastQty: r.lastQty!,
  lastPx: r.lastPx!,
  lastQtyText: r.lastQtyText,
  lastPxText: r.lastPxText,
});

/** Applies what concerns parents; false where the fact is about something else. */
export function applyParent(books: Ledger, fact: Fact): boolean {
  switch (fact.type) {
    case 'ParentOrderReceived':
    case 'ParentReplaceReceived':
    case 'ParentCancelReceived':
      books.inbound = fact;
      return true;
    case 'ParentOrderProposed':
      propose(books, fact);
      return true;
    case 'ParentOrderAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      parent.accepted = true;
      books.openParents++;
      books.working.add(parent);
      return true;
    }
    case 'ParentOrderDenied':
      deny(books, fact);
      return true;
    case 'PlanMade':
      books.parents.get(fact.parentId)!.plan = { start: fact.start, end: fact.end, slots: fact.slots, base: fact.base };
      return true;
    case 'ParentRequestAccepted':
      request(books, fact);
      return true;
    case 'ParentRequestDenied':
      refuse(books, fact);
      return true;
    case 'ParentEnding':
      books.parents.get(fact.parentId)!.ending = { reason: fact.reason, as: fact.as };
      return true;
    case 'StatusUnknown':
    case 'MassCancelAnswered':
      books.execNo++;
      return true;
    case 'SliceSkipped':
      books.parents.get(fact.parentId)!.held = fact.reason;
      return true;
    case 'ParentReported':
      report(books, fact);
      return true;
    default:
      return false;
  }
}

function propose(books: Ledger, fact: FactOf<'ParentOrderProposed'>): void {
  books.parentNo++;
  books.byClOrdId.set(clOrdKey(fact.session, fact.clOrdId), fact.parentId);
  const received = books.inbound as FactOf<'ParentOrderReceived'>;
  const { session, strategy, symbol } = fact;
  const instrument = books.instruments.get(symbol)!;
  const levels = books.levels.levelsOf({ session, account: received.account ?? '', strategy, symbol });
  books.parents.set(fact.parentId, {
    parentId: fact.parentId,
    session: fact.session,
    instrument,
    side: fact.side,
    strategy,
    levels,
    drawn: drawnAt(levels, books.marks.of(instrument, books), isBuy(fact.side), instrument),
    timeInForce: fact.timeInForce,
    received,
    ordType: fact.ordType,
    clOrdId: fact.clOrdId,
    clOrdIds: [fact.clOrdId],
    state: newOrder(fact.orderQty, fact.price, isMultiDay(fact.timeInForce) && fact.strategy === 'DMA'),
    accepted: false,
    plan: undefined,
    replacing: [],
    cancelling: undefined,
    ending: undefined,
    held: undefined,
    children: [],
  });
}

function deny(books: Ledger, fact: FactOf<'ParentOrderDenied'>): void {
  books.execNo++;
  const parent = books.parents.get(fact.parentId);
  if (parent) parent.state = { ...parent.state, closed: 'Rejected' };
  else books.parentNo++;
}

function request(books: Ledger, fact: FactOf<'ParentRequestAccepted'>): void {
  const parent = books.parents.get(fact.parentId)!;
  learn(books, parent, fact.clOrdId);
  const request = { clOrdId: fact.clOrdId, kind: fact.kind, orderQty: fact.orderQty, price: fact.price };
  parent.state = applyEvent(parent.state, { type: 'Requested', request }) ?? parent.state;
  if (fact.kind === 'Replace') parent.replacing.push(books.inbound as FactOf<'ParentReplaceReceived'>);
  else parent.cancelling = books.inbound as FactOf<'ParentCancelReceived'>;
}

/** A ClOrdID leads to the order from now on; one in use stays where it is. */
function learn(books: Ledger, parent: Parent, clOrdId: string): void {
  const key = clOrdKey(parent.session, clOrdId);
  if (books.byClOrdId.has(key)) return;
  books.byClOrdId.set(key, parent.parentId);
  parent.clOrdIds.push(clOrdId);
}

function refuse(books: Ledger, fact: FactOf<'ParentRequestDenied'>): void {
  const parent = fact.parentId === undefined ? undefined : books.parents.get(fact.parentId);
  if (!parent) return;
  learn(books, parent, fact.clOrdId);
  // a refused message may bear the ClOrdID of a request that is still pending: that one stays
  if (!fact.takenUp) return;
  parent.state = applyEvent(parent.state, { type: 'RequestRejected', clOrdId: fact.clOrdId }) ?? parent.state;
  if (fact.kind === 'Replace') takeReplace(parent, fact.clOrdId);
}

function report(books: Ledger, fact: FactOf<'ParentReported'>): void {
  books.execNo++;
  const parent = books.parents.get(fact.parentId)!;
  const wasOpen = isOpen(parent.state);
  const event = parentEvent(parent, fact);
  if (event) parent.state = applyEvent(parent.state, event) ?? parent.state;
  if (fact.event === 'Replaced') {
    parent.clOrdId = fact.clOrdId;
    const granted = takeReplace(parent, fact.clOrdId);
    if (granted) parent.ordType = granted.ordType;
  }
  if (fact.venueExecId !== undefined) noteReported(parent, fact.venueExecId, fact.execId);
  const open = isOpen(parent.state);
  if (parent.accepted && wasOpen !== open) {
    books.openParents += open ? 1 : -1;
    if (open) books.working.add(parent);
  }
  if (!open) books.working.delete(parent);
}

/** Takes an answered replace off those that are being worked. */
function takeReplace(parent: Parent, clOrdId: string): FactOf<'ParentReplaceReceived'> | undefined {
  const at = parent.replacing.findIndex(r => r.clOrdId === clOrdId);
  return at < 0 ? undefined : parent.replacing.splice(at, 1)[0];
}

/** The fill that was just told, by the venue's ExecID, remembers ours: a bust or a correction of it refers to that. */
function noteReported(parent: Parent, venueExecId: string, execId: string): void {
  for (let i = parent.children.length - 1; i >= 0; i--) {
    const booked = fillOf(parent.children[i]!, venueExecId);
    if (!booked || booked.reportedAs !== undefined) continue;
    booked.reportedAs = execId;
    return;
  }
}
