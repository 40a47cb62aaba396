import { zoneOf } from '../../core/zone';
import { DAY_NAMES, type Schedule } from '../schedule/windows';
import type { Key } from './keys';
import type { Values } from './values';

const KEYS: readonly Key[] = ['StartTime', 'EndTime', 'StartDay', 'EndDay', 'Weekdays'];
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/**
 * When a session is open; undefined is always (NonStopSession=Y, or none of the keys given). As in QuickFIX, an EndTime at or before StartTime is the
 * next day's, so 00:00:00 to 00:00:00 is a day long and ends each midnight.
 */
export function readSchedule(v: Values): Schedule | undefined {
  const timeZone = readZone(v);
  const nonStop = v.flag('NonStopSession', !KEYS.some(key => v.text(key) !== undefined));
  const startTime = readTime(v, 'StartTime', nonStop);
  const endTime = readTime(v, 'EndTime', nonStop);
  const [startDay, endDay, weekdays] = [readDay(v, 'StartDay'), readDay(v, 'EndDay'), readWeekdays(v)];
  if (nonStop) return undefined;
  const over = endTime <= startTime ? 1 : 0;
  if (startDay === undefined && endDay === undefined) {
    return { timeZone, startTime, endTime, startDays: weekdays ?? [0, 1, 2, 3, 4, 5, 6], spanDays: over };
  }
  if (weekdays !== undefined)
    v.complain('Weekdays', 'cannot go with StartDay and EndDay: days on which a window begins, or a window of a week');
  if (startDay === undefined) v.complain('StartDay', 'is required with EndDay');
  if (endDay === undefined) v.complain('EndDay', 'is required with StartDay');
  const days = ((endDay ?? 0) - (startDay ?? 0) + 7) % 7;
  return { timeZone, startTime, endTime, startDays: [startDay ?? 0], spanDays: days === 0 ? 7 * over : days };
}

function readZone(v: Values): string {
  const name = v.text('TimeZone', 'UTC');
  try {
    zoneOf(name);
    return name;
  } catch {
    v.complain('TimeZone', `${name} is no time zone; an IANA name such as America/New_York is`);
    return 'UTC';
  }
}

/** Seconds after midnight; a session with a window needs both ends. */
function readTime(v: Values, key: Key, nonStop: boolean): number {
  const text = nonStop ? v.text(key) : v.required(key);
  if (text === undefined || text === '') return 0;
  const match = CLOCK.exec(text);
  if (match === null) {
    v.complain(key, `${text} is not a time of day as HH:MM:SS; its zone goes to TimeZone`);
    return 0;
  }
  return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
}

function readDay(v: Values, key: Key): number | undefined {
  const text = v.text(key);
  return text === undefined ? undefined : dayOf(v, key, text);
}

function readWeekdays(v: Values): readonly number[] | undefined {
  const names = v
    .text('Weekdays')
    ?.split(/[\s,]+/)
    .filter(name => name !== '');
  if (names === undefined) return undefined;
  if (names.length === 0) v.complain('Weekdays', 'names no day');
  const days = new Set(names.map(name => dayOf(v, 'Weekdays', name)));
  return [...days].sort((a, b) => a - b);
}

/** A day by its name or the beginning of it, two letters at least. */
function dayOf(v: Values, key: Key, name: string): number {
  const day = name.length < 2 ? -1 : DAY_NAMES.findIndex(d => d.toLowerCase().startsWith(name.toLowerCase()));
  if (day < 0) v.complain(key, `${name} is no day of the week: Sunday, Mon, ...`);
  return Math.max(day, 0);
}
