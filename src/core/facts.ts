import type { AlertsHeldBack, AlertsNotDelivered, UtilisationChanged } from './facts/alerts';
import type { ClocksCompared, HeadPublished } from './facts/audit';
import type {
  Alarmed,
  ChildCancelReleased,
  ChildLeftInDoubt,
  ChildOrderAcknowledged,
  ChildOrderClosed,
  ChildOrderDenied,
  ChildOrderFilled,
  ChildOrderMarked,
  ChildOrderNotSent,
  ChildOrderProposed,
  ChildOrderRejected,
  ChildOrderReleased,
  ChildOrderReplaced,
  ChildOrderRestated,
  ChildReplaceDenied,
  ChildReplaceProposed,
  ChildReplaceReleased,
  ChildRequestRejected,
  ChildStatusAnswered,
  ChildStatusAsked,
  ChildTradeChanged,
  MassStatusAsked,
  ReconciliationAgreed,
  ReconciliationDiffered,
  UnexpectedReport,
  VenueEscalated,
  VenueMassCancelAsked,
} from './facts/children';
import type {
  BatchWritten,
  ClosedOrdersArchived,
  CopiesMade,
  InstrumentsChanged,
  KillReleaseAsked,
  KillSwitchEngaged,
  KillSwitchReleased,
  LimitsChanged,
  MarketSeen,
  OrderRecalled,
  QuoteReceived,
  SecurityStatusReceived,
  SendsWithheld,
  SessionLoggedOff,
  SessionLoggedOn,
  SessionOperated,
  SessionReset,
  SessionSettled,
  Started,
  TimerFired,
} from './facts/gateway';
import type {
  MassCancelReceived,
  ParentCancelReceived,
  ParentOrderReceived,
  ParentReplaceReceived,
  ParentStatusAsked,
  ParentsStatusAsked,
  ReportQuarantined,
  VenueCancelRejectReceived,
  VenueMassCancelAnswered,
  VenueRefused,
  VenueReportReceived,
} from './facts/inputs';
import type {
  MassCancelAnswered,
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
import type {
  HeldOrderRefused,
  HeldOrderReleased,
  HeldReleaseAsked,
  ParentOrderHeld,
  PositionsLoaded,
  ThrottleReset,
  ThrottleTripped,
  TradingStateChanged,
} from './facts/risk';

export type * from './facts/alerts';
export type * from './facts/audit';
export type * from './facts/children';
export type * from './facts/gateway';
export type * from './facts/inputs';
export type * from './facts/parents';
export type * from './facts/risk';

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
  | SessionOperated
  | BatchWritten
  | AlertsHeldBack
  | AlertsNotDelivered
  | ClocksCompared
  | HeadPublished
  | CopiesMade
  | ClosedOrdersArchived
  | OrderRecalled
  | TimerFired
  | KillSwitchEngaged
  | KillReleaseAsked
  | KillSwitchReleased
  | SendsWithheld
  | TradingStateChanged
  | ThrottleReset
  | PositionsLoaded
  | HeldReleaseAsked
  | HeldOrderReleased
  | HeldOrderRefused
  | LimitsChanged
  | InstrumentsChanged
  | QuoteReceived
  | MarketSeen
  | SecurityStatusReceived
  | ParentOrderReceived
  | ParentReplaceReceived
  | ParentCancelReceived
  | ParentStatusAsked
  | ParentsStatusAsked
  | MassCancelReceived
  | VenueReportReceived
  | VenueCancelRejectReceived
  | VenueMassCancelAnswered
  | ReportQuarantined
  | VenueRefused;

export type Derived =
  | ParentOrderProposed
  | ParentOrderHeld
  | ParentOrderAccepted
  | ParentOrderDenied
  | ParentEnding
  | ParentRequestAccepted
  | ParentRequestDenied
  | ParentReported
  | StatusUnknown
  | MassCancelAnswered
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
  | ChildStatusAnswered
  | ChildLeftInDoubt
  | MassStatusAsked
  | VenueMassCancelAsked
  | VenueEscalated
  | ReconciliationDiffered
  | ReconciliationAgreed
  | ChildOrderAcknowledged
  | ChildOrderRejected
  | ChildOrderNotSent
  | ChildOrderFilled
  | ChildOrderClosed
  | ChildOrderReplaced
  | ChildOrderRestated
  | ChildOrderMarked
  | ChildRequestRejected
  | ChildTradeChanged
  | ThrottleTripped
  | UtilisationChanged
  | UnexpectedReport
  | Alarmed;

export type Fact = Input | Derived;
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;
