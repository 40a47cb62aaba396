import type { ChildFact } from '../child-facts';
import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { type Micros, unitsOf } from '../numbers';
import { type Child, fillOf } from '../order/child';
import { OPEN_STATUS } from '../order/order';
import { bookedAs, childOfCopy, orderDifference, tradeKind, twinOf } from './match';
import { type Copy, type CopyWatch, MOST_LISTED, MOST_WAITING, tradeKey } from './watch';

type Differed = FactOf<'ReconciliationDiffered' | 'ReconciliationAgreed'>;

/** The facts about a copy, a session or a difference that move what the drop copies are known to have told. */
export function applyCopies(books: Ledger, fact: Fact, at: Micros): void {
  switch (fact.type) {
    case 'CopyReceived': {
      const watch = books.copies.of(fact.session);
      if (watch) told(books, watch, fact, at);
      return;
    }
    case 'CopyMatched':
      return matched(books, fact);
    case 'CopyAdopted':
      return adopted(books, fact);
    case 'CopyDifferenceJudged':
      return judged(books.copies.of(fact.session), fact);
    case 'ReconciliationDiffered':
    case 'ReconciliationAgreed':
      return differed(books, fact, at);
    case 'UnexpectedReport':
      return refused(books.copies.over(fact.session), fact.execId, fact.why);
    case 'SessionSettled':
      return settled(books, fact.session, at);
    default:
  }
}

/** What we booked, or were told by the venue, of an order. To be called behind the change of the order. */
export function ownOrder(books: Ledger, child: Child, fact: ChildFact, at: Micros): void {
  const watch = books.copies.over(child.venue);
  if (!watch || !MOVING.has(fact.type)) return;
  if (fact.type === 'ChildOrderFilled' || fact.type === 'ChildTradeCanceled' || fact.type === 'ChildTradeCorrected')
    awaitCopy(watch, { childId: child.childId, execId: fact.execId, at });
  if (child.venueOrderId) watch.byOrderId.set(child.venueOrderId, child.childId);
  compare(books, watch, child, at);
}

/** Facts that change what an order reads. */
export const MOVES = [
  'ChildOrderAcknowledged',
  'ChildOrderRejected',
  'ChildOrderNotSent',
  'ChildOrderFilled',
  'ChildOrderCanceled',
  'ChildOrderExpired',
  'ChildOrderDoneForDay',
  'ChildOrderCalculated',
  'ChildOrderReplaced',
  'ChildOrderRestated',
  'ChildTradeCanceled',
  'ChildTradeCorrected',
] as const satisfies readonly Fact['type'][];

const MOVING: ReadonlySet<Fact['type']> = new Set(MOVES);

function awaitCopy(watch: CopyWatch, trade: { childId: string; execId: string; at: Micros }): void {
  const key = tradeKey(trade.childId, trade.execId);
  if (watch.ahead.has(key) || watch.listed.has(key)) return; // the copy has told it: what of that differs is decided
  if (watch.awaited.size < MOST_WAITING) watch.awaited.set(key, trade);
  else watch.counts.lost++;
}

function told(books: Ledger, watch: CopyWatch, copy: Copy, at: Micros): void {
  watch.counts.told++;
  if (tradeKind(copy) === undefined) watch.tellsOrders = true;
  const child = childOfCopy(copy, watch, books);
  if (!child) return;
  if (tradeKind(copy) !== undefined) tradeTold(watch, child, copy, books, at);
  if (!isStale(watch.last.get(child.childId), copy, child, books)) watch.last.set(child.childId, copy);
  compare(books, watch, child, at);
}

/** What may have been told before (97=Y) does not take back what was told since: it counts where it is an end, or further on. */
function isStale(last: Copy | undefined, copy: Copy, child: Child, books: Ledger): boolean {
  if (!last || copy.possResend !== true || !OPEN_STATUS.has(copy.ordStatus)) return false;
  const { qtyScale } = books.parentOf(child).instrument;
  return (unitsOf(copy.cumQty, qtyScale) ?? 0) <= (unitsOf(last.cumQty, qtyScale) ?? 0);
}

