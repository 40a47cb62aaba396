import { adaptivePlanned } from '../adaptive/apply-adaptive';
import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { Drawn } from '../risk/exposure/drawn';
import { ownPartOf, withRate } from '../risk/own-part';
import { STRATEGIES } from '../strategies';
import { applyHold } from './apply-hold';
import { fillOf } from './child';
import { changeEvent, fillEvent } from './cost';
import { isMultiDay, isOpen, newOrder, type OrderState } from './order';
import { isBuy, NO_CHILDREN, NONE_REPLACING, type Parent } from './parent';
import { applyEvent, type OrderEvent } from './transitions';

/** The order event behind a report to the OMS; undefined where the report changes nothing. */
function parentEvent(parent: Parent, r: FactOf<'ParentReported'>): OrderEvent | undefined {
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

/**
 * The order as a report leaves it; as it is where the report changes nothing. Asked for twice in a row, when a report is made and when it is
 * applied: the answer is kept for the second time.
 */
export function stateAfter(parent: Parent, report: FactOf<'ParentReported'>): OrderState {
  const { state } = parent;
  if (last.report === report && last.before === state) return last.after!;
  const event = parentEvent(parent, report);
  const after = (event && applyEvent(state, event)) ?? state;
  last.report = report;
  last.before = state;
  last.after = after;
  return after;
}

const last: { report?: object; before?: OrderState; after?: OrderState } = {};

const tradeOf = (r: FactOf<'ParentReported'>) => ({
  lastQty: r.lastQty!,
  lastPx: r.lastPx!,
  lastQtyText: r.lastQtyText,
  lastPxText: r.lastPxText,
});

/** Applies what concerns parents; facts that change no book are left alone. */
export function applyParent(books: Ledger, fact: Fact, at: Micros): void {
  switch (fact.type) {
    case 'ParentOrderReceived':
    case 'ParentReplaceReceived':
    case 'ParentCancelReceived':
      books.inbound = fact;
      return;
    case 'ParentOrderProposed':
      propose(books, fact);
      return;
    case 'ParentOrderAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      parent.accepted = true;
      parent.ownPart = ownPartOf(
        capIn(parent, parent.received),
        books.markets.get(parent.instrument.symbol),
        CAPS[STRATEGIES[parent.strategy].rate],
      );
      parent.hold = undefined;
      books.openParents++;
      books.working.add(parent);
      return;
    }
    case 'ParentOrderDenied':
      deny(books, fact);
      return;
    case 'ParentOrderHeld':
    case 'HeldReleaseAsked':
    case 'HeldOrderReleased':
    case 'HeldOrderRefused':
      applyHold(books, fact, at);
      return;
    case 'PlanMade':
      planned(books, fact, at);
      return;
    case 'SliceScheduled':
      scheduled(books, fact);
      return;
    case 'ParentRequestAccepted':
      request(books, fact);
      return;
    case 'ParentRequestDenied':
      refuse(books, fact);
      return;
    case 'ParentEnding':
      books.parents.get(fact.parentId)!.ending = { reason: fact.reason, as: fact.as };
      return;
    case 'StatusUnknown':
    case 'MassCancelAnswered':
      books.execNo++;
      return;
    case 'SliceSkipped':
      books.parents.get(fact.parentId)!.held = fact.reason;
      return;
    case 'ParentReported':
      report(books, fact);
      return;
    default:
  }
}

/** A new plan: slices of the one before mean nothing any more. */
function planned(books: Ledger, plan: FactOf<'PlanMade'>, at: Micros): void {
  const parent = books.parents.get(plan.parentId)!;
  parent.plan = { ...plan, last: undefined };
  parent.slice = undefined;
  if (parent.strategy === 'ADAPTIVE') adaptivePlanned(books, parent, at);
}

/**
 * The slice that its schedule got to; one at a would price is beside the schedule. Volume is counted from the first one on: the window may
 * have begun long after the plan was made.
 */
function scheduled(books: Ledger, fact: FactOf<'SliceScheduled'>): void {
  const { parentId, slot, target } = fact;
  if (fact.limit !== undefined) return;
  const parent = books.parents.get(parentId)!;
  const { plan } = parent;
  parent.slice = fact;
  if (!plan) return;
  const market = plan.last || plan.seenBefore === undefined ? undefined : books.markets.get(parent.instrument.symbol);
  const since = market && { seenBefore: market.seenEver, seenScale: market.scale };
  parent.plan = { ...plan, ...since, last: { slot, target } };
}

