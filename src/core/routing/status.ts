import type { FactOf } from '../facts';
import { qtyText } from '../instruments';
import { differenceKey, type Ledger } from '../ledger';
import { unitsOf } from '../numbers';
import type { Child } from '../order/child';
import { isOpen, OPEN_STATUS, ORD_STATUS_NAMES, type OrdStatus, ordStatus } from '../order/order';
import type { Emit } from '../turn';

type Report = FactOf<'VenueReportReceived'>;
type Differed = FactOf<'ReconciliationDiffered'>;

/**
 * A status report (150=I) answers OrderStatusRequest and never books a fill: fills travel in their own messages, which the session
 * has recovered by now. It settles doubt: an order the venue never had was not sent, one it has is acknowledged, and a request that the
 * venue does not show as pending never reached it (what it answered came before this report). What it says otherwise than we have it is listed.
 */
export function settleStatus(child: Child, r: Report, books: Ledger, emit: Emit): void {
  const { childId } = child;
  const unknown = r.ordStatus === '8';
  if (unknown && child.state.acknowledged && isOpen(child.state)) return forgotten(child, r, books, emit);
  if (child.doubtedAt !== undefined) emit({ type: 'ChildStatusAnswered', childId });
  if (!child.state.acknowledged && isOpen(child.state)) {
    emit(unknown ? { type: 'ChildOrderNotSent', childId } : { type: 'ChildOrderAcknowledged', childId, orderId: r.orderId });
  }
  if (unknown) return;
  if (r.ordStatus !== 'E' && r.ordStatus !== '6') {
    for (const p of child.state.pending) {
      const text = 'the venue never had this request';
      emit({
        type: 'ChildRequestRejected',
        childId,
        kind: p.kind,
        clOrdId: p.clOrdId,
        cxlRejReason: 99,
        text,
        answers: p.answers,
      });
    }
  }
  if (r.ordStatus === '4' && isOpen(child.state)) emit({ type: 'ChildOrderCanceled', childId, clOrdId: r.clOrdId, text: r.text });
  if (r.ordStatus === 'C' && isOpen(child.state)) emit({ type: 'ChildOrderExpired', childId, clOrdId: r.clOrdId, text: r.text });
  compare(child, r, books, emit);
}

/**
 * An acknowledged order that the venue says it does not know. Where its session began anew, so did the venue, and the order is gone with
 * what it was; where not, nobody can say what became of it, and it stays open and in doubt.
 */
function forgotten(child: Child, r: Report, books: Ledger, emit: Emit): void {
  const { childId } = child;
  const reset = books.sessions.get(r.session)?.reset === true;
  const ask = reset ? 'its session was reset: the order counts as cancelled' : 'ask it';
  const text = `the venue does not know '${childId}', which it had acknowledged: ${ask}`;
  emit({ type: 'Alarmed', code: 'OrderUnknownAtVenue', text });
  if (reset) return emit({ type: 'ChildOrderCanceled', childId, clOrdId: r.clOrdId, text: `OrderUnknownAtVenue: ${text}` });
  emit({ type: 'ChildLeftInDoubt', childId });
  list(differed(child, r.session, 'UnknownToVenue', ourState(child, books), 'unknown'), books, emit);
}

/** What a status report says against what is booked, once everything before it is. */
function compare(child: Child, r: Report, books: Ledger, emit: Emit): void {
  const { instrument } = books.parentOf(child);
  const theirQty = unitsOf(r.cumQty, instrument.qtyScale) ?? child.state.cumQty;
  const sameQty = theirQty === child.state.cumQty;
  const sameStatus = r.ordStatus === '3' || OPEN_STATUS.has(r.ordStatus) === isOpen(child.state);
  if (sameQty && sameStatus) return agreed(child, r.session, books, emit);
  const theirs = stateText(r.ordStatus, qtyText(instrument, theirQty));
  list(differed(child, r.session, sameQty ? 'OrdStatus' : 'CumQty', ourState(child, books), theirs), books, emit);
}

/** After a fill: what differed may agree now. */
export function settleDifference(child: Child, session: string, books: Ledger, emit: Emit): void {
  const known = books.differences.get(differenceKey({ session, clOrdId: child.childId }));
  if (known && known.fact.theirs === ourState(child, books)) agreed(child, session, books, emit);
}

/** A report about an order that is none of ours: listed while the venue works it, or where it filled. */
export function unknownToUs(r: Report, filled: boolean, books: Ledger, emit: Emit): void {
  const { session, clOrdId } = r;
  const theirs = `${stateText(r.ordStatus, r.cumQty ?? '?')} of ${r.symbol}`;
  if (filled || OPEN_STATUS.has(r.ordStatus))
    list({ type: 'ReconciliationDiffered', session, clOrdId, what: 'UnknownToUs', ours: 'unknown', theirs }, books, emit);
  else if (books.differences.has(differenceKey({ session, clOrdId }))) emit({ type: 'ReconciliationAgreed', session, clOrdId });
}

const stateText = (status: string, cumQty: string): string =>
  `${ORD_STATUS_NAMES[status as OrdStatus] ?? `OrdStatus '${status}'`}, CumQty ${cumQty}`;

const ourState = (child: Child, books: Ledger): string =>
  stateText(ordStatus(child.state), qtyText(books.parentOf(child).instrument, child.state.cumQty));

const differed = (child: Child, session: string, what: Differed['what'], ours: string, theirs: string): Differed => ({
  type: 'ReconciliationDiffered',
  session,
  clOrdId: child.childId,
  order: child.childId,
  what,
  ours,
  theirs,
});

/** More are not listed: each has its alarm or is an UnexpectedReport. */
const MOST_LISTED = 1_000;

/** Listed, and a person told, where it is news; an order that one side does not know has its own alarm. */
function list(fact: Differed, books: Ledger, emit: Emit): void {
  const known = books.differences.get(differenceKey(fact))?.fact;
  if (known ? known.ours === fact.ours && known.theirs === fact.theirs : books.differences.size >= MOST_LISTED) return;
  emit(fact);
  if (fact.what === 'UnknownToUs' || fact.what === 'UnknownToVenue') return;
  const text = `${fact.session} and we differ about '${fact.clOrdId}': ours ${fact.ours}, theirs ${fact.theirs}`;
  emit({ type: 'Alarmed', code: 'ReconciliationDiffers', text });
}

function agreed(child: Child, session: string, books: Ledger, emit: Emit): void {
  const key = { session, clOrdId: child.childId };
  if (books.differences.has(differenceKey(key))) emit({ type: 'ReconciliationAgreed', ...key });
}
