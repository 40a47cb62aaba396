import type { Micros } from '../../core/numbers';
import { RecentOrders } from './recent';
import { Sequence } from './sequence';
import { Spread } from './spread';

/** How late a message was, by the log's stamp less SendingTime (52): microseconds, below zero where the sender's clock is ahead. */
export interface Lateness {
  readonly count: number;
  readonly min: Micros;
  readonly p50: Micros;
  readonly p99: Micros;
  readonly max: Micros;
}

/** What logs say of one direction of a FIX session. */
export interface SessionView {
  /** SenderCompID (49), TargetCompID (56) and BeginString (8). */
  readonly sender: string;
  readonly target: string;
  readonly version: string;
  /** Messages that count once: neither repeated nor from the log of the other end. */
  readonly messages: number;
  readonly byType: Readonly<Record<string, number>>;
  /** SendingTime (52) of the first and of the last, else the log's stamp; undefined where neither is told. */
  readonly first: Micros | undefined;
  readonly last: Micros | undefined;
  /** Logons (A), and those of them before which the session ended without a Logout (5): it was cut, or the log is. */
  readonly logons: number;
  readonly cuts: number;
  /** Logouts (5), the last few with their Text (58). */
  readonly logouts: number;
  readonly logoutTexts: readonly string[];
  readonly heartbeats: number;
  readonly testRequests: number;
  readonly resendRequests: number;
  /** SequenceReset (4) with and without GapFillFlag (123). */
  readonly gapFills: number;
  readonly sequenceResets: number;
  /** Reject (3) and BusinessMessageReject (j). */
  readonly rejects: number;
  /** Messages with PossDupFlag (43=Y), and with PossResend (97=Y). */
  readonly possDups: number;
  readonly possResends: number;
  /** Messages that stood once more in the same file, and that the log of the other end has too. */
  readonly repeated: number;
  readonly otherEnd: number;
  /** Times numbers (34) were skipped, how many numbers that were, and how many came after all; times the numbers began anew. */
  readonly gaps: number;
  readonly missing: number;
  readonly refilled: number;
  /** Numbers (and SequenceResets to numbers) over a million ahead that nothing followed: they are in no gap. */
  readonly jumps: number;
  readonly resets: number;
  /** As whoever logged the message first saw it, and as the log of the other end has it; undefined where nothing is stamped. */
  readonly lateness: Lateness | undefined;
  readonly latenessThere: Lateness | undefined;
}

/** Logout texts that are kept. */
const MOST_TEXTS = 20;

/** One direction of a session: who sends to whom, its numbers and what was counted. */
export class Direction {
  version = '';
  messages = 0;
  readonly types = new Map<string, number>();
  first: Micros | undefined;
  last: Micros | undefined;
  /** SendingTime (52) of the latest message that is no resend. */
  sentLast = 0;
  logons = 0;
  cuts = 0;
  logouts = 0;
  readonly logoutTexts: string[] = [];
  gapFills = 0;
  sequenceResets = 0;
  possDups = 0;
  possResends = 0;
  repeated = 0;
  otherEnd = 0;
  /** Since the latest Logon either side sent a Logout. */
  left = true;
  readonly sequence = new Sequence();
  readonly recent = new RecentOrders();
  readonly lateness = new Spread();
  readonly latenessThere = new Spread();
  /** The other way; undefined until somebody asked for it. */
  back: Direction | undefined;
  /** Number of whoever sends here: that of the first direction of the same SenderCompID (49). */
  senderId: number;
  /** As a session of orders has it. */
  readonly name: string;

  constructor(
    readonly id: number,
    readonly sender: string,
    readonly target: string,
  ) {
    this.name = `${sender}->${target}`;
    this.senderId = id;
  }

  count(msgType: string): void {
    this.messages++;
    this.types.set(msgType, (this.types.get(msgType) ?? 0) + 1);
  }

  loggedOut(text: string): void {
    this.logouts++;
    this.logoutTexts.push(text);
    if (this.logoutTexts.length > MOST_TEXTS) this.logoutTexts.shift();
  }

  view(): SessionView {
    const { sender, target, version, messages, first, last, logons, cuts, logouts, logoutTexts, gapFills, sequenceResets } = this;
    const { possDups, possResends, repeated, otherEnd } = this;
    const { gaps, missing, refilled, jumps, resets } = this.sequence;
    const count = (type: string): number => this.types.get(type) ?? 0;
    return {
      ...{
        sender,
        target,
        version,
        messages,
        byType: Object.fromEntries(this.types),
        first,
        last,
        logons,
        cuts,
        logouts,
        logoutTexts,
      },
      ...{ heartbeats: count('0'), testRequests: count('1'), resendRequests: count('2'), gapFills, sequenceResets },
      ...{ rejects: count('3') + count('j'), possDups, possResends, repeated, otherEnd, gaps, missing, refilled, jumps, resets },
      lateness: latenessOf(this.lateness),
      latenessThere: latenessOf(this.latenessThere),
    };
  }
}

function latenessOf(spread: Spread): Lateness | undefined {
  const { count, min, max } = spread;
  return count === 0 ? undefined : { count, min, p50: spread.quantile(0.5)!, p99: spread.quantile(0.99)!, max };
}
