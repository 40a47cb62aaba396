import type { Px, Qty } from '../numbers';
import type { OrdStatus } from '../order/order';
import type { SessionId } from '../ports';

/** What we decide about parents, and how they are scheduled. Prices and quantities are units of the instrument. */

// derived: parents
export interface ParentOrderProposed {
  readonly type: 'ParentOrderProposed';
  readonly parentId: string;
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: Qty;
  readonly ordType: string;
  readonly price: Px | undefined;
  readonly timeInForce: string;
  readonly strategy: StrategyName;
}
/** How a parent is worked: rows of core/strategies.ts. */
export type StrategyName = 'DMA' | 'TWAP' | 'ADAPTIVE' | 'PTWAP' | 'VWAP' | 'POV' | 'IS' | 'OW' | 'CLOSE';
export interface ParentOrderAccepted {
  readonly type: 'ParentOrderAccepted';
  readonly parentId: string;
}
/** Refused by us. `parentId` stands where the order got as far as having one. */
export interface ParentOrderDenied {
  readonly type: 'ParentOrderDenied';
  readonly parentId: string;
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: string;
  readonly execId: string;
  readonly code: string;
  /** OrdRejReason (103). */
  readonly ordRejReason: number;
  readonly text: string;
}
/** We end a parent ourselves: its children are cancelled, then the OMS is told. */
export interface ParentEnding {
  readonly type: 'ParentEnding';
  readonly parentId: string;
  readonly reason: string;
  /** How it closes: Expired (its window ended) or Canceled. */
  readonly as: 'Expired' | 'Canceled';
}
/** A cancel or replace was taken up. */
export interface ParentRequestAccepted {
  readonly type: 'ParentRequestAccepted';
  readonly parentId: string;
  readonly kind: 'Cancel' | 'Replace';
  readonly clOrdId: string;
  readonly orderQty?: Qty | undefined;
  readonly price?: Px | undefined;
}
/** A cancel or replace was refused, by us or by the venue behind us: OrderCancelReject (9). */
export interface ParentRequestDenied {
  readonly type: 'ParentRequestDenied';
  readonly parentId: string | undefined;
  readonly session: SessionId;
  readonly kind: 'Cancel' | 'Replace';
  /** True where the request had been taken up (ParentRequestAccepted) and is now answered; absent where it never was. */
  readonly takenUp?: true | undefined;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly ordStatus: OrdStatus;
  /** CxlRejReason (102). */
  readonly cxlRejReason: number;
  readonly text: string;
}
/** A trade in units, and as the venue wrote it where that is finer. */
export interface TradeText {
  readonly lastQty: Qty;
  readonly lastPx: Px;
  readonly lastQtyText?: string | undefined;
  readonly lastPxText?: string | undefined;
}
export type ParentEventName =
  | 'Acknowledged'
  | 'Filled'
  | 'Canceled'
  | 'Replaced'
  | 'Rejected'
  | 'Expired'
  | 'DoneForDay'
  | 'Restated'
  | 'Stopped'
  | 'Suspended'
  | 'Calculated'
  | 'Status'
  | 'Duplicate'
  | 'PendingNew'
  | 'PendingCancel'
  | 'PendingReplace'
  | 'TradeCanceled'
  | 'TradeCorrected';
/** An ExecutionReport to the OMS: the event, and the order as it stood after it. */
export interface ParentReported {
  readonly type: 'ParentReported';
  readonly parentId: string;
  readonly event: ParentEventName;
  readonly execId: string;
  /** ExecType (150). */
  readonly execType: string;
  readonly ordStatus: OrdStatus;
  readonly clOrdId: string;
  readonly origClOrdId?: string | undefined;
  readonly orderQty: Qty;
  readonly price?: Px | undefined;
  readonly lastQty?: Qty | undefined;
  readonly lastPx?: Px | undefined;
  /** LastQty and LastPx as the venue wrote them, only where they are finer than our units. */
  readonly lastQtyText?: string | undefined;
  readonly lastPxText?: string | undefined;
  readonly cumQty: Qty;
  readonly leavesQty: Qty;
  readonly avgPx: string;
  /** For a bust or a correction: ExecID (17) of our own report of the trade. */
  readonly execRefId?: string | undefined;
  /** For a bust or a correction: what the trade read before. */
  readonly prior?: TradeText | undefined;
  readonly venueOrderId?: string | undefined;
  readonly venueExecId?: string | undefined;
  /** Restated: it trades again after it was done for the day or suspended. */
  readonly reopens?: boolean | undefined;
  /** Restated: what a corporate action made of CumQty. */
  readonly restatedCumQty?: Qty | undefined;
  /** ExecRestatementReason (378). */
  readonly restatementReason?: number | undefined;
  readonly ordRejReason?: number | undefined;
  readonly requestId?: string | undefined;
  readonly mass?: MassStatus | undefined;
  readonly text?: string | undefined;
}
/** The place of a status report among those that answer an OrderMassStatusRequest (AF). */
export interface MassStatus {
  /** MassStatusReqID (584) and MassStatusReqType (585). */
  readonly requestId: string;
  readonly kind: string;
  /** TotNumReports (911). */
  readonly total: number;
  /** LastRptRequested (912). */
  readonly last: boolean;
}
/** What became of an OrderMassCancelRequest (q): OrderMassCancelReport (r). */
export interface MassCancelAnswered {
  readonly type: 'MassCancelAnswered';
  readonly session: SessionId;
  readonly clOrdId: string;
  /** Names the report: OrderID (37) and MassActionReportID (1369). */
  readonly execId: string;
  /** MassCancelRequestType (530), echoed. */
  readonly kind: string;
  readonly symbol?: string | undefined;
  readonly side?: string | undefined;
  /** MassCancelRejectReason (532) and why; absent where it was accepted. */
  readonly refused?: { readonly reason: number; readonly text: string } | undefined;
  /** The orders that are being cancelled; each is told by a report of its own as well. */
  readonly affected: readonly { readonly clOrdId: string; readonly parentId: string }[];
  /** What it did beside. */
  readonly text?: string | undefined;
}

/** A status was asked of an order that we do not have. */
export interface StatusUnknown {
  readonly type: 'StatusUnknown';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: string;
  readonly execId: string;
  readonly requestId?: string | undefined;
  readonly mass?: MassStatus | undefined;
  /** OrdRejReason (103): 5 unknown order, 11 a kind of request that we do not answer. */
  readonly ordRejReason: number;
  readonly text: string;
}
