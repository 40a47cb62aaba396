import type { FactOf, ParentEventName, ParentReported } from '../facts';
import { stateAfter } from '../order/apply-parent';
import { avgPxText } from '../order/cost';
import { leavesQty, ordStatus } from '../order/order';
import type { Parent } from '../order/parent';

/** ExecType (150) of each event (FIX 4.4; a venue's 1 and 2 of 4.2 become F), and when it is told. */
export const REPORTS: Readonly<Record<ParentEventName, { readonly execType: string; readonly when: string }>> = {
  Acknowledged: {
    execType: '0',
    when: 'the order works: a passed-through one once the venue has taken it, a scheduled one once we have; Text (58) may say what it is expected to cost',
  },
  Filled: { execType: 'F', when: 'a trade of one of its children, whatever state the order is in' },
  Canceled: { execType: '4', when: 'a cancel was granted, or the order was ended without one; Text (58) says why' },
  Replaced: { execType: '5', when: 'a replace was granted; without OrigClOrdID (41) the venue changed the order on its own' },
  Rejected: { execType: '8', when: 'we denied it or the venue rejected it; OrdRejReason (103) and Text (58) say why' },
  Expired: { execType: 'C', when: 'its time in force or its window ended with a rest left' },
  DoneForDay: { execType: '3', when: 'the venue will not trade it any more today; a GTC or GTD order keeps its LeavesQty (151)' },
  Restated: {
    execType: 'D',
    when: 'the venue changed or renewed the order on its own; ExecRestatementReason (378) says why',
  },
  Stopped: { execType: '7', when: 'the venue guarantees LastQty (32) at LastPx (31): no trade yet' },
  Suspended: { execType: '9', when: 'the venue holds the order, as in a trading halt' },
  Calculated: { execType: 'B', when: 'the venue has calculated the order after its day: it is over' },
  Status: {
    execType: 'I',
    when: 'the answer to an OrderStatusRequest (H) or OrderMassStatusRequest (AF), or to a known order that came again with PossResend (97=Y)',
  },
  Duplicate: {
    execType: '8',
    when: 'a new order came under a ClOrdID that was used before, and is refused; the report tells how the first one stands (39, 38, 14, 151)',
  },
  PendingNew: {
    execType: 'A',
    when: 'a soft limit holds the order until two persons release it: nothing is sent; Text (58) says why and until when',
  },
  PendingCancel: { execType: '6', when: 'a cancel was taken up and is being worked' },
  PendingReplace: {
    execType: 'E',
    when: 'a replace was taken up and is being worked; fills until it is granted are of the old terms',
  },
  TradeCanceled: { execType: 'H', when: 'the venue busted a trade; ExecRefID (19) is our report of it' },
  TradeCorrected: { execType: 'G', when: 'the venue corrected a trade; ExecRefID (19) is our report of it' },
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
    | 'reopens'
    | 'restatedCumQty'
    | 'restatementReason'
    | 'ordRejReason'
    | 'requestId'
    | 'mass'
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
    execType: REPORTS[event].execType,
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
    reopens: detail.reopens,
    restatedCumQty: detail.restatedCumQty,
    restatementReason: detail.restatementReason,
    ordRejReason: detail.ordRejReason,
    requestId: detail.requestId,
    mass: detail.mass,
    text: detail.text,
  };
  const after = stateAfter(parent, r);
  r.ordStatus = ordStatus(after);
  r.orderQty = after.orderQty;
  r.price = after.price;
  r.cumQty = after.cumQty;
  r.leavesQty = leavesQty(after);
  r.avgPx = avgPxText(parent.instrument, after);
  return r;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
