import type { Day } from '../../civil';
import type { Micros } from '../../numbers';
import type { MarketCalendar } from '../../reference/calendar';
import { momentOf, stretchesIn, tradingBy } from '../trading-time';

/** Continuous trading of a market on a day, from its first to its last moment. */
export interface TradingSession {
  readonly day: Day;
  readonly start: Micros;
  readonly end: Micros;
  /** The same, seconds after midnight by the market's clocks. */
  readonly open: number;
  readonly close: number;
}

/** The sessions that take up some of from..to, in order: a day's from its first continuous phase to the end of its last. */
export function sessionsIn(calendar: MarketCalendar, from: Micros, to: Micros): TradingSession[] {
  const found: TradingSession[] = [];
  const last = calendar.dayAt(to);
  for (let day = calendar.dayAt(from); day <= last; day++) {
    const session = sessionOn(calendar, day);
    if (session && session.start < to && session.end > from) found.push(session);
  }
  return found;
}

/** The session of a day; undefined where the market has no continuous trading on it. */
export function sessionOn(calendar: MarketCalendar, day: Day): TradingSession | undefined {
  const open = calendar.phasesOf(day).filter(p => p.phase === 'continuous');
  if (open.length === 0) return undefined;
  const [first, last] = [open[0]!, open.at(-1)!];
  return { day, start: first.start, end: last.end, open: first.startClock, close: last.endClock };
}

/**
 * Edges of `slots` slots of equal trading time in start..end (slots + 1 moments, each later than the one before): a night or a weekend falls
 * inside a slot and takes nothing of it. Where the sessions leave less than a microsecond a slot, or there are none, the slots are of
 * equal length by the clock. Throws RangeError where the window itself is shorter than a microsecond a slot.
 */
export function slotEdges(
  start: Micros,
  end: Micros,
  slots: number,
  sessions: readonly Pick<TradingSession, 'start' | 'end'>[] = [],
): Micros[] {
  if (end - start < slots) throw new RangeError(`a window of ${end - start} us has no room for ${slots} slots`);
  const open = { start, end, sessions: stretchesIn(start, end, sessions) };
  const span = tradingBy(open, end) >= slots ? open : { start, end };
  const total = tradingBy(span, end);
  const inner = Array.from({ length: slots - 1 }, (_, n) => momentOf(span, Math.floor((total * (n + 1)) / slots)));
  return [start, ...inner, end];
}
