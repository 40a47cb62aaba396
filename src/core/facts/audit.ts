import type { Micros } from '../numbers';

/** What the audit is made of besides what happened to orders. */

// inputs: the gateway itself
/**
 * One moment on every clock there is. Until the next such fact, a turn at `line + n` us was decided when the monotonic clock stood at
 * `monotonic + 1000 n` ns: `at` is counted on by that clock.
 */
export interface ClocksCompared {
  readonly type: 'ClocksCompared';
  /** The clock that turns are timed by. */
  readonly line: Micros;
  /** The machine's monotonic clock (CLOCK_MONOTONIC), nanoseconds as text; it begins anew when the machine does. */
  readonly monotonic: string;
  /** How far the system's wall clock stood ahead of `line`, known to `within` us; absent where it was not measured yet. */
  readonly ahead?: Micros | undefined;
  readonly within?: Micros | undefined;
  /** The wall clock moved against the monotonic one further than it may. */
  readonly moved?: { readonly by: Micros; readonly seconds: number; readonly limit: Micros } | undefined;
}
/** The newest row of the hash chain was told outside the journal. */
export interface HeadPublished {
  readonly type: 'HeadPublished';
  /** Row of `batch`, and its hash in hexadecimal. */
  readonly row: number;
  readonly hash: string;
  /** Where: `log`, `file`, `webhook`. */
  readonly to: readonly string[];
  /** Where not, and why. */
  readonly failed?: readonly string[] | undefined;
  /** The head published last before this start, where the journal does not hold it: `row:hash`. */
  readonly contradicts?: string | undefined;
}