function tradeTold(watch: CopyWatch, child: Child, copy: Copy, books: Ledger, at: Micros): void {
  const { childId } = child;
  const booked = bookedAs(copy, child);
  const key = tradeKey(childId, copy.execId);
  if (booked) {
    if (watch.awaited.delete(tradeKey(childId, booked.execId))) watch.counts.matched++;
    else watch.counts.repeated++;
    return;
  }
  if (watch.isSettled(key) || watch.ahead.has(key) || watch.listed.has(key)) {
    watch.counts.repeated++;
    return;
  }
  if (takesBack(watch, child, copy, books)) watch.settle(key);
  else if (watch.ahead.size < MOST_WAITING) watch.ahead.add({ childId, execId: copy.execId, at, copy });
  else watch.counts.lost++;
}

/** Whether a copy's bust takes back a trade of the copy that was never booked: then neither is waited for. */
function takesBack(watch: CopyWatch, child: Child, copy: Copy, books: Ledger): boolean {
  if (tradeKind(copy) !== 'bust' || copy.execRefId === undefined) return false;
  const key = tradeKey(child.childId, copy.execRefId);
  const waits = watch.ahead.get(key);
  if (waits && twinOf(watch, waits.copy!, child, books)) return false; // it is booked, under another ExecID
  return watch.ahead.delete(key) || watch.listed.get(key)?.copy !== undefined;
}

/** Whether the order reads alike on both sides, or is to be looked at again. One with a listed trade is not: it cannot. */
function compare(books: Ledger, watch: CopyWatch, child: Child, at: Micros): void {
  const { childId } = child;
  const differs = watch.hasListed(childId) ? undefined : orderDifference(watch, child, books);
  if (differs !== undefined) return watch.touch(childId, differs, at);
  watch.touched.delete(childId);
  watch.standing.delete(childId);
}

function matched(books: Ledger, { session, clOrdId: childId, execId, bookedAs: own }: FactOf<'CopyMatched'>): void {
  const watch = books.copies.of(session);
  if (!watch) return;
  const key = tradeKey(childId, execId);
  watch.ahead.delete(key);
  watch.counts.matched++;
  if (own === undefined) return;
  watch.counts.byContent++;
  watch.awaited.delete(tradeKey(childId, own));
  const child = books.children.get(childId);
  const booked = child && fillOf(child, own);
  if (booked) booked.names = { ...booked.names, copy: execId };
}

/** The name is kept with the trade: it goes where that goes, into the archive too. */
function adopted(books: Ledger, { session, clOrdId, execId, toldAs }: FactOf<'CopyAdopted'>): void {
  const child = books.children.get(clOrdId);
  const booked = child && fillOf(child, execId);
  if (booked) booked.names = { ...booked.names, adopted: session, venue: toldAs };
  const watch = books.copies.of(session);
  if (!watch || toldAs === undefined) return;
  watch.counts.matched++;
  if (toldAs !== execId) watch.counts.byContent++;
}

function judged(watch: CopyWatch | undefined, { clOrdId, execId }: FactOf<'CopyDifferenceJudged'>): void {
  if (watch && execId !== undefined) watch.settle(tradeKey(clOrdId, execId));
}

function differed(books: Ledger, fact: Differed, at: Micros): void {
  const watch = books.copies.of(fact.session);
  if (!watch) return;
  const { clOrdId: childId, execId } = fact;
  if (execId === undefined) {
    if (fact.type === 'ReconciliationDiffered') watch.listOrder(childId);
    else watch.touched.delete(childId);
    return;
  }
  const key = tradeKey(childId, execId);
  const known = watch.awaited.get(key) ?? watch.ahead.get(key) ?? watch.listed.get(key);
  if (fact.type === 'ReconciliationDiffered')
    return watch.list(known ?? { childId, execId, at }, fact.what === 'NotBooked' && isFill(known?.copy));
  const child = books.children.get(childId);
  if (watch.unlist(childId, execId, isFill(known?.copy)) && child) compare(books, watch, child, at);
}

/** A listed trade that the copy alone told, and that is a fill. */
const isFill = (copy: Copy | undefined): boolean => copy !== undefined && tradeKind(copy) === 'fill';

function refused(watch: CopyWatch | undefined, execId: string, why: string): void {
  if (!watch || execId === '') return;
  watch.refused.set(execId, why);
  if (watch.refused.size > MOST_LISTED) watch.refused.delete(watch.refused.keys().next().value!);
}

/** To be called before the session counts as settled. */
function settled(books: Ledger, session: string, at: Micros): void {
  const before = books.sessions.get(session)?.settled === true;
  const own = books.copies.of(session);
  if (own) own.provenAt = at;
  const watch = own ?? books.copies.over(session);
  if (watch && !before) watch.since = at;
}
