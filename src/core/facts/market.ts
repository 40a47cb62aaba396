import type { Micros } from '../numbers';
import type { SessionId } from '../ports';

/** What is known of market data beside prices: whether it flows, news, and when orders should be careful. */

// inputs
/** How pressing news is: Urgency (61). */
export type Urgency61 = 'normal' | 'flash' | 'background';
/** News (B) of a market data session, or a line of the news file. */
export interface NewsReceived {
  readonly type: 'NewsReceived';
  /** The session it came from, or the name of the file. */
  readonly source: string;
  readonly headline: string;
  /** What it is about; none: everything. */
  readonly symbols: readonly string[];
  readonly urgency: Urgency61;
  readonly receivedAt: Micros;
}
/** A line of the news file, or a News (B), that says nothing we can read. */
export interface NewsUnreadable {
  readonly type: 'NewsUnreadable';
  /** `file:line`, or the session. */
  readonly where: string;
  readonly why: string;
}
/** What is known of the market in these symbols is old from now on: no session tells of them, or none has for too long. */
export interface MarketDataStale {
  readonly type: 'MarketDataStale';
  readonly symbols: readonly string[];
  /** The session that left; absent where time ran out. */
  readonly session?: SessionId | undefined;
  readonly why: string;
  /** A session left because its hours are over: nobody needs to be called. */
  readonly closed?: true | undefined;
}
/** Market data of these symbols flows again. */
export interface MarketDataFlowing {
  readonly type: 'MarketDataFlowing';
  readonly symbols: readonly string[];
}
/** What is received could not be recorded: it is lost, and tried again with what comes. */
export interface RecordingFailed {
  readonly type: 'RecordingFailed';
  readonly where: string;
  readonly why: string;
}
/** Recording goes on, without so many rows. */
export interface RecordingResumed {
  readonly type: 'RecordingResumed';
  readonly where: string;
  readonly lost: number;
}

/** FIX logs (FileLogPath) cannot be written: what comes waits, and is lost where there is too much of it. */
export interface FixLogFailed {
  readonly type: 'FixLogFailed';
  readonly where: string;
  readonly why: string;
}
/** FIX logs are written again, without so many messages and events. */
export interface FixLogResumed {
  readonly type: 'FixLogResumed';
  readonly where: string;
  readonly lost: number;
}

// derived
/** How long (us) scheduled orders do not cross after flash news, and after a halt has ended; absent: they do. */
export interface CautionRules {
  readonly news?: Micros | undefined;
  readonly halt?: Micros | undefined;
}

/** Why orders in a symbol are worked with care, and until when. */
export interface Caution {
  readonly until: Micros;
  readonly cause: 'news' | 'halt';
  readonly text: string;
}

/** Scheduled orders in a symbol do not cross until `until`. */
export interface CautionBegan {
  readonly type: 'CautionBegan';
  /** `*`: every symbol. */
  readonly symbol: string;
  readonly cause: 'news' | 'halt';
  readonly until: Micros;
  readonly text: string;
}
export interface CautionEnded {
  readonly type: 'CautionEnded';
  readonly symbol: string;
}
