import type { AlertAcknowledged, AlertResolved, AlertsHeldBack, AlertsNotDelivered, UtilisationChanged } from './facts/alerts';
import type { ClocksCompared, HeadPublished } from './facts/audit';
import type { TacticDrawn, TacticScored } from './facts/bandit';
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
import type { CopyAdopted, CopyDifferenceJudged, CopyMatched, CopyProofAsked, CopyReceived } from './facts/copies';
import type {
  ForecastAsked,
  ForecastFailed,
  ForecastMissed,
  ForecastReceived,
  ModelChanged,
  TiltDecided,
} from './facts/forecast';
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
import type { CostEstimated } from './facts/impact';
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
  ArmDrawn,
  BarClosed,
  ChallengePlanned,
  ChallengerJudged,
  DriftDetected,
  GateMoved,
  LearnerFrozen,
  LearnerSnapshot,
  LearnerThawed,
  ModelRolledBack,
  ParentScored,
  RegimeSeen,
  SnapshotAsked,
} from './facts/learning';
import type {
  CautionBegan,
  CautionEnded,
  FixLogFailed,
  FixLogResumed,
  MarketDataFlowing,
  MarketDataStale,
  NewsReceived,
  NewsUnreadable,
  RecordingFailed,
  RecordingResumed,
} from './facts/market';
import type {
  MassCancelAnswered,
  ParentEnding,
  ParentOrderAccepted,
  ParentOrderDenied,
  ParentOrderProposed,
  ParentReported,
  ParentRequestAccepted,
  ParentRequestDenied,
  StatusUnknown,
} from './facts/parents';
import type {
  HeldOrderRefused,
  HeldOrderReleased,
  HeldReleaseAsked,
  ParentOrderHeld,
  ParentStopAsked,
  PositionsLoaded,
  ThrottleReset,
  ThrottleTripped,
  TradingStateChanged,
} from './facts/risk';
import type { VenuesSeen } from './facts/routing';
import type { PlanMade, SliceScheduled, SliceSkipped, SliceWeighed, TimerSet } from './facts/schedule';
import type { SessionsAhead } from './facts/sessions';

export type * from './facts/alerts';
export type * from './facts/audit';
export type * from './facts/bandit';
export type * from './facts/children';
export type * from './facts/copies';
export type * from './facts/forecast';
export type * from './facts/gateway';
export type * from './facts/impact';
export type * from './facts/inputs';
export type * from './facts/learning';
export type * from './facts/levels';
export type * from './facts/market';
export type * from './facts/parents';
export type * from './facts/risk';
export type * from './facts/routing';
export type * from './facts/schedule';
export type * from './facts/sessions';

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
  | AlertAcknowledged
  | AlertResolved
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
  | ParentStopAsked
  | LimitsChanged
  | InstrumentsChanged
  | QuoteReceived
  | MarketSeen
  | SessionsAhead
  | VenuesSeen
  | SecurityStatusReceived
  | NewsReceived
  | NewsUnreadable
  | MarketDataStale
  | MarketDataFlowing
  | RecordingFailed
  | RecordingResumed
  | FixLogFailed
  | FixLogResumed
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
  | CopyReceived
  | CopyDifferenceJudged
  | ModelChanged
  | ForecastReceived
  | ForecastFailed
  | BarClosed
  | SnapshotAsked
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
  | CostEstimated
  | TimerSet
  | ForecastAsked
  | ForecastMissed
  | TiltDecided
  | RegimeSeen
  | GateMoved
  | DriftDetected
  | LearnerFrozen
  | LearnerThawed
  | LearnerSnapshot
  | ModelRolledBack
  | ChallengePlanned
  | ArmDrawn
  | ParentScored
  | ChallengerJudged
  | SliceScheduled
  | SliceWeighed
  | TacticDrawn
  | TacticScored
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
  | CopyAdopted
  | CopyMatched
  | CopyProofAsked
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
  | CautionBegan
  | CautionEnded
  | UtilisationChanged
  | UnexpectedReport
  | Alarmed;

export type Fact = Input | Derived;
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;
