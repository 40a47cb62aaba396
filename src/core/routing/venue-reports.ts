import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { unitsOf } from '../numbers';
import { childEvent } from '../order/apply-child';
import type { Child } from '../order/child';
import { mayHappen } from '../order/transitions';
import type { Emit, Stage } from '../turn';
import { bookFill, changeTrade } from './fills';
import { settleStatus } from './status';

type Report = FactOf<'VenueReportReceived'>;

/** What a venue said becomes facts about the child. A fill is always booked; what fits no order or no status is kept and alarmed. */
export const venueReports: Stage = (fact, books, _at, emit) => {
  switch (fact.type) {
    case 'VenueReportReceived':
      return reported(fact, books, emit);
    case 'VenueCancelRejectReceived':
      return requestRejected(fact, books, emit);
    case 'VenueRefused':
      return refused(fact, books, emit);
    default:
  }
};

const childOf = (books: Ledger, clOrdId: string, origClOrdId?: string): Child | undefined =>
  books.children.get(books.byChildClOrdId.get(clOrdId) ?? books.byChildClOrdId.get(origClOrdId ?? '') ?? '');

const unexpected = (r: Report, why: string): Fact => ({
  type: 'UnexpectedReport',
  session: r.session,
  clOrdId: r.clOrdId,
  execId: r.execId,
  why,
});

function reported(r: Report, books: Ledger, emit: Emit): void {
  const child = childOf(books, r.clOrdId, r.origClOrdId);
  if (!child) return emit(unexpected(r, `ClOrdID (11) '${r.clOrdId}' is no order of ours`));
  switch (r.execType) {
    case 'F':
    case '1':
    case '2':
      return bookFill(child, r, books, emit);
    case 'H':
    case 'G':
      return changeTrade(child, r, books, emit);
    case 'I':
      return settleStatus(child, r, books.sessions.get(r.session)?.reset === true, emit);
    case 'A':
    case '6':
    case 'E':
      return; // pending: the venue has it, nothing is decided yet
    default: {
      const told = toldBy(child, r, books);
      if (!told) return emit(unexpected(r, `ExecType (150) '${r.execType}' is not handled`));
      const event = childEvent(child, told);
      if (event && mayHappen(child.state, event.type)) emit(told);
      else emit(unexpected(r, `ExecType (150) '${r.execType}' in a status that does not allow it`));
    }
  }
}

function toldBy(child: Child, r: Report, books: Ledger): Fact | undefined {
  const { childId } = child;
  switch (r.execType) {
    case '0':
      return { type: 'ChildOrderAcknowledged', childId, orderId: r.orderId };
    case '8':
      return {
        type: 'ChildOrderRejected',
        childId,
        ordRejReason: reasonOf(r.ordRejReason),
        text: r.text ?? 'rejected by the venue',
      };
    case '4':
      return { type: 'ChildOrderCanceled', childId, clOrdId: r.clOrdId, text: r.text };
    case 'C':
      return { type: 'ChildOrderExpired', childId, clOrdId: r.clOrdId, text: r.text };
    case '3':
      return { type: 'ChildOrderDoneForDay', childId, clOrdId: r.clOrdId, text: r.text };
    case '5':
    case 'D': {
      const { qtyScale, priceScale } = books.parentOf(child).instrument;
      const asked = child.state.pending.find(p => p.clOrdId === r.clOrdId);
      const orderQty = unitsOf(r.orderQty, qtyScale) ?? asked?.orderQty ?? child.state.orderQty;
      const price = unitsOf(r.price, priceScale) ?? (asked ? asked.price : child.state.price);
      return { type: 'ChildOrderReplaced', childId, clOrdId: r.execType === '5' ? r.clOrdId : child.clOrdId, orderQty, price };
    }
    default:
      return undefined;
  }
}

/** A reason code as told; 99 (other) where it is absent or no whole number. */
const reasonOf = (text: string | undefined): number => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 99);

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
  emit({ type: 'ChildRequestRejected', childId: child.childId, kind: request.kind, clOrdId: r.clOrdId, cxlRejReason, text });
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
    });
  }
  emit({ type: 'Alarmed', code: 'VenueRefused', text: `${r.session} refused our ${r.refMsgType} '${r.clOrdId}': ${r.text}` });
}
