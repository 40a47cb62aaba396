import { pathsGate } from '../../../src/run/validate/paths';
import { correlation, gainsByDraw, gainsOf, skill } from '../../../src/run/validate/refits';
import { type Errors, skillOf } from '../../../src/training/data/skill';
import { combinatorialPurged } from '../../../src/validation/stats/splits';

const CLUSTERS = 12;
const spans = Array.from({ length: CLUSTERS }, (_, n) => ({ from: 10 * n, to: 10 * n + 5 }));
const combinatorial = combinatorialPurged(spans, { groups: 3, testGroups: 2, embargo: 0 });

/** Errors where the refit of fold f leaves `left(f, cluster)` of an error of 1. */
const errorsOf = (left: (fold: number, cluster: number) => number): Errors[][] =>
  combinatorial.folds.map((fold, f) => fold.test.map(row => ({ cluster: `c${row}`, rows: 1, model: left(f, row), nothing: 1 })));

test('every path tests every cluster once, and the worst of them counts', () => {
  // three folds of two groups each make two paths; the last fold is the bad one, and each path that it is on has it for one group at least
  const gate = pathsGate(
    errorsOf(fold => (fold === 2 ? 1.4 : 0.9)),
    combinatorial,
    1,
  );
  const means = combinatorial.paths.map(path => path.reduce((sum, f) => sum + (f === 2 ? -0.4 : 0.1), 0) / 3);
  expect([gate.value, gate.verdict === 'pass', combinatorial.paths.length]).toEqual([
    expect.closeTo(Math.min(...means), 9),
    Math.min(...means) > 0,
    2,
  ]);
});

test.each([
  ['better than nothing everywhere', (_f: number, c: number) => 0.8 + c / 100, 'pass'],
  ['worse than nothing everywhere', (_f: number, c: number) => 1.2 + c / 100, 'fail'],
  ['good in some clusters and bad in others', (_f: number, c: number) => (c % 2 === 0 ? 0.5 : 1.6), 'inconclusive'],
  ['as good as nothing', () => 1, 'inconclusive'],
] as const)('a recipe that is %s', (_what, left, verdict) => {
  expect(pathsGate(errorsOf(left), combinatorial, 1).verdict).toBe(verdict);
});

test('gains by cluster have the mean that a card tells as skill, and data without any error have none', () => {
  const errors = [0.5, 1.5, 3].map((nothing, n): Errors => ({ cluster: String(n), rows: 1, model: nothing * 0.9, nothing }));
  const gains = gainsOf(errors);
  expect([gains.reduce((sum, g) => sum + g, 0) / 3, gainsOf([{ cluster: 'a', rows: 1, model: 0, nothing: 0 }])]).toEqual([
    expect.closeTo(skillOf(errors, 1).mean, 12),
    [0],
  ]);
});

const error = (cluster: string, model: number): Errors => ({ cluster, rows: 1, model, nothing: 1 });

test('markets of one seed are one cluster in whatever regime; stretches of recordings stand for themselves', () => {
  const errors = ['calm/7', 'my/windy.yaml/7', 'calm/8', '0:ACME.csv#7', '0:ACME.csv#8'].map((c, n) => error(c, n / 10));
  expect([gainsByDraw(errors), skill(errors, 1).clusters]).toEqual([[[1, 0.9], [0.8], [0.7], [0.6]], 4]);
});

test.each([Number.NaN, null as unknown as number, Number.POSITIVE_INFINITY])(
  'a refit that ran away (%s) is refused, and no gain',
  model => {
    expect(() => gainsOf([error('calm/1', 0.5), error('calm/2', model)])).toThrow(/a refit's error in calm\/2 is not a number/);
  },
);

test('what says the same of every row is like nothing else', () => {
  const of = (a: number[], b: number[]): number => correlation(Float64Array.from(a), Float64Array.from(b));
  expect([of([1, 2, 3], [2, 4, 6]), of([1, 2, 3], [3, 2, 1]), of([1, 1, 1], [1, 2, 3])]).toEqual([
    expect.closeTo(1, 12),
    expect.closeTo(-1, 12),
    Number.NaN,
  ]);
});
