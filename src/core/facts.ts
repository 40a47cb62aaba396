import type { AlarmCode } from './alarms';
import type { InstrumentSpec } from './instruments';
import type { Micros, Px, Qty } from './numbers';
import type { OrdStatus } from './order/order';
import type { SessionId } from './ports';
import type { LimitSpecs } from './risk/limits';

/**
 * Facts: past tense, plain JSON. Inputs come from outside and carry numbers as the decimal text they came in;
 * what we derive carries integers (price and quantity units of the instrument).
 */

// ---- inputs: the gateway itself
export interface Started {
  readonly type: 'Started';
  readonly version: string;
  /** Marks this journal: part of every id, so that a new journal on the same day never repeats one. */
  readonly epoch: string;
  readonly instruments: readonly InstrumentSpec[];
  readonly limits: LimitSpecs;
  /** Venue sessions, in order of preference. */
  readonly venues: readonly SessionId[];
}
export interface SessionLoggedOn {
  readonly type: 'SessionLoggedOn';
  readonly session: SessionId;
}
export interface SessionLoggedOff {
  readonly type: 'SessionLoggedOff';
  readonly session: SessionId;
  readonly reason: string;
}
/** Sequence numbers of both sides agree: what was in flight has been told. */
export interface SessionSettled {
  readonly type: 'SessionSettled';
  readonly session: SessionId;
}
/** Sequence numbers went back to 1, and why. */
export interface SessionReset {
  readonly type: 'SessionReset';
  readonly session: SessionId;
  readonly cause: string;
}
/** Everything up to turn `seq` was handed to the sockets. */
export interface BatchWritten {
  readonly type: 'BatchWritten';
  readonly seq: number;
}
export interface TimerFired {
  readonly type: 'TimerFired';
  readonly timer: string;
}
export interface KillSwitchEngaged {
  readonly type: 'KillSwitchEngaged';
  readonly by: string;
  readonly reason: string;
}
export interface KillSwitchReleased {
  readonly type: 'KillSwitchReleased';
  readonly by: string;
  readonly reason: string;
}
export interface QuoteReceived {
  readonly type: 'QuoteReceived';
  readonly symbol: string;
  readonly bid?: string | undefined;
  readonly ask?: string | undefined;
  readonly last?: string | undefined;
}

// ---- inputs: from an OMS
export interface ParentOrderReceived {
  readonly type: 'ParentOrderReceived';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: string;
  readonly ordType: string;
  readonly price?: string | undefined;
  readonly timeInForce?: string | undefined;
  /** 847 as text, or undefined for the session's default. */
  readonly strategy?: string | undefined;
  /** StrategyParametersGrp (957-960): name -> value. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly effectiveTime?: Micros | undefined;
  readonly expireTime?: Micros | undefined;
  /** Every application field as it came in, `tag=value SOH` each. */
  readonly body: string;
  /** First tag that a venue's dictionary does not know, by venue session; only where there is one. */
  readonly unknownTo?: Readonly<Record<SessionId, number>> | undefined;
}
export interface ParentReplaceReceived extends Omit<ParentOrderReceived, 'type'> {
  readonly type: 'ParentReplaceReceived';
  readonly origClOrdId: string;
}
export interface ParentCancelReceived {
  readonly type: 'ParentCancelReceived';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly symbol: string;
  readonly side: string;
  readonly body: string;
}
export interface ParentStatusAsked {
  readonly type: 'ParentStatusAsked';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: string;
  /** OrdStatusReqID (790), echoed. */
  readonly requestId?: string | undefined;
}

// ---- inputs: from a venue
export interface VenueReportReceived {
  readonly type: 'VenueReportReceived';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly origClOrdId?: string | undefined;
  readonly orderId: string;
  readonly execId: string;
  readonly execType: string;
  readonly ordStatus: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty?: string | undefined;
  readonly price?: string | undefined;
  readonly lastQty?: string | undefined;
  readonly lastPx?: string | undefined;
  readonly cumQty?: string | undefined;
  readonly execRefId?: string | undefined;
  readonly ordRejReason?: string | undefined;
  readonly text?: string | undefined;
}
export interface VenueCancelRejectReceived {
  readonly type: 'VenueCancelRejectReceived';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly ordStatus: string;
  readonly cxlRejReason?: string | undefined;
  readonly text?: string | undefined;
}
/** A venue refused a message of ours at session or business level (3 or j). */
export interface VenueRefused {
  readonly type: 'VenueRefused';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly refMsgType: string;
  readonly text: string;
}

// ---- derived: parents
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
export type StrategyName = 'DMA' | 'TWAP';
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
  | 'Status'
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
  readonly ordRejReason?: number | undefined;
  readonly requestId?: string | undefined;
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
  readonly text: string;
}

// ---- derived: schedule
export interface PlanMade {
  readonly type: 'PlanMade';
  readonly parentId: string;
  readonly start: Micros;
  readonly end: Micros;
  readonly slots: number;
  /** CumQty when the plan was made: the schedule spreads what was left then. */
  readonly base: Qty;
}
export interface TimerSet {
  readonly type: 'TimerSet';
  readonly timer: string;
  readonly at: Micros;
}
/** By the end of slot `slot` the parent should have `target` done; `urgency` says how the child may be priced. */
export interface SliceScheduled {
  readonly type: 'SliceScheduled';
  readonly parentId: string;
  readonly slot: number;
  readonly target: Qty;
  /** What one slot holds; a child carries at most a few of these. */
  readonly slotQty: Qty;
  readonly urgency: 'passive' | 'cross';
}
export interface SliceSkipped {
  readonly type: 'SliceSkipped';
  readonly parentId: string;
  readonly slot: number;
  readonly reason: string;
}

