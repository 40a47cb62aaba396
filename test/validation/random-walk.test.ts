import { treesSum } from '../../src/core/learned/trees';
import { type Interval, meanInterval } from '../../src/core/measures/bootstrap';
import { GBDT_DEFAULTS } from '../../src/training/gbdt/options';
import { trainGbdt } from '../../src/training/gbdt/train';
import { Chance } from '../../src/training/impact/chance';
import { combinatorialPurged, type Fold, purgedKFold, type Span, walkForward } from '../../src/validation/stats/splits';
import { shuffledKFold } from './shuffled';

/** Rows of a walk, and how many rows ahead a label looks: labels of neighbours are nearly the same. */
const ROWS = 1000;
const HORIZON = 50;
const SEEDS = 8;

/** A market in which nothing can be foretold, and what is seen of it: its level and slow averages, all of which hardly move from row to row. */
interface Walk {
  readonly columns: readonly Float32Array[];
  readonly y: Float64Array;
  readonly spans: readonly Span[];
}

function walkOf(seed: number): Walk {
  const chance = new Chance('random walk', seed);
  const level = new Float64Array(ROWS + HORIZON);
  for (let n = 1; n < level.length; n++) level[n] = level[n - 1]! + chance.normal();
  const average = (weight: number): Float32Array => {
    let value = 0;
    return Float32Array.from({ length: ROWS }, (_, n) => (value += weight * (level[n]! - value)));
  };
  return {
    columns: [Float32Array.from(level.subarray(0, ROWS)), average(0.05), average(0.02), average(0.005)],
    y: Float64Array.from({ length: ROWS }, (_, n) => level[n + HORIZON]! - level[n]!),
    spans: Array.from({ length: ROWS }, (_, n) => ({ from: n, to: n + HORIZON })),
  };
}

/** Part of the squared error of the training mean that trees take away on rows that they were not fitted to. */
function skillOf({ columns, y }: Walk, folds: readonly Fold[]): number {
  let [left, whole] = [0, 0];
  const row = new Float32Array(columns.length);
  for (const { train, test } of folds) {
    const fitted = Uint8Array.from(y, () => 0);
    for (const n of train) fitted[n] = 1;
    const set = { columns: columns.map(c => c.filter((_, n) => fitted[n] === 1)), y: y.filter((_, n) => fitted[n] === 1) };
    const { trees } = trainGbdt(set, { ...GBDT_DEFAULTS, trees: 30, leaves: 15, learningRate: 0.2, bins: 64 });
    const mean = set.y.reduce((sum, v) => sum + v, 0) / set.y.length;
    for (const n of test) {
      for (let f = 0; f < row.length; f++) row[f] = columns[f]![n]!;
      left += (y[n]! - treesSum(trees, row)) ** 2;
      whole += (y[n]! - mean) ** 2;
    }
  }
  return 1 - left / whole;
}

const EMBARGO = HORIZON;
const SPLITS: Readonly<Record<string, (spans: readonly Span[], seed: number) => readonly Fold[]>> = {
  shuffled: (spans, seed) => shuffledKFold(spans.length, 5, seed),
  'purged k-fold': spans => purgedKFold(spans, { folds: 5, embargo: EMBARGO }),
  'combinatorial purged': spans => combinatorialPurged(spans, { groups: 5, testGroups: 2, embargo: EMBARGO }).folds,
  'walk-forward': spans => walkForward(spans, { train: 300, test: 150, embargo: EMBARGO, anchored: true }),
};

/** R2 of a walk a cluster. */
const skill = (name: string): Interval =>
  meanInterval(
    Array.from({ length: SEEDS }, (_, seed) => {
      const walk = walkOf(seed);
      return [skillOf(walk, SPLITS[name]!(walk.spans, seed))];
    }),
    1,
  );

test('on a random walk shuffled folds show a skill that is not there', () => {
  const { low, high } = skill('shuffled');
  expect({ above: low > 0.4, below: high < 1 }).toEqual({ above: true, below: true });
});

test.each(['purged k-fold', 'combinatorial purged', 'walk-forward'])('on a random walk %s shows none', name => {
  const { low, clusters } = skill(name);
  expect({ none: low <= 0, clusters }).toEqual({ none: true, clusters: SEEDS });
});
