import { confirmsAdopted } from '../copies/adopted';
import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { childEvent } from '../order/apply-child';
import type { Child } from '../order/child';
import { mayHappen } from '../order/transitions';
import { type Emit, stage } from '../turn';
import { isInDoubt } from './doubt';
import { bookFill, changeTrade } from './fills';
import { settleDifference, settleStatus, unknownToUs } from './status';
import { reasonOf, reopen, toldBy, watchSplit } from './told';

type Report = FactOf<'VenueReportReceived'>;

/** What a venue said becomes facts about the child. A fill is always booked; what fits no order or no status is kept and alarmed. */
export const venueReports = stage(
  ['VenueReportReceived', 'VenueCancelRejectReceived', 'VenueRefused'],
  (fact, books, _at, emit) => {
    switch (fact.type) {
      case 'VenueReportReceived':
        return reported(fact, books, emit);
      case 'VenueCancelRejectReceived':
        return requestRejected(fact, books, emit);
      case 'VenueRefused':
        return refused(fact, books, emit);
      default:
    }
  },
);

const childOf = (books: Ledger, clOrdId: string, origClOrdId?: string): Child | undefined =>
  books.childNamed(clOrdId) ?? (origClOrdId === undefined ? undefined : books.childNamed(origClOrdId));

const unexpected = (r: Report, why: string): Fact => ({
  type: 'UnexpectedReport',
  session: r.session,
  clOrdId: r.clOrdId,
  execId: r.execId,
  why,
});

function reported(r: Report, books: Ledger, emit: Emit): void {
  if (r.missing) incomplete(r, emit);
  const child = childOf(books, r.clOrdId, r.origClOrdId) ?? childByVenueId(books, r);
  if (!child) return ofNobody(r, books, emit);
  switch (r.execType) {
    case 'F':
    case '1':
    case '2':
      reopen(child, r, emit);
      if (!confirmsAdopted(child, r, books, emit)) bookFill(child, r, books, emit);
      if (books.differences.size > 0) settleDifference(child, r.session, books, emit);
      return;
    case 'H':
    case 'G':
      return changeTrade(child, r, books, emit);
    case 'I':
      reopen(child, r, emit);
      return settleStatus(child, r, books, emit);
    case 'A':
    case '6':
    case 'E':
    case 'L':
      return; // pending, or triggered: the venue has it, nothing else is decided
    default: {
      const told = toldBy(child, r, books);
      if (!told) return emit(unexpected(r, `ExecType (150) '${r.execType}' is not handled`));
      const event = childEvent(child, told);
      if (event && mayHappen(child.state, event.type)) {
        watchSplit(child, told, emit);
        emit(told);
      } else emit(unexpected(r, `ExecType (150) '${r.execType}' in a status that does not allow it`));
    }
  }
}

/** A report without the ClOrdID of one of our orders may still name it by the venue's OrderID (37). */
function childByVenueId(books: Ledger, r: Report): Child | undefined {
  if (r.clOrdId !== '' || r.orderId === '') return undefined;
  for (const child of books.children.values()) if (child.venueOrderId === r.orderId && child.venue === r.session) return child;
  return undefined;
}

function incomplete(r: Report, emit: Emit): void {
  const tags = r.missing!.join(', ');
  const text = `${r.session} sent a report about '${r.clOrdId}' without tag ${tags}: booked provisionally, ExecID (17) '${r.execId}'`;
  emit({ type: 'Alarmed', code: 'IncompleteReport', text });
}

const FILLS: ReadonlySet<string> = new Set(['F', '1', '2']);

/** A report about an order that is none of ours. That there are none is an answer to OrderMassStatusRequest (AF) too. */
function ofNobody(r: Report, books: Ledger, emit: Emit): void {
  if (r.massStatusId !== undefined && r.ordStatus === '8') return;
  emit(unexpected(r, `ClOrdID (11) '${r.clOrdId}' is no order of ours`));
  unknownToUs(r, FILLS.has(r.execType), books, emit);
}

function requestRejected(r: FactOf<'VenueCancelRejectReceived'>, books: Ledger, emit: Emit): void {
  const child = childOf(books, r.clOrdId, r.origClOrdId);
  const request = child?.state.pending.find(p => p.clOrdId === r.clOrdId);
  if (!child || !request) {
    // whatever closed the order has answered its requests already
    if (child?.state.closed !== undefined) return;
    const why = 'OrderCancelReject (9) for no pending request of ours';
    return emit({ type: 'UnexpectedReport', session: r.session, clOrdId: r.clOrdId, execId: '', why });
  }
  const cxlRejReason = reasonOf(r.cxlRejReason);
  const text = r.text ?? 'rejected by the venue';
  const { kind, clOrdId, answers } = request;
  emit({ type: 'ChildRequestRejected', childId: child.childId, kind, clOrdId, cxlRejReason, text, answers });
  if (cxlRejReason === 1 && !child.state.acknowledged && !child.state.closed)
    emit({ type: 'ChildOrderNotSent', childId: child.childId });
}

/** A session or business reject of something we sent: the order or the request it answers is refused. */
function refused(r: FactOf<'VenueRefused'>, books: Ledger, emit: Emit): void {
  const child = childOf(books, r.clOrdId);
  if (child && r.refMsgType === 'D' && mayHappen(child.state, 'Rejected')) {
    return emit({ type: 'ChildOrderRejected', childId: child.childId, ordRejReason: 99, text: r.text });
  }
  const request = child?.state.pending.find(p => p.clOrdId === r.clOrdId);
  if (child && request) {
    const { childId } = child;
    return emit({
      type: 'ChildRequestRejected',
      childId,
      kind: request.kind,
      clOrdId: r.clOrdId,
      cxlRejReason: 99,
      text: r.text,
      answers: request.answers,
    });
  }
  if (child && r.refMsgType === 'H' && isInDoubt(child, books)) {
    const text = `'${child.childId}' is in doubt, and ${r.session} does not answer OrderStatusRequest (H): ${r.text}`;
    return emit({ type: 'Alarmed', code: 'OrderInDoubt', text });
  }
  emit({ type: 'Alarmed', code: 'VenueRefused', text: `${r.session} refused our ${r.refMsgType} '${r.clOrdId}': ${r.text}` });
}
