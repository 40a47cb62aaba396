import type { Fact, FactOf, ParentEventName } from '../facts';
import { nextExecId } from '../ids';
import type { Ledger } from '../ledger';
import type { Child } from '../order/child';
import { fillOf } from '../order/child';
import { isOpen, ORD_STATUS_NAMES, ordStatus } from '../order/order';
import { openChild, type Parent, wantsStop } from '../order/parent';
import { applyEvent } from '../order/transitions';
import type { Emit, Stage } from '../turn';
import { type ReportDetail, reportOf } from './report';

/** Last stage: tells the OMS what its parent has become. A passed-through order tells what its child was told; a scheduled one sums its children up. */
export const reporter: Stage = (fact, books, _at, emit) => {
  if ('childId' in fact) return ofChild(fact, books, emit);
  switch (fact.type) {
    case 'ParentOrderAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      if (parent.strategy !== 'DMA') tell(parent, 'Acknowledged', books, emit);
      return;
    }
    case 'ParentRequestAccepted': {
      const parent = books.parents.get(fact.parentId)!;
      const event = fact.kind === 'Cancel' ? 'PendingCancel' : 'PendingReplace';
      tell(parent, event, books, emit, { clOrdId: fact.clOrdId, origClOrdId: parent.clOrdId });
      return conclude(parent, books, emit);
    }
    case 'ParentEnding':
      return conclude(books.parents.get(fact.parentId)!, books, emit);
    default:
  }
};

function tell(parent: Parent, event: ParentEventName, books: Ledger, emit: Emit, detail?: ReportDetail): void {
  emit(reportOf(parent, event, nextExecId(books), detail));
}

/** Tells that the order has ended; a request that this leaves without an answer is refused as too late. */
function close(parent: Parent, event: ParentEventName, books: Ledger, emit: Emit, detail: ReportDetail): void {
  const { pending } = parent.state;
  tell(parent, event, books, emit, detail);
  for (const p of pending) if (p.clOrdId !== detail.clOrdId) denyRequest(parent, p.kind, p.clOrdId, 0, tooLate(parent), emit);
}

const tooLate = (parent: Parent): string => `too late: the order is ${ORD_STATUS_NAMES[ordStatus(parent.state)]}`;

function ofChild(fact: Extract<Fact, { childId: string }>, books: Ledger, emit: Emit): void {
  const child = books.children.get(fact.childId)!;
  const parent = books.parentOf(child);
  switch (fact.type) {
    case 'ChildOrderFilled':
      filled(parent, fact, books, emit);
      break;
    case 'ChildTradeCanceled':
    case 'ChildTradeCorrected': {
      const { lastQty, lastPx, lastQtyText, lastPxText, prior, execId } = fact;
      const execRefId = fillOf(child, fact.execRefId)?.reportedAs ?? fact.execRefId;
      const event = fact.type === 'ChildTradeCanceled' ? 'TradeCanceled' : 'TradeCorrected';
      tell(parent, event, books, emit, { lastQty, lastPx, lastQtyText, lastPxText, prior, execRefId, venueExecId: execId });
      break;
    }
    default:
      if (parent.strategy === 'DMA') passOn(parent, child, fact, books, emit);
  }
  conclude(parent, books, emit);
}

function filled(parent: Parent, fact: FactOf<'ChildOrderFilled'>, books: Ledger, emit: Emit): void {
  const { lastQty, lastPx, lastQtyText, lastPxText } = fact;
  const detail = { lastQty, lastPx, lastQtyText, lastPxText, venueOrderId: fact.orderId, venueExecId: fact.execId };
  tell(parent, 'Filled', books, emit, detail);
}

