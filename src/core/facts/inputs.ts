import type { InstrumentSpec } from '../instruments';
import type { Micros } from '../numbers';
import type { SessionId } from '../ports';
import type { LimitSpecs } from '../risk/limits';

/** What comes from outside: from the gateway itself, from an OMS, from a venue. Numbers are the decimal text they came in. */

// inputs: the gateway itself
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

// inputs: from an OMS
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
  /** PossResend (97=Y): a ClOrdID that is known is answered with its status. */
  readonly possResend?: boolean | undefined;
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

// inputs: from a venue
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
