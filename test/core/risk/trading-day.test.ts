import fc from 'fast-check';
import type { DaySpec } from '../../../src/core/risk/trading-day';
import { TradingDay } from '../../../src/core/risk/trading-day';
import { OMS, Rig, SECOND } from '../rig';

const NEW_YORK: DaySpec = { timeZone: 'America/New_York', ends: '17:00' };
const us = (text: string): number => Date.parse(text) * 1000;
const end = (spec: DaySpec | undefined, at: string): string =>
  new Date(new TradingDay(spec).endAfter(us(at)) / 1000).toISOString();

test.each<[string, DaySpec | undefined, string, string]>([
  ['UTC where nothing is said', undefined, '2026-01-05T10:00:00Z', '2026-01-06T00:00:00.000Z'],
  ['at its very end the next begins', undefined, '2026-01-06T00:00:00Z', '2026-01-07T00:00:00.000Z'],
  ['New York in winter', NEW_YORK, '2026-01-05T10:00:00Z', '2026-01-05T22:00:00.000Z'],
  ['New York in summer', NEW_YORK, '2026-07-06T10:00:00Z', '2026-07-06T21:00:00.000Z'],
  ['after its end', NEW_YORK, '2026-01-05T22:00:00Z', '2026-01-06T22:00:00.000Z'],
  ['over the change of clocks', NEW_YORK, '2026-03-07T22:00:00Z', '2026-03-08T21:00:00.000Z'],
  ['a time that is skipped', { ...NEW_YORK, ends: '02:30' }, '2026-03-08T00:00:00Z', '2026-03-08T07:00:00.000Z'],
  ['a time that comes twice', { ...NEW_YORK, ends: '01:30' }, '2026-11-01T00:00:00Z', '2026-11-01T05:30:00.000Z'],
  [
    'far east, with seconds',
    { timeZone: 'Pacific/Auckland', ends: '16:45:30' },
    '2026-01-05T10:00:00Z',
    '2026-01-06T03:45:30.000Z',
  ],
])('%s', (_what, spec, at, wanted) => {
  expect(end(spec, at)).toBe(wanted);
});

test('days follow each other without a hole, and none is longer than 25 hours', () => {
  const start = us('2026-01-01T00:00:00Z');
  fc.assert(
    fc.property(
      fc.constantFrom('UTC', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'Pacific/Auckland'),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 400 * 86_400 }),
      (timeZone, hour, second) => {
        const day = new TradingDay({ timeZone, ends: `${String(hour).padStart(2, '0')}:30` });
        const at = start + second * SECOND;
        const ends = day.endAfter(at);
        const hours = (day.endAfter(ends) - ends) / SECOND / 3600;
        expect([ends > at, day.endAfter(ends - 1) === ends, hours >= 23 && hours <= 25]).toEqual([true, true, true]);
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  [{ timeZone: 'Mars/Olympus', ends: '17:00' }, "limits.day.timeZone: 'Mars/Olympus' is no time zone, such as America/New_York"],
  [{ timeZone: 'UTC', ends: '24:00' }, "limits.day.ends: '24:00' is no time of day, HH:MM"],
  [{ timeZone: 'UTC', ends: '5pm' }, "limits.day.ends: '5pm' is no time of day, HH:MM"],
])('%j is refused', (spec, wanted) => {
  expect(() => new TradingDay(spec)).toThrow(wanted);
});

describe('counters of the day', () => {
  const HALF_PAST = { timeZone: 'Europe/Berlin', ends: '11:30' };
  const counted = (r: Rig): number => r.books.levels.of('session', OMS).exposure.day.messages;
  /** The story begins at 10:00 UTC, which is 11:00 in Berlin. */
  const rig = (): Rig => Rig.ready({ levels: { day: HALF_PAST } }).order('a');

  test('begin anew at the end that is set, and not at another', () => {
    const r = rig().until(1799).order('b');
    const before = counted(r);
    r.until(1800).order('c');
    const after = counted(r);
    r.until(15 * 3600).order('d');
    expect([before, after, counted(r)]).toEqual([2, 1, 2]);
  });

  test('an end that is changed while the day is under way holds for it', () => {
    const r = rig();
    const limits = { firm: {}, day: { ...HALF_PAST, ends: '11:10' } };
    r.post({ type: 'LimitsChanged', by: 'ana', reason: 'x', source: 'f', limits }).order('b');
    const before = counted(r);
    r.until(601).order('c');
    expect([before, counted(r)]).toEqual([2, 1]);
  });

  test('a restart keeps the day, and a day that ended meanwhile is over', () => {
    const r = rig();
    const same = new Rig({ levels: { day: HALF_PAST }, recorded: r.turns });
    const kept = counted(same);
    same.until(1800).order('b');
    expect([kept, counted(same)]).toEqual([1, 1]);
  });
});
