import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';

/** ISO 8601 with microseconds, UTC: `2026-01-05T09:30:00.000001Z`. */
export function isoMicros(at: Micros): string {
  const millis = Math.floor(at / 1000);
  const micros = String(at - millis * 1000).padStart(3, '0');
  return new Date(millis).toISOString().replace('Z', `${micros}Z`);
}

/** Readings of the monotonic clock, for turns that were timed by it. */
export class Monotonic {
  private line: Micros = 0;
  private monotonic: bigint | undefined;

  anchor(fact: FactOf<'ClocksCompared'>): void {
    this.line = fact.line;
    this.monotonic = BigInt(fact.monotonic);
  }

  /** CLOCK_MONOTONIC in ns at a turn's time, exact to the microsecond that `at` has; '' before the first anchor. */
  at(at: Micros): string {
    return this.monotonic === undefined ? '' : `${this.monotonic + BigInt(at - this.line) * 1000n}`;
  }
}
