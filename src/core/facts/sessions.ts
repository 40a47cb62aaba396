import type { Day } from '../civil';
import type { Micros } from '../numbers';

/**
 * What reference data and the volume of past days say of a symbol's sessions, told before an order that is planned by them and once more
 * when the day has changed: today's session, if it and its closing auction have not ended, and those of the next days. Estimates, made of days before `day` only.
 */
export interface SessionsAhead {
  readonly type: 'SessionsAhead';
  readonly symbol: string;
  /** The civil day by the market's clocks when it was told. */
  readonly day: Day;
  /** Sessions that begin by then are there, as far as the calendar goes. */
  readonly until: Micros;
  readonly sessions: readonly SessionAhead[];
}
/** A session to come, or under way. Volumes are in shares or contracts, not in units. */
export interface SessionAhead {
  readonly day: Day;
  /** Continuous trading, from its first moment to its last. */
  readonly start: Micros;
  readonly end: Micros;
  /** Seconds of a bin of `curve`; the last one ends with the session. */
  readonly binSeconds: number;
  /** Part of the session's volume that is expected by the end of each bin, in parts per billion. */
  readonly curve: readonly number[];
  /** What the curve is made of: `median of 20 days`, `prior 7/20`. */
  readonly label: string;
  /** Expected volume of the session; absent where nobody knows. */
  readonly volume?: number | undefined;
  readonly volumeLabel?: string | undefined;
  readonly auction?: ClosingAuction | undefined;
}
/** The auction that a session closes with. */
export interface ClosingAuction {
  readonly start: Micros;
  /** No order is taken from then on. */
  readonly lastEntry: Micros;
  readonly end: Micros;
  /** What it is expected to print; absent where nobody knows. */
  readonly volume?: number | undefined;
}
