import type { Micros } from '../numbers';
import type { SessionId } from '../ports';

/** What an OMS or a venue says. Numbers are the decimal text they came in. */

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
  /** Account (1). */
  readonly account?: string | undefined;
  /** Who entered it: PartyID (448) of a PartyRole (452) 36 or 11, else SenderSubID (50). */
  readonly trader?: string | undefined;
  /** Of a short sale: LocateReqd (114), Y or N, and LocateBroker (5700). */
  readonly locateReqd?: string | undefined;
  readonly locateBroker?: string | undefined;
  /** 847 as text, or undefined for the session's default. */
  readonly strategy?: string | undefined;
  /** StrategyParametersGrp (957-960): name -> value. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** The first StrategyParameterName (958) that stood twice. */
  readonly repeatedParameter?: string | undefined;
  /** ParticipationRate (849): the part of the volume that the order may be, 0.1 for 10 %. */
  readonly participationRate?: string | undefined;
  readonly effectiveTime?: Micros | undefined;
  readonly expireTime?: Micros | undefined;
  /** ExpireDate (432), YYYYMMDD. */
  readonly expireDate?: string | undefined;
  /** The older of TransactTime (60) and OrigSendingTime (122), where the session limits the age of orders. */
  readonly madeAt?: Micros | undefined;
  /** Every application field as it came in, `tag=value SOH` each. */
  readonly body: string;
  /** ExDestination (100): the venue that the order is for. */
  readonly exDestination?: string | undefined;
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
  /** PossResend (97=Y): a ClOrdID that is known is answered with its status. */
  readonly possResend?: boolean | undefined;
}
/** Which orders of a session a mass request means: every open one, of a symbol (55), of a side (54), or of both. */
export interface Scope {
  /** MassCancelRequestType (530) or MassStatusReqType (585): 1 of a security, 7 all. */
  readonly kind: string;
  readonly symbol?: string | undefined;
  readonly side?: string | undefined;
}
/** OrderMassCancelRequest (q). */
export interface MassCancelReceived extends Scope {
  readonly type: 'MassCancelReceived';
  readonly session: SessionId;
  readonly clOrdId: string;
  /** Account (1), which Sluice adds to the message: only the orders of that account. */
  readonly account?: string | undefined;
  /** What it latched, as the session has the risk role: the answer says so, and lists every order of the firm that it means. */
  readonly latched?: string | undefined;
}
/** OrderMassStatusRequest (AF) of an OMS. */
export interface ParentsStatusAsked extends Scope {
  readonly type: 'ParentsStatusAsked';
  readonly session: SessionId;
  /** MassStatusReqID (584). */
  readonly requestId: string;
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
  /** LastLiquidityInd (851): 1 added, 2 removed, 4 auction. */
  readonly liquidity?: string | undefined;
  readonly execRefId?: string | undefined;
  /** TradeDate (75), or the day of TransactTime (60): YYYYMMDD. */
  readonly tradeDate?: string | undefined;
  /** ExecRestatementReason (378). */
  readonly restatementReason?: string | undefined;
  readonly ordRejReason?: string | undefined;
  readonly text?: string | undefined;
  /** MassStatusReqID (584) where it answers OrderMassStatusRequest. */
  readonly massStatusId?: string | undefined;
  /** Tags that a report must have and this one has not; absent where it has them all. */
  readonly missing?: readonly number[] | undefined;
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
/** A report (8 or 9) that the venue's dictionary would refuse: kept whole here; what can be read of it follows as a report of its own. */
export interface ReportQuarantined {
  readonly type: 'ReportQuarantined';
  readonly session: SessionId;
  readonly msgType: string;
  readonly seqNum: number;
  /** The tag at fault; absent where no one tag is. */
  readonly refTagID?: number | undefined;
  /** SessionRejectReason (373) that a Reject would have had. */
  readonly reason: number;
  readonly text: string;
  /** The message as it came, Latin-1. */
  readonly raw: string;
}
/** A venue's answer to OrderMassCancelRequest (q): OrderMassCancelReport (r). */
export interface VenueMassCancelAnswered {
  readonly type: 'VenueMassCancelAnswered';
  readonly session: SessionId;
  /** ClOrdID (11) of the request. */
  readonly clOrdId: string;
  /** MassCancelResponse (531): 0 refused. */
  readonly response: string;
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
