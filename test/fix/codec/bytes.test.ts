import fc from 'fast-check';
import { parseDecimal } from '../../../src/core/numbers';
import { byteSum, readDecimal, readInt, readUtcMicros } from '../../../src/fix/codec/bytes';
import { latin1 } from '../../../src/fix/codec/latin1';
import { UtcText } from '../../../src/fix/codec/utc-text';
import { runs } from '../../runs';

const of = (text: string) => Buffer.from(text, 'latin1');
const decimalText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789.-'), maxLength: 20 }),
  fc.tuple(fc.maxSafeInteger(), fc.nat(9)).map(([n, d]) => `${n}.${'0'.repeat(d)}`),
  fc.string({ maxLength: 6 }),
);

test('a decimal read from bytes is what parseDecimal reads from the text', () => {
  fc.assert(
    fc.property(decimalText, fc.nat(15), (text, scale) => {
      const buf = of(`|${text}|`);
      expect(readDecimal(buf, 1, buf.length - 1, scale)).toBe(parseDecimal(buf.latin1Slice(1, buf.length - 1), scale));
    }),
    { numRuns: runs(2000) },
  );
});

test('a timestamp written and read again is cut to the precision', () => {
  // Microseconds are exact to the year 2255.
  const micros = fc.integer({ min: 0, max: 9_007_199_253 }).chain(s => fc.nat(999_999).map(f => s * 1_000_000 + f));
  fc.assert(
    fc.property(micros, fc.constantFrom<(0 | 3 | 6 | 9)[]>(0, 3, 6, 9), (at, decimals) => {
      const buf = Buffer.alloc(40);
      const end = new UtcText(decimals).write(buf, 0, at);
      const step = 10 ** Math.max(0, 6 - decimals);
      expect([buf.latin1Slice(0, 19).slice(0, 17), readUtcMicros(buf, 0, end)]).toEqual([
        new Date(at / 1000).toISOString().slice(0, 19).replaceAll('-', '').replace('T', '-'),
        at - (at % step),
      ]);
    }),
    { numRuns: runs(1000) },
  );
});

test.each([
  ['20240229-00:00:00', Date.UTC(2024, 1, 29) * 1000],
  ['20230229-00:00:00', undefined],
  ['20000229-00:00:00', Date.UTC(2000, 1, 29) * 1000],
  ['21000229-00:00:00', undefined],
  ['20240431-00:00:00', undefined],
  ['20241301-00:00:00', undefined],
  ['20240101-24:00:00', undefined],
  ['20240101-23:60:00', undefined],
  ['20240101-23:59:61', undefined],
  ['20240101 23:59:59', undefined],
  ['20240101-23.59.59', undefined],
  ['20240101-23:59:59.', undefined],
  ['20240101-23:59:59.1', Date.UTC(2024, 0, 1, 23, 59, 59) * 1000 + 100_000],
  ['20240101-23:59:59.123456789012', Date.UTC(2024, 0, 1, 23, 59, 59) * 1000 + 123_456],
  ['20240101-23:59:59.1234567890123', undefined],
  ['20240101-23:59:59.12x', undefined],
  ['20240101-23:59', undefined],
  ['2024010--23:59:59', undefined],
])('the timestamp %s', (text, micros) => {
  expect(readUtcMicros(of(text), 0, text.length)).toBe(micros);
});

test.each([
  ['0', 0],
  ['-0', 0],
  ['007', 7],
  ['-12', -12],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['9007199254740992', undefined],
  ['', undefined],
  ['-', undefined],
  ['+1', undefined],
  ['1.0', undefined],
  [' 1', undefined],
])('the int %j', (text, value) => {
  expect(readInt(of(text), 0, text.length)).toBe(value);
});

test('Latin-1 text of every length', () => {
  const buf = Buffer.from(Array.from({ length: 40 }, (_, i) => 250 - i * 5));
  const lengths = Array.from({ length: 40 }, (_, n) => latin1(buf, 1, n + 1));
  expect(lengths).toEqual(lengths.map((_, n) => buf.toString('latin1', 1, n + 1)));
});

test('the sum of bytes, whatever their number', () => {
  const buf = Buffer.from(Array.from({ length: 40 }, (_, i) => (i * 37) % 256));
  const sums = Array.from({ length: 40 }, (_, n) => byteSum(buf, 1, n + 1));
  expect(sums).toEqual(sums.map((_, n) => [...buf.subarray(1, n + 1)].reduce((a, b) => a + b, 0) % 256));
});
