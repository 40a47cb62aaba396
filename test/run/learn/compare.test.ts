import type { LearnedModel } from '../../../src/core/learned/model';
import { compareSkill, type TestSample } from '../../../src/run/learn/compare';

const TARGET = { name: 'drift', horizon: 60 } as const;

/** A model that says so many times its one feature; within -2 to 2 it is asked. */
const times = (weight: number, feature = 'imbalance1', fill: number | null = null): LearnedModel => ({
  name: 'm',
  features: [{ name: feature, units: '', fill, low: -2, high: 2 }],
  targets: [TARGET],
  members: [
    { kind: 'linear', mean: Float32Array.of(0), weights: Float32Array.of(weight), bias: Float32Array.of(0), logistic: [false] },
  ],
  gate: [1],
});

/** Days of which each row's drift is its feature. */
const day = (cluster: string, x: readonly number[], y: readonly number[] = x, after = Number.NEGATIVE_INFINITY): TestSample => ({
  cluster,
  after,
  sample: {
    cluster,
    at: Float64Array.from(x, (_, i) => i),
    x: [Float32Array.from(x)],
    y: [Float32Array.from(y)],
    calm: Float32Array.from(x, () => 1),
    states: [],
  },
});
const TERMS = { features: ['imbalance1'], targets: [TARGET], nothing: [0], seed: 1 };
const round = (v: number): number => Number(v.toFixed(9));
const of = (before: LearnedModel, challenger: LearnedModel, days: readonly TestSample[]) => {
  const [found] = compareSkill(before, challenger, days, TERMS);
  if (!found) return undefined;
  const { before: b, challenger: c, difference, rows, unasked } = found;
  return {
    before: round(b),
    challenger: round(c),
    difference: round(difference.mean),
    clusters: difference.clusters,
    rows,
    unasked,
  };
};

test.each([
  [
    'one that knows all, against one that knows nothing',
    times(0),
    times(1),
    [day('a', [1, -1]), day('b', [1, 0.5])],
    { before: 0, challenger: 1, difference: 1, clusters: 2, rows: 4, unasked: { before: 0, challenger: 0 } },
  ],
  [
    'one that says twice too much is no better than nothing',
    times(1),
    times(2),
    [day('a', [1, -1])],
    { before: 1, challenger: 0, difference: -1, clusters: 1, rows: 2, unasked: { before: 0, challenger: 0 } },
  ],
  [
    'out of its range it is not asked, and says nothing',
    times(1),
    times(1),
    [day('a', [1, 3])],
    { before: 0.1, challenger: 0.1, difference: 0, clusters: 1, rows: 2, unasked: { before: 0.5, challenger: 0.5 } },
  ],
  [
    'what it lacks is filled by its own fill, or it is not asked',
    times(1, 'depth', 0.5),
    times(1, 'depth'),
    [day('a', [1, 1], [0.5, 0.5])],
    { before: 1, challenger: 0, difference: -1, clusters: 1, rows: 2, unasked: { before: 0, challenger: 1 } },
  ],
  [
    'rows without a label, and those that the model before has seen, are left out',
    times(0),
    times(1),
    [day('a', [1, 1, 1], [1, Number.NaN, 1], 0)],
    { before: 0, challenger: 1, difference: 1, clusters: 1, rows: 1, unasked: { before: 0, challenger: 0 } },
  ],
])('skill of two models: %s', (_, before, challenger, days, wanted) => {
  expect(of(before, challenger, days)).toEqual(wanted);
});

test('of one day there is no interval, of several there is; where nothing is left nothing is said', () => {
  const days = ['a', 'b', 'c', 'd'].map((name, n) => day(name, [1, -1, 0.1 * n]));
  const interval = (of: readonly TestSample[]) => {
    const [found] = compareSkill(times(0), times(1), of, TERMS);
    return found && [found.difference.low !== null && found.difference.low > 0.9, found.difference.by];
  };
  expect([interval(days.slice(0, 1)), interval(days), interval([])]).toEqual([[false, 'none'], [true, 'wild-t'], undefined]);
});
