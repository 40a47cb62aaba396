import type { Micros, Px, Qty } from '../numbers';
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
export type StrategyName = 'DMA' | 'TWAP' | 'PTWAP' | 'VWAP' | 'POV' | 'IS' | 'OW' | 'CLOSE';
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

// derived: schedule
/** How the slices of an order may be worked, as its OMS asked for it (strategy parameters). */
export interface SliceRules {
  /** `passive` rests and crosses only what fell below the band; `normal` rests first and crosses late in a slot; `taker` crosses. */
  readonly style: Style;
  /** CompleteAtEnd: what is left in the last slot crosses. False: it is left, and expires with the window. */
  readonly completes: boolean;
  /** A child is no smaller, but for the last that takes all that is left; what would be left behind a child is no smaller either. */
  readonly minSlice?: Qty | undefined;
  /** A child is no larger. */
  readonly maxSlice?: Qty | undefined;
  /** At most so much of a child is shown. */
  readonly display?: Qty | undefined;
  /** A resting child whose touch moved away follows it at most once in so long (us); absent: core/slicing/patience.ts. */
  readonly minRest?: Micros | undefined;
  /** A child that was weighed and rests for so long (us) is weighed again; absent: likewise. */
  readonly timeout?: Micros | undefined;
  /** Where the far touch is at this price or better, everything that is left may be taken at once, at this price or better. */
  readonly wouldPrice?: Px | undefined;
}
export type Style = 'passive' | 'normal' | 'taker';
/** The closing auction that an order is meant for, and what of the order waits for it. */
export interface ClosePlan {
  /** When the auction order is sent; slices end by then. */
  readonly at: Micros;
  /** The last moment for it: when the auction takes no more orders. */
  readonly cutOff: Micros;
  /** Quantity kept for the auction. */
  readonly qty: Qty;
  /** The most that the auction may get of the order; absent: all that is left by then. */
  readonly most?: Qty | undefined;
}
/** A schedule as data: what is looked up at each timer, so that a restart goes on with it. */
export interface PlanTerms {
  readonly start: Micros;
  readonly end: Micros;
  readonly slots: number;
  /** CumQty when the plan was made: the schedule spreads what was left then. */
  readonly base: Qty;
  /** The start of the first slot and the end of each (one more than there are slots), rising; absent: slots of equal length from `start` to `end`. */
  readonly edges?: readonly Micros[] | undefined;
  /** When the market trades in the window, start and end of each stretch; absent: all the time. */
  readonly sessions?: readonly (readonly [start: Micros, end: Micros])[] | undefined;
  /** Part of what was left that should be done by the end of each slot, in parts per billion, never falling, 1e9 last; absent: equal parts. */
  readonly curve?: readonly number[] | undefined;
  /** How far CumQty may stray from the curve, in parts per million of OrderQty; absent: what is due is worked, and nothing is behind. */
  readonly band?: number | undefined;
  /** POV: the part of all volume that the order should be, in millionths. */
  readonly rate?: number | undefined;
  /** Volume that had been seen in the symbol by the start (its first slice moves it there), in units of 10^-`seenScale`: what came since is followed. */
  readonly seenBefore?: Qty | undefined;
  readonly seenScale?: number | undefined;
  /** Volume expected in the window (VWAP), whole shares or contracts; absent where nobody knows. */
  readonly expected?: number | undefined;
  readonly close?: ClosePlan | undefined;
  /** Absent in journals from before there was one. */
  readonly rules?: SliceRules | undefined;
  /** The strategy parameters in force, in their plainest form, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** In words: what the curve was made of, for who reads the journal. */
  readonly basis?: string | undefined;
}
export interface PlanMade extends PlanTerms {
  readonly type: 'PlanMade';
  readonly parentId: string;
}
export interface TimerSet {
  readonly type: 'TimerSet';
  readonly timer: string;
  readonly at: Micros;
}
/**
 * How the child of a slice may be priced. `passive` rests at the near touch; `cross` takes the far one; `weigh` leaves it to the cost rule
 * (core/slicing/cost-rule.ts), which rests, improves the touch or crosses, and is asked again while the child rests: `SliceWeighed` says why.
 */
export type Urgency = 'passive' | 'weigh' | 'cross';
/**
 * By the end of slot `slot` the parent should have `target` done; `urgency` says how the child may be priced. What holds for every slice of the
 * order (least and greatest child, display, style, completion) stands in its plan: `parent.plan.rules`.
 */
export interface SliceScheduled {
  readonly type: 'SliceScheduled';
  readonly parentId: string;
  readonly slot: number;
  readonly target: Qty;
  /** What one slot holds; a child carries at most a few of these. */
  readonly slotQty: Qty;
  readonly urgency: Urgency;
  /** CumQty below which the order has fallen out of its band: what is missing up to here crosses. Absent: the band is open below. */
  readonly least?: Qty | undefined;
  /** CumQty, with what works, that is not to be exceeded now. Absent: `target`, but for a remainder below MinSlice that its last child takes along. */
  readonly most?: Qty | undefined;
  /** No child of this slice is priced worse than this (WouldPrice), and what does not trade at once shall not rest. Price units. */
  readonly limit?: Px | undefined;
  /** What is missing goes into the closing auction: one child with TimeInForce (59) 7, market or at the order's limit. */
  readonly forClose?: true | undefined;
}
/** What the cost rule found for the child of a slice: costs in bps of mid against mid, the cheapest was chosen. Estimates: none of them is part of an order. */
export interface SliceWeighed {
  readonly type: 'SliceWeighed';
  readonly parentId: string;
  readonly slot: number;
  readonly qty: Qty;
  readonly chose: Tactic;
  /** Why nothing was weighed (what was seen is missing, too old, or does not hold any more): the child rests at the near touch. Absent where it was. */
  readonly plain?: string | undefined;
  /** When the market data that it is made of was received. */
  readonly asOf?: Micros | undefined;
  /** Expected cost of each way; `improve` only where the spread has room for it. */
  readonly cross?: number | undefined;
  readonly join?: number | undefined;
  readonly improve?: number | undefined;
  /** Probability that the child fills while it may rest, joining and improving. */
  readonly fillJoin?: number | undefined;
  readonly fillImprove?: number | undefined;
  /** Fees of the venue it would go to, impact beyond the far touch, expected drift against us: bps. */
  readonly taker?: number | undefined;
  readonly maker?: number | undefined;
  readonly impact?: number | undefined;
  readonly drift?: number | undefined;
  /** Time it may rest (us). */
  readonly rest?: Micros | undefined;
}
/** `join`: at the near touch; `improve`: one tick inside it; `cross`: through the far touch. */
export type Tactic = 'join' | 'improve' | 'cross';
export interface SliceSkipped {
  readonly type: 'SliceSkipped';
  readonly parentId: string;
  readonly slot: number;
  readonly reason: string;
}
