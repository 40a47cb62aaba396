import type { Micros } from '../../core/numbers';
import { zoneOf } from '../../core/zone';

export const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/**
 * When a session is open, as QuickFIX means StartTime, EndTime, StartDay, EndDay and QuickFIX/J means Weekdays: a window begins at
 * `startTime` of each of `startDays` and ends at `endTime`, `spanDays` calendar days later, by the clocks of the zone.
 */
export interface Schedule {
  /** IANA name, such as America/New_York. */
  readonly timeZone: string;
  /** Seconds that a clock shows after 00:00:00. */
  readonly startTime: number;
  readonly endTime: number;
  /** 0 is Sunday; never empty. */
  readonly startDays: readonly number[];
  readonly spanDays: number;
}

/** From `start` until before `end`. */
export interface Window {
  readonly start: Micros;
  readonly end: Micros;
}

const DAY = 86_400;
const SECOND = 1_000_000;
/** 1 January 1970. */
const THURSDAY = 4;

/**
 * The window that `at` lies in or, outside of any, the next to begin; `start <= at` tells which. Where clocks change, a wall time that is skipped counts
 * as the moment of the jump and one that comes twice as its first occurrence, so windows that touch do so on those days too.
 */
export function windowFor(schedule: Schedule, at: Micros): Window {
  const today = Math.floor(zoneOf(schedule.timeZone).wallAt(Math.floor(at / SECOND)) / DAY);
  for (let day = today - schedule.spanDays - 1; ; day++) {
    const window = windowOf(schedule, day);
    if (window !== undefined && window.end > at) return window;
  }
}

/** The window that begins on this calendar day (days since the epoch); undefined where none does, or clocks skip all of it. */
function windowOf(schedule: Schedule, day: number): Window | undefined {
  if (!schedule.startDays.includes((((day + THURSDAY) % 7) + 7) % 7)) return undefined;
  const zone = zoneOf(schedule.timeZone);
  const start = zone.firstAt(day * DAY + schedule.startTime) * SECOND;
  const end = zone.firstAt((day + schedule.spanDays) * DAY + schedule.endTime) * SECOND;
  return end > start ? { start, end } : undefined;
}