/** A passed-through order mirrors its child. */
function passOn(parent: Parent, child: Child, fact: Extract<Fact, { childId: string }>, books: Ledger, emit: Emit): void {
  switch (fact.type) {
    case 'ChildOrderAcknowledged':
      if (!parent.state.acknowledged) tell(parent, 'Acknowledged', books, emit, { venueOrderId: fact.orderId });
      return;
    case 'ChildOrderRejected':
      return close(parent, 'Rejected', books, emit, { ordRejReason: fact.ordRejReason, text: fact.text });
    case 'ChildOrderNotSent':
      return close(parent, 'Rejected', books, emit, { ordRejReason: 99, text: 'NotSent: the order did not reach the venue' });
    case 'ChildOrderDenied':
      return close(parent, 'Rejected', books, emit, { ordRejReason: 99, text: fact.text });
    case 'ChildOrderCanceled':
      return close(parent, 'Canceled', books, emit, { ...answered(parent, 'Cancel'), text: parent.ending?.reason ?? fact.text });
    case 'ChildOrderExpired':
      return close(parent, 'Expired', books, emit, { text: fact.text });
    case 'ChildOrderDoneForDay':
      return close(parent, 'DoneForDay', books, emit, { text: fact.text });
    case 'ChildOrderReplaced':
      return tell(parent, 'Replaced', books, emit, {
        // while the child's own replace is unanswered, the venue acted on its own
        ...(child.state.pending.some(p => p.kind === 'Replace') ? {} : answered(parent, 'Replace')),
        orderQty: fact.orderQty,
        price: fact.price,
      });
    case 'ChildRequestRejected':
    case 'ChildReplaceDenied':
      return requestFailed(parent, fact, emit);
    default:
  }
}

/** ClOrdID and OrigClOrdID of the request that a report answers; nothing where the venue acted on its own. */
function answered(parent: Parent, kind: 'Cancel' | 'Replace'): ReportDetail {
  const request = parent.state.pending.find(p => p.kind === kind);
  return request ? { clOrdId: request.clOrdId, origClOrdId: parent.clOrdId } : {};
}

/** Only a passed-through request fails with its child's: a scheduled order goes on asking its children to stop. */
function requestFailed(parent: Parent, fact: FactOf<'ChildRequestRejected' | 'ChildReplaceDenied'>, emit: Emit): void {
  const kind = fact.type === 'ChildReplaceDenied' ? 'Replace' : fact.kind;
  const reason = fact.type === 'ChildReplaceDenied' ? 99 : fact.cxlRejReason;
  for (const p of parent.state.pending) if (p.kind === kind) denyRequest(parent, kind, p.clOrdId, reason, fact.text, emit);
}

function denyRequest(
  parent: Parent,
  kind: 'Cancel' | 'Replace',
  clOrdId: string,
  cxlRejReason: number,
  text: string,
  emit: Emit,
): void {
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

/** Ends what was waiting for children to go: our own ending, a cancel, a replace to less than worked. */
function conclude(parent: Parent, books: Ledger, emit: Emit): void {
  if (parent.state.pending.length === 0 && !parent.ending) return;
  if (openChild(parent) && (parent.strategy === 'DMA' || wantsStop(parent))) return;
  if (parent.ending && isOpen(parent.state))
    close(parent, parent.ending.as, books, emit, { ...answered(parent, 'Cancel'), text: parent.ending.reason });
  for (const p of parent.state.pending) {
    if (p.kind === 'Replace' && parent.strategy !== 'DMA') {
      const detail = { clOrdId: p.clOrdId, origClOrdId: parent.clOrdId, orderQty: p.orderQty!, price: p.price };
      tell(parent, 'Replaced', books, emit, detail);
    } else if (p.kind === 'Cancel' && isOpen(parent.state)) {
      tell(parent, 'Canceled', books, emit, { clOrdId: p.clOrdId, origClOrdId: parent.clOrdId });
    } else if (!venueAnswers(parent)) {
      denyRequest(parent, p.kind, p.clOrdId, 0, 'too late: the order is Filled', emit);
    }
  }
}

/** A passed-through request that reached the venue is answered by it; one that never could (venue down) is ours to answer. */
const venueAnswers = (parent: Parent): boolean =>
  parent.strategy === 'DMA' && parent.children.some(c => c.state.pending.length > 0);
