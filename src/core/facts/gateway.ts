import type { KillLevel } from '../control/kill-place';
import type { FeesByVenue } from '../costs/fees';
import type { ImpactModel } from '../impact/model';
import type { InstrumentSpec } from '../instruments';
import type { Micros } from '../numbers';
import type { SessionId } from '../ports';
import type { LimitSpecs } from '../risk/limits';
import type { BanditTerms } from './bandit';
import type { CopyTerms } from './copies';
import type { ModelsInForce } from './forecast';
import type { SeenLevel } from './levels';
import type { CautionRules } from './market';
import type { Routing } from './routing';

/** What the gateway itself brings (its start, sessions, operators, timers, archive) and what the market does. */

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
  /** How venues behave where it is not the usual: queries by H, nothing cancelled with the line. */
  readonly venueTraits?: Readonly<Record<SessionId, VenueTraits>> | undefined;
  /** How OMS sessions are served where it is not the usual: a second replace is refused, orders may be of any age. */
  readonly omsRules?: Readonly<Record<SessionId, OmsRules>> | undefined;
  /** What venues charge, for decisions that weigh costs; absent: nothing was said. */
  readonly fees?: FeesByVenue | undefined;
  /** Absent with one venue and no rules: there is nothing to choose. */
  readonly routing?: Routing | undefined;
  /** After what scheduled orders do not cross for a while; absent: after nothing. */
  readonly caution?: CautionRules | undefined;
  /** What orders are expected to cost is told by this model; absent: it is not told. */
  readonly impact?: ImpactModel | undefined;
  /** Learned models that adaptive orders are worked by; absent: none, and they keep to their baselines. */
  readonly models?: ModelsInForce | undefined;
  /** Drop copy sessions that we read, by session; absent: none. */
  readonly copies?: Readonly<Record<SessionId, CopyTerms>> | undefined;
  /** On paper only: how a slice is priced is explored and learned; absent: the cost rule decides. */
  readonly bandit?: BanditTerms | undefined;
}
/** What a venue can be asked, and what it does by itself. */
export interface VenueTraits {
  /** What it answers about orders: OrderStatusRequest (H), also OrderMassStatusRequest (AF), or neither. */
  readonly statusQuery: 'none' | 'H' | 'AF';
  /** When it cancels what works by itself: never, when the line breaks, or when we log out. */
  readonly cancelsOn: 'none' | 'disconnect' | 'logout';
  /** That takes GTC and GTD orders (59=1, 6) with it. */
  readonly cancelsGtc: boolean;
  /** It takes OrderMassCancelRequest (q). */
  readonly massCancel?: boolean | undefined;
  /** Cancels that it takes a second; absent: any number. */
  readonly cancelRate?: number | undefined;
}
/** How an OMS session is served where it is not the usual. */
export interface OmsRules {
  /** A replace while another is pending: refused (102=3), or taken up and worked after it. */
  readonly onPendingReplace: 'reject' | 'chain';
  /** An order or replace older than this, by TransactTime (60) or OrigSendingTime (122), is denied; 0: of any age. */
  readonly maxOrderAge: Micros;
  /** Its orders are cancelled once it has been logged off for so long; absent: never. */
  readonly cancelAfter?: Micros | undefined;
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
/** An operator did something to a session by hand: who and why. With `set-seq` its numbers are these from then on. */
export interface SessionOperated {
  readonly type: 'SessionOperated';
  readonly session: SessionId;
  readonly act: 'reset' | 'set-seq' | 'disconnect';
  readonly by: string;
  readonly reason: string;
  readonly nextIn?: number | undefined;
  readonly nextOut?: number | undefined;
}
/** Everything up to turn `seq` was handed to the sockets. */
export interface BatchWritten {
  readonly type: 'BatchWritten';
  readonly seq: number;
}
/** Every report of the turns up to `seq` was copied to the drop copy sessions, in the same commit; 0: no copies are made from here on. */
export interface CopiesMade {
  readonly type: 'CopiesMade';
  readonly seq: number;
}
/** Orders that have been closed for a while: the archive has them, the books let them go. */
export interface ClosedOrdersArchived {
  readonly type: 'ClosedOrdersArchived';
  readonly parentIds: readonly string[];
}
/** An archived order that the next input names: `order` as the archive had it. */
export interface OrderRecalled {
  readonly type: 'OrderRecalled';
  readonly order: string;
}
export interface TimerFired {
  readonly type: 'TimerFired';
  readonly timer: string;
}
/** Nothing new passes at a level, and what works there is cancelled. */
export interface KillSwitchEngaged {
  readonly type: 'KillSwitchEngaged';
  readonly by: string;
  readonly reason: string;
  /** Absent: the firm. */
  readonly level?: KillLevel | undefined;
  /** What of that level: a session id, an account, a strategy, a symbol, an OrderID; absent for the firm. */
  readonly key?: string | undefined;
  /** Of the command; absent in journals from before commands had one. */
  readonly id?: string | undefined;
  /** The latch could not be written: it is kept here only, and put there as soon as that can be done. */
  readonly unlatched?: true | undefined;
}
/** The first of two persons asked to release a kill; the other has until `until`. */
export interface KillReleaseAsked {
  readonly type: 'KillReleaseAsked';
  readonly level: KillLevel;
  readonly key: string;
  /** Id of the kill. */
  readonly kill: string;
  readonly by: string;
  readonly reason: string;
  readonly until: Micros;
}
export interface KillSwitchReleased {
  readonly type: 'KillSwitchReleased';
  readonly by: string;
  readonly reason: string;
  readonly level?: KillLevel | undefined;
  readonly key?: string | undefined;
  /** Id of the kill. */
  readonly id?: string | undefined;
  /** The person who granted what `by` had asked for. */
  readonly second?: string | undefined;
}
/** A kill overtook orders and replaces that were decided and not written yet: none of them was sent. */
export interface SendsWithheld {
  readonly type: 'SendsWithheld';
  /** Who engaged it where, and why. */
  readonly kill: string;
  /** Children whose order (D) was held back. */
  readonly orders: readonly string[];
  /** Replaces (G) that were held back. */
  readonly replaces: readonly { readonly childId: string; readonly clOrdId: string }[];
}
/** Other limits hold from now on: all of them, and who asked for it and why. `source`: the file they were read from. */
export interface LimitsChanged {
  readonly type: 'LimitsChanged';
  readonly by: string;
  readonly reason: string;
  readonly source: string;
  readonly limits: LimitSpecs;
}
/** Other instruments hold from now on: all of them, and who asked for it and why. */
export interface InstrumentsChanged {
  readonly type: 'InstrumentsChanged';
  readonly by: string;
  readonly reason: string;
  readonly source: string;
  readonly instruments: readonly InstrumentSpec[];
}
export interface QuoteReceived {
  readonly type: 'QuoteReceived';
  readonly symbol: string;
  readonly bid?: string | undefined;
  readonly ask?: string | undefined;
  readonly last?: string | undefined;
  /** Volume traded since the feed began, as far as it was seen. */
  readonly volume?: string | undefined;
}
/**
 * What market data had told of a symbol by the moment a decision about it was due, recorded because the decision reads it: market data as
 * such is not journaled. Prices and quantities are decimal text.
 */
export interface MarketSeen {
  readonly type: 'MarketSeen';
  readonly symbol: string;
  /** When the latest update of it was received. */
  readonly asOf: Micros;
  /** Best levels, best first. */
  readonly bids: readonly SeenLevel[];
  readonly asks: readonly SeenLevel[];
  /** In the order of SYMBOL_FEATURES (core/features/names.ts); null where one is not known yet. */
  readonly features: readonly (number | null)[];
}
/** SecurityStatus (f): what a venue says of trading in a symbol. What is absent stays as it was. */
export interface SecurityStatusReceived {
  readonly type: 'SecurityStatusReceived';
  readonly symbol: string;
  /** The venue whose market data it came with; absent where that is of no one venue. */
  readonly venue?: SessionId | undefined;
  /** SecurityTradingStatus (326). */
  readonly status?: string | undefined;
  /** TradingSessionSubID (625), else TradingSessionID (336). */
  readonly phase?: string | undefined;
  /** LowLimitPrice (1148) and HighLimitPrice (1149). */
  readonly low?: string | undefined;
  readonly high?: string | undefined;
}
