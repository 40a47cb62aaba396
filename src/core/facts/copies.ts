import type { Micros } from '../numbers';
import type { SessionId } from '../ports';
import type { VenueReportReceived } from './inputs';

/** What a drop copy that we read says, and what we make of it. Reports in it are copies: they book nothing. */

/** How a drop copy session that we read is used. */
export interface CopyTerms {
  /** The venue session whose reports it copies. */
  readonly venue: SessionId;
  /** How long (us) one side may be behind the other before that is a difference. */
  readonly grace: Micros;
}

// inputs
/** A report about an order of ours as a drop copy brings it. */
export interface CopyReceived
  extends Omit<VenueReportReceived, 'type' | 'massStatusId' | 'missing' | 'ordRejReason' | 'restatementReason'> {
  readonly type: 'CopyReceived';
  /** Account (1). */
  readonly account?: string | undefined;
  /** PossResend (97=Y): it may have been told before, under another number. */
  readonly possResend?: boolean | undefined;
}
/** A person decided on a difference: the copy's trade is booked (`adopt`), or it is taken off the list (`dismiss`). */
export interface CopyDifferenceJudged {
  readonly type: 'CopyDifferenceJudged';
  /** The drop copy session. */
  readonly session: SessionId;
  /** Our ClOrdID of the order, or the one that the copy named. */
  readonly clOrdId: string;
  /** Of a trade: its ExecID (17). */
  readonly execId?: string | undefined;
  readonly act: 'adopt' | 'dismiss';
  readonly by: string;
  readonly reason: string;
}

// derived
/** A trade that the drop copy told before us is booked now, or one of another ExecID that is the same by order, quantity and price. */
export interface CopyMatched {
  readonly type: 'CopyMatched';
  readonly session: SessionId;
  /** Our ClOrdID of the order. */
  readonly clOrdId: string;
  /** ExecID (17) of the copy. */
  readonly execId: string;
  /** ExecID that it is booked under, where that is another. */
  readonly bookedAs?: string | undefined;
}
/** A fill is booked because a person adopted it; or, with `toldAs`, the venue has told it since, under that ExecID (17): it is booked once. */
export interface CopyAdopted {
  readonly type: 'CopyAdopted';
  readonly session: SessionId;
  /** Our ClOrdID of the order. */
  readonly clOrdId: string;
  /** ExecID that it is booked under. */
  readonly execId: string;
  readonly toldAs?: string | undefined;
}
/** The drop copy session is asked (TestRequest) whether it has told everything: its answer comes behind all that it sent before. */
export interface CopyProofAsked {
  readonly type: 'CopyProofAsked';
  readonly session: SessionId;
}
