import type { Micros } from '../../core/numbers';
import { type Zone, zoneOf } from '../../core/zone';
import type { SessionSettings } from '../settings/settings';
import type { ExplainedKey } from '../settings/values';
import { clockText, momentText } from './text';
import { type Schedule, type Window, windowFor } from './windows';

const KEYS = ['NonStopSession', 'TimeZone', 'StartTime', 'EndTime', 'StartDay', 'EndDay', 'Weekdays'];
const DAY = 86_400;
const SECOND = 1_000_000;
/** Clocks that do not change within this many days do not change. */
const LOOK_AHEAD = 366;

/** A key with its value and where it came from: `StartTime=08:00:00 (a.cfg:7)`. */
const keyText = ({ key, value, from }: ExplainedKey): string =>
  value === '' ? `${key} is not set` : `${key}=${value} (${from})`;

/**
 * When a session is open, for people, a fact a line: its schedule's keys, whether `at` is inside a window and which, the next one, and what the next change
 * of the clocks does to it.
 */
export function explainSchedule(settings: SessionSettings, at: Micros): string[] {
  const { schedule } = settings;
  const keys = KEYS.flatMap(key => settings.keys.filter(k => k.key === key)).map(keyText);
  if (schedule === undefined) return [...keys, 'open always: numbers go on until a reset is asked for'];
  const { timeZone } = schedule;
  const now = windowFor(schedule, at);
  const next = windowFor(schedule, now.end);
  const inside = now.start <= at;
  return [
    ...keys,
    inside ? `open since ${momentText(now.start, timeZone)}` : `closed; opens ${momentText(now.start, timeZone)}`,
    `${inside ? 'ends' : 'and ends'} ${momentText(now.end, timeZone)}; numbers go back to 1 then`,
    `the next: ${momentText(next.start, timeZone)} to ${momentText(next.end, timeZone)}`,
    ...clockChange(schedule, at),
  ];
}

/** What the next change of the clocks does: when and by how much, a start or end it skips or repeats, a window it makes longer or shorter. */
function clockChange(schedule: Schedule, at: Micros): string[] {
  const { timeZone } = schedule;
  const zone = zoneOf(timeZone);
  const turn = nextChange(zone, Math.floor(at / SECOND));
  if (turn === undefined) return [`clocks in ${timeZone} do not change`];
  const before = turn + zone.offsetAt(turn - 1);
  const after = zone.wallAt(turn);
  const way = after > before ? 'forward' : 'back';
  const lines = [`clocks go ${way} from ${clockText(before)} to ${clockText(after)} on ${momentText(turn * SECOND, timeZone)}`];
  for (const [key, time] of [
    ['StartTime', schedule.startTime],
    ['EndTime', schedule.endTime],
  ] as const) {
    const wall = Math.floor(before / DAY) * DAY + time;
    if (wall >= before && wall < after)
      lines.push(`${key} ${clockText(wall)} is skipped that day: the moment they change counts`);
    if (wall >= after && wall < before) lines.push(`${key} ${clockText(wall)} comes twice that day: the first counts`);
  }
  const window = windowFor(schedule, turn * SECOND);
  if (window.start < turn * SECOND) lines.push(`the window over the change lasts ${hoursText(window)}`);
  return lines;
}

/** First second after `from` with another offset; undefined where there is none within a year. */
function nextChange(zone: Zone, from: number): number | undefined {
  const offset = zone.offsetAt(from);
  for (let t = from; t < from + LOOK_AHEAD * DAY; t += 7 * DAY) {
    if (zone.offsetAt(t + 7 * DAY) !== offset) return zone.changeBetween(t, t + 7 * DAY);
  }
  return undefined;
}

const hoursText = ({ start, end }: Window): string => {
  const minutes = Math.round((end - start) / SECOND / 60);
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${Math.floor(minutes / 60)} hours and ${minutes % 60} minutes`;
};
