import type { FactOf, ParentEventName, ParentReported } from '../facts';
import { parentEvent } from '../order/apply-parent';
import { avgPxText } from '../order/cost';
import { leavesQty, ordStatus } from '../order/order';
import type { Parent } from '../order/parent';
import { applyEvent } from '../order/transitions';

/** ExecType (150) of each event (FIX 4.4; a venue's 1 and 2 of 4.2 become F). */
const EXEC_TYPE: Readonly<Record<ParentEventName, string>> = {
  Acknowledged: '0',
  Filled: 'F',
  Canceled: '4',
  Replaced: '5',
  Rejected: '8',
  Expired: 'C',
  DoneForDay: '3',
  Status: 'I',
  PendingCancel: '6',
  PendingReplace: 'E',
  TradeCanceled: 'H',
  TradeCorrected: 'G',
};

/** What an event adds to its report. */
export type ReportDetail = Partial<
  Pick<
    ParentReported,
    | 'clOrdId'
    | 'origClOrdId'
    | 'orderQty'
    | 'price'
    | 'lastQty'
    | 'lastPx'
    | 'lastQtyText'
    | 'lastPxText'
    | 'prior'
    | 'execRefId'
    | 'venueOrderId'
    | 'venueExecId'
    | 'ordRejReason'
    | 'requestId'
    | 'text'
  >
>;

/**
 * The one builder of a report to the OMS: the event, and the order as it will stand once the event is applied.
 * Fields that are not of the event (CumQty, LeavesQty, AvgPx, OrdStatus) are derived here and nowhere else.
 */
export function reportOf(
  parent: Parent,
  event: ParentEventName,
  execId: string,
  detail: ReportDetail = {},
): FactOf<'ParentReported'> {
  const draft: ParentReported = {
    type: 'ParentReported',
    parentId: parent.parentId,
    event,
    execId,
    execType: EXEC_TYPE[event],
    ordStatus: 'A',
    clOrdId: parent.clOrdId,
    orderQty: parent.state.orderQty,
    price: parent.state.price,
    cumQty: 0,
    leavesQty: 0,
    avgPx: '0',
    ...detail,
  };
  const change = parentEvent(parent, draft);
  const after = (change && applyEvent(parent.state, change)) ?? parent.state;
  return {
    ...draft,
    ordStatus: ordStatus(after),
    orderQty: after.orderQty,
    price: after.price,
    cumQty: after.cumQty,
    leavesQty: leavesQty(after),
    avgPx: avgPxText(parent.instrument, after),
  };
}