// ---- derived: children
export interface ChildOrderProposed {
  readonly type: 'ChildOrderProposed';
  readonly childId: string;
  readonly parentId: string;
  readonly orderQty: Qty;
  readonly ordType: string;
  readonly price: Px | undefined;
  readonly timeInForce: string;
}
/** Refused by us; never sent. */
export interface ChildOrderDenied {
  readonly type: 'ChildOrderDenied';
  readonly childId: string;
  readonly code: string;
  readonly text: string;
}
export interface ChildOrderReleased {
  readonly type: 'ChildOrderReleased';
  readonly childId: string;
  readonly venue: SessionId;
}
export interface ChildCancelReleased {
  readonly type: 'ChildCancelReleased';
  readonly childId: string;
  readonly clOrdId: string;
  readonly origClOrdId: string;
}
/** A working child should have another quantity or price. */
export interface ChildReplaceProposed {
  readonly type: 'ChildReplaceProposed';
  readonly childId: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  readonly ordType: string;
  /** The OMS's own fields, where the replace is passed through. */
  readonly body?: string | undefined;
}
/** Refused by us; the child stays as it was. */
export interface ChildReplaceDenied {
  readonly type: 'ChildReplaceDenied';
  readonly childId: string;
  readonly code: string;
  readonly text: string;
}
export interface ChildReplaceReleased {
  readonly type: 'ChildReplaceReleased';
  readonly childId: string;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  readonly ordType: string;
  /** The OMS's own fields, where the replace is passed through. */
  readonly body?: string | undefined;
}
/** In doubt: the venue is asked what it knows (OrderStatusRequest, H). */
export interface ChildStatusAsked {
  readonly type: 'ChildStatusAsked';
  readonly childId: string;
  readonly clOrdId: string;
}
interface ChildFact {
  readonly childId: string;
}
export interface ChildOrderAcknowledged extends ChildFact {
  readonly type: 'ChildOrderAcknowledged';
  readonly orderId: string;
}
export interface ChildOrderRejected extends ChildFact {
  readonly type: 'ChildOrderRejected';
  readonly ordRejReason: number;
  readonly text: string;
}
/** Asked for, and the venue never had it: it was not sent, it is closed. */
export interface ChildOrderNotSent extends ChildFact {
  readonly type: 'ChildOrderNotSent';
}
export interface ChildOrderFilled extends ChildFact, TradeText {
  readonly type: 'ChildOrderFilled';
  readonly orderId: string;
  readonly execId: string;
}
export interface ChildOrderClosed extends ChildFact {
  readonly type: 'ChildOrderCanceled' | 'ChildOrderExpired' | 'ChildOrderDoneForDay';
  readonly clOrdId: string;
  readonly text?: string | undefined;
}
export interface ChildOrderReplaced extends ChildFact {
  readonly type: 'ChildOrderReplaced';
  readonly clOrdId: string;
  readonly orderQty: Qty;
  readonly price: Px | undefined;
}
export interface ChildRequestRejected extends ChildFact {
  readonly type: 'ChildRequestRejected';
  readonly kind: 'Cancel' | 'Replace';
  readonly clOrdId: string;
  readonly cxlRejReason: number;
  readonly text: string;
}
/** A trade taken back (bust, `lastQty` 0) or corrected: it now reads lastQty at lastPx. */
export interface ChildTradeChanged extends ChildFact, TradeText {
  readonly type: 'ChildTradeCanceled' | 'ChildTradeCorrected';
  readonly execId: string;
  readonly execRefId: string;
  readonly prior: TradeText;
}
/** A report that fits no order or no status: journaled and alarmed, never thrown. */
export interface UnexpectedReport {
  readonly type: 'UnexpectedReport';
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly execId: string;
  readonly why: string;
}
/** Something a person should know. */
export interface Alarmed {
  readonly type: 'Alarmed';
  readonly code: AlarmCode;
  readonly text: string;
}

export type Input =
  | Started
  | SessionLoggedOn
  | SessionLoggedOff
  | SessionSettled
  | SessionReset
  | BatchWritten
  | TimerFired
  | KillSwitchEngaged
  | KillSwitchReleased
  | QuoteReceived
  | ParentOrderReceived
  | ParentReplaceReceived
  | ParentCancelReceived
  | ParentStatusAsked
  | VenueReportReceived
  | VenueCancelRejectReceived
  | VenueRefused;

export type Derived =
  | ParentOrderProposed
  | ParentOrderAccepted
  | ParentOrderDenied
  | ParentEnding
  | ParentRequestAccepted
  | ParentRequestDenied
  | ParentReported
  | StatusUnknown
  | PlanMade
  | TimerSet
  | SliceScheduled
  | SliceSkipped
  | ChildOrderProposed
  | ChildOrderDenied
  | ChildOrderReleased
  | ChildCancelReleased
  | ChildReplaceProposed
  | ChildReplaceDenied
  | ChildReplaceReleased
  | ChildStatusAsked
  | ChildOrderAcknowledged
  | ChildOrderRejected
  | ChildOrderNotSent
  | ChildOrderFilled
  | ChildOrderClosed
  | ChildOrderReplaced
  | ChildRequestRejected
  | ChildTradeChanged
  | UnexpectedReport
  | Alarmed;

export type Fact = Input | Derived;
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;
