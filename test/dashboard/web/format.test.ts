import { side, status } from '../../../src/dashboard/web/format/fix';
import { bps, bytes, compact, fixed, grouped, percent, share, short } from '../../../src/dashboard/web/format/number';
import { ago, duration, timeOfDay, utc } from '../../../src/dashboard/web/format/time';

test('numbers are told in thousands, with their units, and nothing stays nothing', () => {
  const told = {
    grouped: ['1234567.50', '-1000', '0.1', 12, '', null, undefined, '1e9', '<b>'].map(grouped),
    short: ['99.99903125', '100.5', '-3110165.625', null, '1.23x45678'].map(n => short(n, 4)),
    fixed: [1234.567, Number.NaN, null].map(n => fixed(n, 2)),
    bps: [1.25, -0.4, 0, null].map(n => bps(n)),
    percent: [0.125, 0, null].map(n => percent(n)),
    compact: [999, 1000, 1_234_567, -2.5e9, Number.POSITIVE_INFINITY].map(compact),
    bytes: [0, 1_200, 123_456_789].map(bytes),
    share: [share(1, 4), share(5, 4), share(-1, 4), share(1, 0)],
  };
  expect(told).toEqual({
    grouped: ['1,234,567.50', '−1,000', '0.1', '12', '–', '–', '–', '1e9', '<b>'],
    short: ['99.9990', '100.5', '−3,110,165.625', '–', '1.23x45678'],
    fixed: ['1,234.57', '–', '–'],
    bps: ['+1.3', '−0.4', '0.0', '–'],
    percent: ['12.5 %', '0.0 %', '–'],
    compact: ['999', '1k', '1.23m', '−2.5bn', '–'],
    bytes: ['0 B', '1.2 kB', '123 MB'],
    share: [0.25, 1, 0, 0],
  });
});

test('lengths of time are told in the unit that reads best', () => {
  const lengths = [0, 850.4, 1250, 999_999, 12_000_000, 180e6, 7_500e6, 200 * 3_600e6, null, Number.NaN];
  expect(lengths.map(duration)).toEqual([
    '0 µs',
    '850 µs',
    '1.25 ms',
    '1000 ms',
    '12.0 s',
    '3 min',
    '2 h 5 min',
    '8 d',
    '–',
    '–',
  ]);
});

test('a moment is told in a zone, and whole in UTC', () => {
  const at = Date.UTC(2026, 0, 5, 14, 30, 1, 250) * 1000;
  const told = [
    timeOfDay(at, { zone: 'America/New_York' }),
    timeOfDay(at, { zone: 'UTC', millis: true }),
    utc(at),
    timeOfDay(null),
    utc(undefined),
  ];
  const since = [ago(at, at + 5e5), ago(at, at + 5e6), ago(null, at)];
  expect([...told, ...since]).toEqual([
    '09:30:01',
    '14:30:01.250',
    '2026-01-05 14:30:01.250 UTC',
    '–',
    '',
    'now',
    '5.0 s ago',
    '–',
  ]);
});

test('codes of FIX are told in words, and unknown ones as they came', () => {
  expect([side('1'), side('5'), side('Z'), status('PartiallyFilled'), status('New')]).toEqual([
    'Buy',
    'Short',
    'Z',
    'Partially filled',
    'New',
  ]);
});
