import type { FactOf } from '../facts';
import type { Child } from '../order/child';
import { isOpen } from '../order/order';
import type { Emit } from '../turn';

type Report = FactOf<'VenueReportReceived'>;

/**
 * A status report (150=I) answers OrderStatusRequest and never books a fill: fills travel in their own messages, which the session
 * has recovered by now. It settles doubt: an order the venue never had was not sent, one it has is acknowledged, and a request that the
 * venue does not show as pending never reached it (what it answered came before this report). `reset`: the session's numbers went back to 1 at this logon.
 */
export function settleStatus(child: Child, r: Report, reset: boolean, emit: Emit): void {
  const { childId } = child;
  const unknown = r.ordStatus === '8';
  if (!child.state.acknowledged && isOpen(child.state)) {
    emit(unknown ? { type: 'ChildOrderNotSent', childId } : { type: 'ChildOrderAcknowledged', childId, orderId: r.orderId });
  }
  if (unknown) {
    if (child.state.acknowledged && isOpen(child.state)) forgotten(child, r, reset, emit);
    return;
  }
  if (r.ordStatus !== 'E' && r.ordStatus !== '6') {
    for (const p of child.state.pending) {
      const text = 'the venue never had this request';
      emit({ type: 'ChildRequestRejected', childId, kind: p.kind, clOrdId: p.clOrdId, cxlRejReason: 99, text });
    }
  }
  if (r.ordStatus === '4' && isOpen(child.state)) emit({ type: 'ChildOrderCanceled', childId, clOrdId: r.clOrdId, text: r.text });
  if (r.ordStatus === 'C' && isOpen(child.state)) emit({ type: 'ChildOrderExpired', childId, clOrdId: r.clOrdId, text: r.text });
}

/**
 * An acknowledged order that the venue says it does not know. Where its session began anew, so did the venue, and the order is gone with
 * what it was; where not, nobody can say what became of it, and it stays open.
 */
function forgotten(child: Child, r: Report, reset: boolean, emit: Emit): void {
  const { childId } = child;
  const ask = reset ? 'its session was reset: the order counts as cancelled' : 'ask it';
  const text = `the venue does not know '${childId}', which it had acknowledged: ${ask}`;
  emit({ type: 'Alarmed', code: 'OrderUnknownAtVenue', text });
  if (reset) emit({ type: 'ChildOrderCanceled', childId, clOrdId: r.clOrdId, text: `OrderUnknownAtVenue: ${text}` });
}