/** What the cap of a strategy is called, by what ParticipationRate (849) is to it. */
const CAPS = { none: 'ParticipationRate (849)', cap: 'ParticipationRate (849)', target: 'Cap (958-960)' } as const;

/** The part of the volume that an order may be: what it aims at is no cap. */
const capIn = ({ strategy }: Parent, request: FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'>): string | undefined =>
  STRATEGIES[strategy].rate === 'target' ? request.parameters?.['Cap'] : request.participationRate;

function propose(books: Ledger, fact: FactOf<'ParentOrderProposed'>): void {
  books.parentNo++;
  books.byClOrdId.set(fact.session, fact.clOrdId, fact.parentId);
  const received = books.inbound as FactOf<'ParentOrderReceived'>;
  const { session, strategy, symbol } = fact;
  const instrument = books.instruments.get(symbol)!;
  const place = { session, account: received.account ?? '', strategy, symbol };
  const standing = books.places.of(place, books.marks.of(instrument, books));
  books.parents.set(fact.parentId, {
    parentId: fact.parentId,
    session: fact.session,
    instrument,
    side: fact.side,
    strategy,
    levels: standing.levels,
    drawn: new Drawn(standing, isBuy(fact.side), instrument),
    timeInForce: fact.timeInForce,
    received,
    ordType: fact.ordType,
    clOrdId: fact.clOrdId,
    clOrdIds: [fact.clOrdId],
    state: newOrder(fact.orderQty, fact.price, isMultiDay(fact.timeInForce) && fact.strategy === 'DMA'),
    accepted: false,
    plan: undefined,
    slice: undefined,
    estimate: undefined,
    ownPart: undefined,
    replacing: NONE_REPLACING,
    cancelling: undefined,
    ending: undefined,
    hold: undefined,
    released: false,
    held: undefined,
    children: NO_CHILDREN,
  });
}

function deny(books: Ledger, fact: FactOf<'ParentOrderDenied'>): void {
  books.execNo++;
  const parent = books.parents.get(fact.parentId);
  if (!parent) {
    books.parentNo++;
    return;
  }
  parent.state = { ...parent.state, closed: 'Rejected' };
  leave(books, parent);
}

/** It works no more, and waits for nobody. */
function leave(books: Ledger, parent: Parent): void {
  books.working.delete(parent);
  parent.hold = undefined;
}

function request(books: Ledger, fact: FactOf<'ParentRequestAccepted'>): void {
  const parent = books.parents.get(fact.parentId)!;
  learn(books, parent, fact.clOrdId);
  const request = { clOrdId: fact.clOrdId, kind: fact.kind, orderQty: fact.orderQty, price: fact.price };
  parent.state = applyEvent(parent.state, { type: 'Requested', request }) ?? parent.state;
  if (fact.kind === 'Replace') parent.replacing = [...parent.replacing, books.inbound as FactOf<'ParentReplaceReceived'>];
  else parent.cancelling = books.inbound as FactOf<'ParentCancelReceived'>;
}

/** A ClOrdID leads to the order from now on; one in use stays where it is. */
function learn(books: Ledger, parent: Parent, clOrdId: string): void {
  if (books.byClOrdId.has(parent.session, clOrdId)) return;
  books.byClOrdId.set(parent.session, clOrdId, parent.parentId);
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
  parent.state = stateAfter(parent, fact);
  if (fact.event === 'Replaced') {
    parent.clOrdId = fact.clOrdId;
    const granted = takeReplace(parent, fact.clOrdId);
    if (granted) {
      parent.ordType = granted.ordType;
      const cap = capIn(parent, granted);
      if (cap !== undefined)
        parent.ownPart = withRate(
          parent.ownPart,
          cap,
          books.markets.get(parent.instrument.symbol),
          CAPS[STRATEGIES[parent.strategy].rate],
        );
    }
  }
  if (fact.venueExecId !== undefined) noteReported(parent, fact.venueExecId, fact.execId);
  const open = isOpen(parent.state);
  if (parent.accepted && wasOpen !== open) {
    books.openParents += open ? 1 : -1;
    if (open) books.working.add(parent);
  }
  if (!open) leave(books, parent);
}

/** Takes an answered replace off those that are being worked. */
function takeReplace(parent: Parent, clOrdId: string): FactOf<'ParentReplaceReceived'> | undefined {
  const taken = parent.replacing.find(r => r.clOrdId === clOrdId);
  if (taken) parent.replacing = parent.replacing.filter(r => r !== taken);
  return taken;
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
