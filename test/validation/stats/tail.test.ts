import fc from 'fast-check';
import { Chance } from '../../../src/training/impact/chance';
import { cvar, cvarDifference, cvarInterval, gainLossInterval, gainLossRatio } from '../../../src/validation/stats/tail';

const UP_TO_100 = Array.from({ length: 100 }, (_, n) => n + 1);

test.each([
  ['the mean of the worst five of a hundred', UP_TO_100, 0.95, 98],
  ['of ten the worst one, though five in a hundred is half of it', UP_TO_100.slice(0, 10), 0.95, 10],
  // 30 (1 - 0.95) = 1.5: 30 whole and 29 by half
  ['a loss on the edge counts in part', UP_TO_100.slice(0, 30), 0.95, (30 + 0.5 * 29) / 1.5],
  ['at level 0 the mean', [3, 1, 2], 0, 2],
  ['gains have a tail too', [-3, -1, -2], 0.5, (-1 + 0.5 * -2) / 1.5],
  ['none', [], 0.95, Number.NaN],
  ['one that is not known', [1, Number.NaN, 2], 0.5, Number.NaN],
])('CVaR: %s', (_what, losses, level, expected) => {
  expect(cvar(losses, level)).toEqual(Number.isNaN(expected) ? expected : expect.closeTo(expected, 9));
});

test('CVaR of normal losses is density(1.645) / 0.05 = 2.063', () => {
  const chance = new Chance('cvar', 1);
  expect(cvar(Array.from({ length: 20_000 }, () => chance.normal()))).toBeCloseTo(2.06, 1);
});

test('CVaR is at least the mean, at most the largest, and moves as its losses do', () => {
  const losses = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(losses, fc.integer({ min: 0, max: 99 }), (of, percent) => {
      const value = cvar(of, percent / 100);
      const mean = of.reduce((sum, x) => sum + x, 0) / of.length;
      const moved = cvar(
        of.map(x => 2 * x + 7),
        percent / 100,
      );
      expect([value >= mean - 1e-9, value <= Math.max(...of) + 1e-9, Math.abs(moved - 2 * value - 7) < 1e-6]).toEqual([
        true,
        true,
        true,
      ]);
    }),
  );
});

test('a level that is none is refused', () => {
  expect(() => cvar([1], 1)).toThrow(new RangeError('level is 1: must be from 0 to below 1'));
});

test.each([
  ['mean gain 3 over mean loss 2', [2, 4, -2, 0], 1.5],
  ['no loss', [1, 0], Number.POSITIVE_INFINITY],
  ['no gain', [-1, 0], 0],
  ['neither', [0], Number.NaN],
  ['one that is not known', [1, -1, Number.NaN], Number.NaN],
])('gain-loss ratio: %s', (_what, advantages, ratio) => {
  expect(gainLossRatio(advantages)).toBe(ratio);
});

test('intervals are by cluster: two orders of a market that say the same say it once', () => {
  const chance = new Chance('tail', 3);
  const own = Array.from({ length: 60 }, () => [chance.normal()]);
  const twice = own.map(([x]) => [x!, x!]);
  const [single, double] = [gainLossInterval(own, 5), gainLossInterval(twice, 5)];
  expect(double).toEqual({
    ...single,
    observations: 120,
    mean: expect.closeTo(single.mean, 9),
    low: expect.closeTo(single.low, 9),
    high: expect.closeTo(single.high, 9),
  });
});

/** Normal losses by market, with a part in common. */
function losses(run: number, count: number, worse = 0): { a: number[][]; b: number[][] } {
  const chance = new Chance('losses', run);
  const a: number[][] = [];
  const b: number[][] = [];
  for (let n = 0; n < count; n++) {
    const common = chance.normal();
    a.push([common + 0.3 * chance.normal() + worse]);
    b.push([common + 0.3 * chance.normal()]);
  }
  return { a, b };
}

test('about 95 of 100 intervals hold the difference of tails, and pairing makes them narrower than one alone', () => {
  const runs = 20;
  const found = Array.from({ length: runs }, (_, run) => {
    const { a, b } = losses(run, 80, 0.5);
    return { difference: cvarDifference(a, b, run), alone: cvarInterval(a, run) };
  });
  const holds = found.filter(({ difference: d }) => d.low <= 0.5 && d.high >= 0.5).length / runs;
  const width = (of: 'difference' | 'alone'): number => found.reduce((sum, f) => sum + f[of].high - f[of].low, 0);
  expect({ holds: holds > 0.8, narrower: width('difference') < 0.8 * width('alone') }).toEqual({ holds: true, narrower: true });
});

test('other numbers of clusters are not paired; one cluster has no interval', () => {
  const N = Number.NaN;
  expect(
    [() => cvarDifference([[1]], [[1], [2]], 1)].map(f => captured(f)).concat(JSON.stringify(cvarInterval([[1, 2]], 1))),
  ).toEqual([
    'RangeError: 1 clusters are held against 2',
    JSON.stringify({ mean: 2, clusters: 1, observations: 2, low: N, high: N, by: 'none' }),
  ]);
});

function captured(of: () => unknown): string {
  try {
    return JSON.stringify(of());
  } catch (error) {
    return String(error);
  }
}
