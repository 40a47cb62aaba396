import type { PlanTerms } from '../facts';
import type { Micros } from '../numbers';

/** A stretch of trading: start and end. */
export type Stretch = readonly [start: Micros, end: Micros];

/** A plan's time. */
type Span = Pick<PlanTerms, 'start' | 'end' | 'sessions'>;

/** What of `sessions` lies in start..end. */
export function stretchesIn(
  start: Micros,
  end: Micros,
  sessions: readonly { readonly start: Micros; readonly end: Micros }[],
): Stretch[] {
  const found: Stretch[] = [];
  for (const session of sessions) {
    const from = Math.max(session.start, start);
    const to = Math.min(session.end, end);
    if (to > from) found.push([from, to]);
  }
  return found;
}

/** Microseconds of trading of a plan from its start to `at`. */
export function tradingBy({ start, end, sessions }: Span, at: Micros): Micros {
  if (!sessions) return Math.min(Math.max(at - start, 0), end - start);
  let sum = 0;
  for (const [from, to] of sessions) sum += Math.max(0, Math.min(to, at) - from);
  return sum;
}

/** The first moment by which there has been so much trading: the inverse of `tradingBy`. */
export function momentOf({ start, end, sessions }: Span, trading: Micros): Micros {
  if (!sessions) return Math.min(start + trading, end);
  let left = trading;
  for (const [from, to] of sessions) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return end;
}

/** When the market of a plan trades again: `at` itself while it does; undefined where it does no more before the plan's end. */
export function tradesAt({ sessions }: Span, at: Micros): Micros | undefined {
  if (!sessions) return at;
  for (const [from, to] of sessions) if (at < to) return Math.max(from, at);
  return undefined;
}
