import type { ParentEventName } from '../facts';
import { nextExecId } from '../ids';
import { estimateText } from '../impact/estimator';
import type { Ledger } from '../ledger';
import { ORD_STATUS_NAMES, ordStatus } from '../order/order';
import type { Parent } from '../order/parent';
import { applyEvent } from '../order/transitions';
import type { Emit } from '../turn';
import { type ReportDetail, reportOf } from './report';

/** Tells the OMS of an event. */
export function tell(parent: Parent, event: ParentEventName, books: Ledger, emit: Emit, detail?: ReportDetail): void {
  emit(reportOf(parent, event, nextExecId(books), detail));
}

/** Tells that the order has ended; a request that this leaves without an answer is refused as too late. */
export function tellEnd(parent: Parent, event: ParentEventName, books: Ledger, emit: Emit, detail: ReportDetail): void {
  const { pending } = parent.state;
  tell(parent, event, books, emit, detail);
  const text = `too late: the order is ${ORD_STATUS_NAMES[ordStatus(parent.state)]}`;
  for (const p of pending) if (p.clOrdId !== detail.clOrdId) denyRequest(parent, p, 0, text, emit);
}

/** Refuses a request that had been taken up (OrderCancelReject, 9). */
export function denyRequest(
  parent: Parent,
  request: { readonly kind: 'Cancel' | 'Replace'; readonly clOrdId: string },
  cxlRejReason: number,
  text: string,
  emit: Emit,
): void {
  const { kind, clOrdId } = request;
  const after = applyEvent(parent.state, { type: 'RequestRejected', clOrdId }) ?? parent.state;
  emit({
    type: 'ParentRequestDenied',
    parentId: parent.parentId,
    session: parent.session,
    kind,
    takenUp: true,
    clOrdId,
    origClOrdId: parent.clOrdId,
    ordStatus: ordStatus(after),
    cxlRejReason,
    text,
  });
}

/** What the first acknowledgement says of an order that has an estimate: what it is expected to cost. */
export function expected({ estimate, state }: Parent): ReportDetail {
  return estimate && !state.acknowledged ? { text: estimateText(estimate) } : {};
}

/** ClOrdID and OrigClOrdID of the cancel that a report answers; nothing where nobody asked for one. */
export function cancelAnswered(parent: Parent): ReportDetail {
  const request = parent.state.pending.find(p => p.kind === 'Cancel');
  return request ? { clOrdId: request.clOrdId, origClOrdId: parent.clOrdId } : {};
}
