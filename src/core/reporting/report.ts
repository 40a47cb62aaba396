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
  const r: Mutable<ParentReported> = {
    type: 'ParentReported',
    parentId: parent.parentId,
    event,
    execId,
    execType: EXEC_TYPE[event],
    ordStatus: 'A',
    clOrdId: detail.clOrdId ?? parent.clOrdId,
    origClOrdId: detail.origClOrdId,
    orderQty: detail.orderQty ?? parent.state.orderQty,
    price: 'price' in detail ? detail.price : parent.state.price,
    lastQty: detail.lastQty,
    lastPx: detail.lastPx,
    lastQtyText: detail.lastQtyText,
    lastPxText: detail.lastPxText,
    cumQty: 0,
    leavesQty: 0,
    avgPx: '0',
    execRefId: detail.execRefId,
    prior: detail.prior,
    venueOrderId: detail.venueOrderId,
    venueExecId: detail.venueExecId,
    ordRejReason: detail.ordRejReason,
    requestId: detail.requestId,
    text: detail.text,
  };
  const change = parentEvent(parent, r);
  const after = (change && applyEvent(parent.state, change)) ?? parent.state;
  r.ordStatus = ordStatus(after);
  r.orderQty = after.orderQty;
  r.price = after.price;
  r.cumQty = after.cumQty;
  r.leavesQty = leavesQty(after);
  r.avgPx = avgPxText(parent.instrument, after);
  return r;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
