import { meanInterval, meanPValue } from '../../../src/core/measures/bootstrap';
import { Chance } from '../../../src/training/impact/chance';
import { holm } from '../../../src/validation/stats/holm';
import { pairedClusters } from '../../../src/validation/stats/power';

test.each([
  // by hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 0.04 raised to what is before it
  ['a worked example', [0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]],
  ['none is above 1', [0.6, 0.7], [1, 1]],
  ['one alone stays', [0.2], [0.2]],
  ['none', [], []],
] as const)('Holm: %s', (_what, p, adjusted) => {
  expect(holm(p)).toEqual(adjusted.map(v => expect.closeTo(v, 12)));
});

test('Holm: a p-value that is none is named', () => {
  expect(() => holm([0.1, Number.NaN])).toThrow(new RangeError('p-value 1 is NaN: must be from 0 to 1'));
});

test('of twenty true nulls Holm calls one false in about one run of twenty, where plain p-values do in most', () => {
  const runs = 400;
  const called = (of: (p: number[]) => number[]): number =>
    Array.from({ length: runs }, (_, run) => {
      const chance = new Chance('holm', run);
      return of(Array.from({ length: 20 }, () => chance.between(0, 1))).some(p => p < 0.05);
    }).filter(Boolean).length / runs;
  const [plain, adjusted] = [called(p => p), called(holm)];
  expect({ plain: plain > 0.55, adjusted: adjusted > 0.02 && adjusted < 0.08 }).toEqual({ plain: true, adjusted: true });
});

test.each([
  // 7.8489 (sd / delta)^2
  [10, 0.3, 0.05, 8721],
  [1, 1, 0.05, 8],
  // (2.5758 + 0.8416)^2
  [1, 0.5, 0.01, 47],
  [1, 0, 0.05, Number.POSITIVE_INFINITY],
])('clusters to find, with sd %d, a mean of %d at %d', (sd, delta, alpha, clusters) => {
  expect(pairedClusters(sd, delta, alpha)).toBe(clusters);
});

test('with as many clusters as planned, a true difference is found in about 8 cases of 10', () => {
  const clusters = pairedClusters(1, 0.35);
  const runs = 200;
  const found = Array.from({ length: runs }, (_, run) => {
    const chance = new Chance('power', run);
    return (
      meanInterval(
        Array.from({ length: clusters }, () => [0.35 + chance.normal()]),
        run,
        200,
      ).low > 0
    );
  }).filter(Boolean).length;
  expect({ clusters, near: Math.abs(found / runs - 0.8) < 0.08 }).toEqual({ clusters: 65, near: true });
});

const observed = (name: string, run: number, count: number, mean: number): number[][] => {
  const chance = new Chance(name, run);
  return Array.from({ length: count }, () => [mean + chance.normal(), mean + chance.normal()]);
};

test.each([
  ['wild-t', 15],
  ['bootstrap', 40],
] as const)('%s: a p-value is below 0.05 where 0 is outside of the interval', (by, count) => {
  const runs = Array.from({ length: 25 }, (_, run) => {
    const own = observed(by, run, count, 0.3);
    const { low, high } = meanInterval(own, run);
    return [meanPValue(own, run), low > 0 || high < 0] as const;
  });
  const odd = runs.filter(([p, outside]) => p < 0.05 !== outside && Math.abs(p - 0.05) > 0.005);
  const shown = runs.filter(([, outside]) => outside).length;
  expect([odd, shown > 5 && shown < 25]).toEqual([[], true]);
});

test.each([
  ['wild-t', 15],
  ['bootstrap', 50],
] as const)('%s: where there is nothing, p-values are spread evenly', (by, count) => {
  const runs = 200;
  const p = Array.from({ length: runs }, (_, run) => meanPValue(observed(by, run, count, 0), run, 200));
  const below = (at: number): number => p.filter(v => v < at).length / runs;
  expect([Math.abs(below(0.05) - 0.05) < 0.04, Math.abs(below(0.5) - 0.5) < 0.1]).toEqual([true, true]);
});

test('one cluster has no p-value, and what is nowhere near 0 has the least that the draws can show', () => {
  const sure = Array.from({ length: 40 }, (_, n) => [10 + (n % 3)]);
  expect([meanPValue([[1, 2]], 1), meanPValue(sure, 1), meanPValue(sure.slice(0, 20), 1)]).toEqual([
    Number.NaN,
    2 / 2001,
    1 / 2001,
  ]);
});
