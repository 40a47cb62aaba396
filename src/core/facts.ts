import type {
  Alarmed,
  ChildCancelReleased,
  ChildOrderAcknowledged,
  ChildOrderClosed,
  ChildOrderDenied,
  ChildOrderFilled,
  ChildOrderNotSent,
  ChildOrderProposed,
  ChildOrderRejected,
  ChildOrderReleased,
  ChildOrderReplaced,
  ChildReplaceDenied,
  ChildReplaceProposed,
  ChildReplaceReleased,
  ChildRequestRejected,
  ChildStatusAsked,
  ChildTradeChanged,
  UnexpectedReport,
} from './facts/children';
import type {
  BatchWritten,
  KillSwitchEngaged,
  KillSwitchReleased,
  ParentCancelReceived,
  ParentOrderReceived,
  ParentReplaceReceived,
  ParentStatusAsked,
  QuoteReceived,
  SessionLoggedOff,
  SessionLoggedOn,
  SessionReset,
  SessionSettled,
  Started,
  TimerFired,
  VenueCancelRejectReceived,
  VenueRefused,
  VenueReportReceived,
} from './facts/inputs';
import type {
  ParentEnding,
  ParentOrderAccepted,
  ParentOrderDenied,
  ParentOrderProposed,
  ParentReported,
  ParentRequestAccepted,
  ParentRequestDenied,
  PlanMade,
  SliceScheduled,
  SliceSkipped,
  StatusUnknown,
  TimerSet,
} from './facts/parents';

export type * from './facts/children';
export type * from './facts/inputs';
export type * from './facts/parents';

/**
 * Facts: past tense, plain JSON. Inputs come from outside and carry numbers as the decimal text they came in;
 * what we derive carries integers (price and quantity units of the instrument).
 */
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
