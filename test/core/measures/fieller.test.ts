import { ratioOfMeans } from '../../../src/core/measures/fieller';
import { Chance } from '../../../src/training/impact/chance';

/** Pairs with means 0.9 `under` and `under`, noise of which most is common to both. */
function pairs(seed: number, n: number, under: number): [number[], number[]] {
  const chance = new Chance('fieller', seed);
  const rows = Array.from({ length: n }, () => [chance.normal(), chance.normal()] as const);
  return [rows.map(([both, own]) => 0.9 * under + both + 0.3 * own), rows.map(([both]) => under + both)];
}

test('an interval of a ratio holds the truth 19 times of 20', () => {
  const held = Array.from({ length: 1000 }, (_, seed) => {
    const found = ratioOfMeans(...pairs(seed, 200, 0.5));
    return found !== 'not identified' && found.low <= 0.9 && found.high >= 0.9;
  }).filter(Boolean).length;
  expect([held > 930, held < 970]).toEqual([true, true]);
});
test.each([
  ['a denominator that may be 0', pairs(1, 200, 0)],
  ['too few pairs', pairs(1, 20, 5)],
  ['a denominator that is 0', [new Array(50).fill(1), new Array(50).fill(0)] as [number[], number[]]],
])('%s: not identified', (_, [over, under]) => {
  expect(ratioOfMeans(over, under)).toBe('not identified');
});
test('the same over the same is 1, without doubt', () => {
  const [, under] = pairs(2, 100, 5);
  expect(ratioOfMeans(under, under)).toEqual({ ratio: 1, low: expect.closeTo(1, 9), high: expect.closeTo(1, 9) });
});
test('lists of different lengths are a bug', () => {
  expect(() => ratioOfMeans([1], [1, 2])).toThrow('1 observations over 2');
});
