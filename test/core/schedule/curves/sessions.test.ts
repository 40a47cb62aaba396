import fc from 'fast-check';
import { dayFromText } from '../../../../src/core/civil';
import type { Micros } from '../../../../src/core/numbers';
import { MarketCalendar } from '../../../../src/core/reference/calendar';
import { sessionOn, sessionsIn, slotEdges } from '../../../../src/core/schedule/curves/sessions';
import { newYork, utc } from './calendar';

const day = (text: string): number => dayFromText(text)!;

test('the sessions of a window: a weekend and a holiday have none, a half day a short one, by the clocks of the market', () => {
  const found = sessionsIn(newYork(), utc('2026-11-25T20:00'), utc('2026-11-30T15:00'));
  expect(found).toEqual([
    { day: day('2026-11-25'), start: utc('2026-11-25T14:30'), end: utc('2026-11-25T21:00'), open: 34_200, close: 57_600 },
    { day: day('2026-11-27'), start: utc('2026-11-27T14:30'), end: utc('2026-11-27T18:00'), open: 34_200, close: 46_800 },
    { day: day('2026-11-30'), start: utc('2026-11-30T14:30'), end: utc('2026-11-30T21:00'), open: 34_200, close: 57_600 },
  ]);
});

test('clocks that change: the same session is an hour earlier in UTC', () => {
  const calendar = newYork();
  const starts = [day('2026-03-06'), day('2026-03-09')].map(d => sessionOn(calendar, d)!.start);
  expect(starts).toEqual([utc('2026-03-06T14:30'), utc('2026-03-09T13:30')]);
});

test('a session that only touches the window is none of it, a day without phases has none', () => {
  const calendar = newYork();
  expect([
    sessionsIn(calendar, utc('2026-11-25T21:00'), utc('2026-11-27T14:30')),
    sessionOn(calendar, day('2026-11-26')),
    sessionOn(new MarketCalendar({ market: 'M', zone: 'UTC', phases: [], special: [] }), day('2026-11-25')),
  ]).toEqual([[], undefined, undefined]);
});

test('slots of equal trading time: the night is inside one and takes nothing of it', () => {
  const [start, end] = [utc('2026-11-23T20:00'), utc('2026-11-24T15:30')];
  const edges = slotEdges(start, end, 4, sessionsIn(newYork(), start, end));
  expect(edges).toEqual(['23T20:00', '23T20:30', '23T21:00', '24T15:00', '24T15:30'].map(t => utc(`2026-11-${t}`)));
});

test('a window before the open begins when it was asked to, and its first slot has as much trading time as the others', () => {
  const [start, end] = [utc('2026-11-23T12:00'), utc('2026-11-23T21:30')];
  const edges = slotEdges(start, end, 2, sessionsIn(newYork(), start, end));
  expect(edges).toEqual([start, utc('2026-11-23T17:45'), end]);
});

test.each([
  ['no sessions', []],
  ['a session with too few microseconds', [{ start: 1000, end: 1002 }]],
  ['a session elsewhere', [{ start: 9000, end: 9900 }]],
])('%s: slots by the clock', (_, sessions) => {
  expect(slotEdges(0, 4000, 4, sessions)).toEqual([0, 1000, 2000, 3000, 4000]);
});

test('a window with no room for its slots is a bug', () => {
  expect(() => slotEdges(0, 3, 4)).toThrow(new RangeError('a window of 3 us has no room for 4 slots'));
});

test('edges rise, and every slot has its part of the trading time to a microsecond', () => {
  const arbitrary = fc.record({
    gaps: fc.array(fc.tuple(fc.integer({ min: 1, max: 1e10 }), fc.integer({ min: 1, max: 3e10 })), { maxLength: 6 }),
    from: fc.nat(1e10),
    length: fc.integer({ min: 1000, max: 1e11 }),
    slots: fc.integer({ min: 1, max: 200 }),
  });
  fc.assert(
    fc.property(arbitrary, ({ gaps, from, length, slots }) => {
      let at = 0;
      const sessions = gaps.map(([closed, open]) => ({ start: (at += closed), end: (at += open) }));
      const edges = slotEdges(from, from + length, slots, sessions);
      const trading = (a: Micros, b: Micros): number =>
        sessions.reduce((sum, s) => sum + Math.max(0, Math.min(s.end, b) - Math.max(s.start, a)), 0);
      const all = trading(from, from + length);
      const measure = all < slots ? (a: Micros, b: Micros) => b - a : trading;
      const whole = measure(from, from + length);
      return (
        edges.length === slots + 1 &&
        edges[0] === from &&
        edges[slots] === from + length &&
        edges.every((edge, n) => Number.isInteger(edge) && (n === 0 || edge > edges[n - 1]!)) &&
        edges.every((edge, n) => measure(from, edge) === Math.floor((whole * n) / slots))
      );
    }),
  );
});
