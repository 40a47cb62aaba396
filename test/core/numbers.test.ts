import fc from 'fast-check';
import {
  addExact,
  type DecimalError,
  decimalsOf,
  divideToText,
  exactFromText,
  formatDecimal,
  mulExact,
  parseDecimal,
} from '../../src/core/numbers';

const scale = fc.integer({ min: 0, max: 15 });
const value = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
/** Decimal text as a peer may write it: signs, leading and trailing zeros, no digit before or after the point. */
const text = fc.stringMatching(/^-?(\d{1,20}\.?\d{0,20}|\.\d{1,20})$/);

/** What parseDecimal should say, by bigint alone. */
function expected(t: string, s: number): number | DecimalError {
  const negative = t.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? t.slice(1) : t).split('.');
  const kept = BigInt(`${whole}${fraction.slice(0, s).padEnd(s, '0')}` || '0');
  if (kept > BigInt(Number.MAX_SAFE_INTEGER)) return 'TooLarge';
  if (/[1-9]/.test(fraction.slice(s))) return 'TooFine';
  return kept === 0n ? 0 : Number(negative ? -kept : kept);
}

describe('decimals', () => {
  test.each([
    ['0.29', 2, 29],
    ['.5', 1, 5],
    ['5.', 1, 50],
    ['-12.50', 2, -1250],
    ['-0', 2, 0],
    ['00100', 0, 100],
    ['1.230000', 2, 123],
    ['90071992547409.91', 2, 9007199254740991],
    ['90071992547409.92', 2, 'TooLarge'],
    ['123456789012345678901234567890', 0, 'TooLarge'],
    ['0.001', 2, 'TooFine'],
    ['', 2, 'NotANumber'],
    ['.', 2, 'NotANumber'],
    ['-', 2, 'NotANumber'],
    ['--1', 2, 'NotANumber'],
    ['+1', 2, 'NotANumber'],
    [' 1', 2, 'NotANumber'],
    ['1e3', 2, 'NotANumber'],
    ['0x10', 2, 'NotANumber'],
    ['1.2.3', 2, 'NotANumber'],
    ['1.001.5', 2, 'NotANumber'],
    ['1.001x', 2, 'NotANumber'],
    ['99999999999999999999x', 2, 'NotANumber'],
    ['99999999999999999999.1.2', 2, 'NotANumber'],
    ['Infinity', 2, 'NotANumber'],
    ['NaN', 2, 'NotANumber'],
  ])('%j at scale %i is %j', (t, s, result) => {
    expect(parseDecimal(t, s)).toBe(result);
  });

  test('what is written is read back, at every scale', () => {
    fc.assert(
      fc.property(value, scale, (v, s) => {
        const written = formatDecimal(v, s);
        expect([parseDecimal(written, s), decimalsOf(written) <= s, /^-?\d+(\.\d*[1-9])?$/.test(written)]).toEqual([
          v === 0 ? 0 : v,
          true,
          true,
        ]);
      }),
    );
  });

  test('every decimal text reads as bigints say', () => {
    fc.assert(fc.property(text, scale, (t, s) => expect(parseDecimal(t, s)).toBe(expected(t, s))));
  });

  test('nothing is a number or an error but what is listed, for any text at all', () => {
    fc.assert(
      fc.property(fc.string(), scale, (t, s) => {
        const got = parseDecimal(t, s);
        const fine = typeof got === 'number' ? Number.isSafeInteger(got) : ['NotANumber', 'TooFine', 'TooLarge'].includes(got);
        expect([fine, got === 'TooFine' ? exactFromText(t) !== undefined : true]).toEqual([true, true]);
      }),
    );
  });
});

describe('exact numbers', () => {
  const exact = fc.record({ n: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale });
  const asText = (e: { n: bigint; scale: number }): string => formatDecimal(e.n, e.scale);

  test('text of any length is read exactly', () => {
    fc.assert(fc.property(exact, e => expect(asText(exactFromText(asText(e))!)).toBe(asText(e))));
  });

  test('sums and products are those of bigints at one scale', () => {
    const at45 = (e: { n: bigint; scale: number }): bigint => e.n * 10n ** BigInt(45 - e.scale);
    fc.assert(
      fc.property(exact, exact, (a, b) =>
        expect([at45(addExact(a, b)), at45(mulExact(a, b))]).toEqual([
          at45(a) + at45(b),
          at45({ n: a.n * b.n, scale: a.scale + b.scale }),
        ]),
      ),
    );
  });

  test.each([
    ['1', '3', 4, '0.3333'],
    ['2', '3', 4, '0.6667'],
    ['-2', '3', 4, '-0.6667'],
    ['0.125', '1', 2, '0.13'],
    ['-0.125', '1', 2, '-0.13'],
    ['1000', '8', 2, '125'],
    ['0', '7', 2, '0'],
    ['0.004', '1', 2, '0'],
    ['-0.004', '1', 2, '0'],
  ])('%s / %s to %i decimals is %s: half away from zero', (a, b, decimals, result) => {
    expect(divideToText(exactFromText(a)!, exactFromText(b)!, decimals)).toBe(result);
  });
});
