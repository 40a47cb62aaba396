import { Chance } from '../../../src/training/impact/chance';
import {
  deflatedSharpe,
  expectedMaxSharpe,
  luckVariance,
  momentsOf,
  probabilisticSharpe,
  sharpeOf,
} from '../../../src/validation/stats/sharpe';

const normals = (name: string, run: number, count: number, mean = 0): number[] => {
  const chance = new Chance(name, run);
  return Array.from({ length: count }, () => mean + chance.normal());
};

test('moments of a worked example', () => {
  // by hand: deviations -2 -1 0 3 of 1 2 3 6
  expect(momentsOf([1, 2, 3, 6])).toEqual({
    n: 4,
    sharpe: expect.closeTo(3 / Math.sqrt(14 / 3), 12),
    skew: expect.closeTo(18 / 4 / 3.5 ** 1.5, 12),
    kurtosis: expect.closeTo(98 / 4 / 3.5 ** 2, 12),
  });
});

test.each([
  ['zeros', [0, 0, 0], 0],
  ['one value everywhere', [0.1, 0.1, 0.1], Number.NaN],
  ['one alone', [1], Number.NaN],
  ['none', [], Number.NaN],
])('a ratio without a spread: %s', (_what, x, ratio) => {
  expect(sharpeOf(x)).toBe(ratio);
});

// the numerical example of Bailey and Lopez de Prado 2014: five years of days, 250 a year, a yearly ratio of 2.5, skew -3, kurtosis 10, a variance across trials of 1/2 a year
test.each([
  ['100 trials', 100, -3, 10, 0.1132, 0.9004],
  ['46 trials', 46, -3, 10, 0.1, 0.9505],
  ['88 trials of normal returns', 88, 0, 3, 0.1111, 0.9505],
])('the deflated ratio of the paper: %s', (_what, trials, skew, kurtosis, bar, probability) => {
  const sharpe = 2.5 / Math.sqrt(250);
  const expectedMax = expectedMaxSharpe(1 / 2 / 250, trials);
  expect([expectedMax, probabilisticSharpe({ n: 1250, sharpe, skew, kurtosis }, expectedMax)]).toEqual([
    expect.closeTo(bar, 3),
    expect.closeTo(probability, 3),
  ]);
});

test('the best of so many by luck is what it is in a draw of them; of one trial nothing was chosen', () => {
  const bestOf = (count: number): number =>
    Array.from({ length: 800 }, (_, run) => Math.max(...normals(`best ${count}`, run, count))).reduce((sum, x) => sum + x, 0) /
    800;
  expect([10, 50].map(n => Math.abs(expectedMaxSharpe(1, n) - bestOf(n)) < 0.06).concat(expectedMaxSharpe(1, 1) === 0)).toEqual([
    true,
    true,
    true,
  ]);
});

test('the probabilistic ratio is right about as often as it says: a true ratio of 0 is above 0.95 in one case of twenty', () => {
  const runs = 1000;
  const above = Array.from({ length: runs }, (_, run) => probabilisticSharpe(momentsOf(normals('psr', run, 60)), 0)).filter(
    p => p > 0.95,
  ).length;
  expect(Math.abs(above / runs - 0.05)).toBeLessThan(0.02);
});

/** Figures by trial and cluster, with a part in common, each of its own ability. */
function trialsOf(run: number, rho: number, means: readonly number[]): number[][] {
  const common = normals('common', run, 100);
  return means.map((mean, t) => {
    const own = normals(`trial ${t}`, run, 100);
    return own.map((x, c) => mean + Math.sqrt(rho) * common[c]! + Math.sqrt(1 - rho) * x);
  });
}

test.each([0, 0.5, 0.9])("luck's variance is that of the ratios where no trial has any ability (correlation %d)", rho => {
  const means = new Array<number>(20).fill(0);
  const runs = Array.from({ length: 40 }, (_, run) => trialsOf(run, rho, means));
  const spread = (x: readonly number[]): number => {
    const mean = x.reduce((s, v) => s + v, 0) / x.length;
    return x.reduce((s, v) => s + (v - mean) ** 2, 0) / (x.length - 1);
  };
  const mean = (of: (trials: number[][]) => number): number => runs.reduce((s, t) => s + of(t), 0) / runs.length;
  expect(Math.abs(mean(luckVariance) / mean(t => spread(t.map(sharpeOf))) - 1)).toBeLessThan(0.15);
});

test('a good trial among bad ones looks like luck by the spread of the ratios, and not by that of luck', () => {
  const means = Array.from({ length: 40 }, (_, t) => (t < 20 ? 0.5 : -0.5));
  const trials = trialsOf(3, 0.5, means);
  const trialSharpes = trials.map(sharpeOf);
  const returns = trials[trialSharpes.indexOf(Math.max(...trialSharpes))]!;
  const [paper, ours] = [
    deflatedSharpe({ returns, trialSharpes }),
    deflatedSharpe({ returns, trialSharpes, variance: luckVariance(trials) }),
  ];
  expect([paper.probability < 0.5, ours.probability > 0.95, paper.sharpe]).toEqual([true, true, ours.sharpe]);
});

test.each([
  // ML benchmark's planning figures: (2.25 + 1.645)^2 / SR^2
  [0.03, 16_500, 17_100],
  [0.1, 1480, 1560],
])('50 trials and a ratio of %d take so many clusters, were they independent', (sharpe, least, most) => {
  const n = 1000;
  const base = normals('needed', 1, n);
  const { sharpe: own } = momentsOf(base);
  const sd =
    Math.sqrt(base.reduce((s, x) => s + x * x, 0) / n - (base.reduce((s, x) => s + x, 0) / n) ** 2) * Math.sqrt(n / (n - 1));
  const returns = base.map(x => x + (sharpe - own) * sd);
  const { clustersNeeded } = deflatedSharpe({ returns, trialSharpes: [0, sharpe], trials: 50, variance: 1 / n });
  expect([clustersNeeded > least && clustersNeeded < most, clustersNeeded]).toEqual([true, clustersNeeded]);
});

test.each([
  ['a ratio that is not known', { returns: [1, 2], trialSharpes: [0.1, Number.NaN] }, 'the Sharpe ratio of trial 1 is NaN'],
  [
    'a gain that never moves',
    { returns: [1, 1], trialSharpes: [0.1, 0.2] },
    'the selected trial has no Sharpe ratio: one value in all clusters, or fewer than two',
  ],
])('refused: %s', (_what, input, message) => {
  expect(() => deflatedSharpe(input)).toThrow(new RangeError(message));
});

test('trials that were only counted have nothing in common, however alike the known ones are', () => {
  const returns = normals('counted', 1, 101, 0.3);
  const bar = (trials: number, variance: number): number =>
    deflatedSharpe({ returns, trialSharpes: [0.3, 0.3], trials, variance }).expectedMax;
  const apart = expectedMaxSharpe(1 / 100, 50);
  expect([bar(50, 0), bar(50, 1 / 1000), bar(2, 1 / 1000), bar(50, 10)]).toEqual([
    apart,
    apart,
    expectedMaxSharpe(1 / 1000, 2),
    expectedMaxSharpe(10, 2),
  ]);
});

test('a selected trial that is the baseline itself is as likely as not; it never takes more clusters', () => {
  expect(deflatedSharpe({ returns: [0, 0, 0], trialSharpes: [0, 0] })).toEqual({
    sharpe: 0,
    expectedMax: 0,
    probability: 0.5,
    clustersNeeded: Number.POSITIVE_INFINITY,
  });
});
