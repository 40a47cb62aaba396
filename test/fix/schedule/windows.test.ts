import fc from 'fast-check';
import { zoneOf } from '../../../src/core/zone';
import { type Schedule, type Window, windowFor } from '../../../src/fix/schedule/windows';
import { runs } from '../../runs';
import { changes, offsetOf, ZONES } from './clocks';

const MINUTE = 60;
const DAY = 86_400;
const YEARS = [2023, 2024, 2025, 2026, 2027];

/** First minute at which clocks read `wall` or later, found by looking at one minute behind another. */
function firstMinute(zone: string, wall: number): number {
  let t = wall - 16 * 3600;
  while (t + offsetOf(zone, t) < wall) t += MINUTE;
  return t;
}

/** What windowFor says, by listing the windows around and taking the first that is not over. */
function expected(schedule: Schedule, second: number): Window {
  const today = Math.floor(second / DAY);
  for (let day = today - 10; ; day++) {
    if (!schedule.startDays.includes(new Date(day * DAY * 1000).getUTCDay())) continue;
    const start = firstMinute(schedule.timeZone, day * DAY + schedule.startTime);
    const end = firstMinute(schedule.timeZone, (day + schedule.spanDays) * DAY + schedule.endTime);
    if (end > start && end > second) return { start: start * 1e6, end: end * 1e6 };
  }
}

const minuteOfDay = fc.oneof(fc.nat(1439), fc.integer({ min: 0, max: 240 })).map(m => m * MINUTE);
/** Any second of these years, and often one within two days of a change of the clocks. */
const moment = (zone: string) => {
  const anywhere = fc.integer({ min: Date.UTC(2023, 0, 12) / 1000, max: Date.UTC(2027, 11, 1) / 1000 });
  const turns = changes(zone, YEARS);
  if (turns.length === 0) return anywhere;
  const near = fc.tuple(fc.constantFrom(...turns), fc.integer({ min: -2 * DAY, max: 2 * DAY })).map(([turn, off]) => turn + off);
  return fc.oneof(anywhere, { arbitrary: near, weight: 3 });
};
const schedule = (timeZone: string): fc.Arbitrary<Schedule> =>
  fc
    .tuple(minuteOfDay, minuteOfDay, fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }), fc.integer({ min: 0, max: 6 }))
    .map(([startTime, endTime, days, span]) => {
      const over = endTime <= startTime ? 1 : 0;
      // a week's window begins on one day; a day's may begin on several
      const weekly = span > over;
      return { timeZone, startTime, endTime, startDays: weekly ? days.slice(0, 1) : days, spanDays: weekly ? span : over };
    });

describe('session windows', () => {
  test.each(ZONES)('in %s are where the law of the clocks puts them', zone => {
    fc.assert(
      fc.property(schedule(zone), moment(zone), (s, second) => {
        expect(windowFor(s, second * 1e6)).toEqual(expected(s, second));
      }),
      { numRuns: runs(150) },
    );
  });

  test.each(ZONES)('in %s: the platform knows the same offsets', zone => {
    const looked = changes(zone, YEARS).concat(YEARS.map(year => Date.UTC(year, 6, 1) / 1000));
    const seconds = looked.flatMap(t => [t - 1, t, t + 1]);
    expect(seconds.map(t => zoneOf(zone).offsetAt(t))).toEqual(seconds.map(t => offsetOf(zone, t)));
  });

  const at = (text: string): number => Date.parse(`${text}Z`) * 1000;
  const told = ({ start, end }: Window): string =>
    [start, end].map(t => new Date(t / 1000).toISOString().slice(0, 16)).join(' to ');
  const hours = (timeZone: string, start: string, end: string, startDays = [0, 1, 2, 3, 4, 5, 6], spanDays = 0): Schedule => {
    const seconds = (text: string): number => Number(text.slice(0, 2)) * 3600 + Number(text.slice(3)) * 60;
    return { timeZone, startTime: seconds(start), endTime: seconds(end), startDays, spanDays };
  };
  const NY = 'America/New_York';

  test.each([
    ['a trading day', hours(NY, '09:30', '16:00'), '2026-01-05T15:00', '2026-01-05T14:30 to 2026-01-05T21:00'],
    ['before it opens, the next', hours(NY, '09:30', '16:00'), '2026-01-05T14:29:59', '2026-01-05T14:30 to 2026-01-05T21:00'],
    ['at its end, the next', hours(NY, '09:30', '16:00'), '2026-01-05T21:00', '2026-01-06T14:30 to 2026-01-06T21:00'],
    [
      'over midnight',
      hours(NY, '18:00', '17:00', [0, 1, 2, 3, 4], 1),
      '2026-01-06T03:00',
      '2026-01-05T23:00 to 2026-01-06T22:00',
    ],
    [
      'weekdays: the weekend is closed',
      hours(NY, '09:30', '16:00', [1, 2, 3, 4, 5]),
      '2026-01-09T21:00',
      '2026-01-12T14:30 to 2026-01-12T21:00',
    ],
    ['a week', hours(NY, '17:00', '17:00', [0], 5), '2026-01-08T03:00', '2026-01-04T22:00 to 2026-01-09T22:00'],
    ['seven days', hours('UTC', '00:00', '00:00', [0], 7), '2026-01-08T03:00', '2026-01-04T00:00 to 2026-01-11T00:00'],
    [
      'spring: a start that clocks skip is the jump',
      hours(NY, '02:30', '16:00'),
      '2026-03-08T03:00',
      '2026-03-08T07:00 to 2026-03-08T20:00',
    ],
    [
      'spring: an end that clocks skip is the jump',
      hours(NY, '22:00', '02:30', [6], 1),
      '2026-03-08T03:00',
      '2026-03-08T03:00 to 2026-03-08T07:00',
    ],
    [
      'spring: a window that clocks skip is not one',
      hours(NY, '02:10', '02:40'),
      '2026-03-08T06:00',
      '2026-03-09T06:10 to 2026-03-09T06:40',
    ],
    [
      'spring: a day of 23 hours',
      hours(NY, '00:00', '00:00', [0], 1),
      '2026-03-08T05:00',
      '2026-03-08T05:00 to 2026-03-09T04:00',
    ],
    [
      'autumn: a start that comes twice is the first',
      hours(NY, '01:30', '16:00'),
      '2026-11-01T05:00',
      '2026-11-01T05:30 to 2026-11-01T21:00',
    ],
    [
      'autumn: an end that comes twice is the first',
      hours(NY, '22:00', '01:30', [6], 1),
      '2026-11-01T05:00',
      '2026-11-01T02:00 to 2026-11-01T05:30',
    ],
    [
      'autumn: a day of 25 hours',
      hours(NY, '00:00', '00:00', [0], 1),
      '2026-11-01T05:00',
      '2026-11-01T04:00 to 2026-11-02T05:00',
    ],
    [
      'half an hour on Lord Howe',
      hours('Australia/Lord_Howe', '02:15', '16:00'),
      '2026-10-03T15:00',
      '2026-10-03T15:30 to 2026-10-04T05:00',
    ],
  ])('%s', (_, s, when, window) => expect(told(windowFor(s, at(when)))).toBe(window));
});
