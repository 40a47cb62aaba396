import { friedman, r2 } from '../../../bench/friedman';
import { GBDT_DEFAULTS, type GbdtOptions } from '../../../src/training/gbdt/options';
import { type GbdtSet, trainGbdt } from '../../../src/training/gbdt/train';
import { Chance } from '../../../src/training/impact/chance';
import { sharedColumns } from '../../../src/training/shared';
import { TrainingError, type TrainingSet } from '../../../src/training/training-set';
import { partOf, saidByTrees } from '../said';

const options = (over: Partial<GbdtOptions> = {}): GbdtOptions => ({ ...GBDT_DEFAULTS, trees: 60, leaves: 15, ...over });
/** Rows by a law of two columns, and noise. */
function rows(seed: number, n: number, law: (a: number, b: number, chance: Chance) => number): TrainingSet {
  const chance = new Chance('rows', seed);
  const [a, b] = [new Float32Array(n), new Float32Array(n)];
  const y = Float64Array.from({ length: n }, (_, i) => {
    a[i] = chance.between(-1, 1);
    b[i] = chance.between(-1, 1);
    return law(a[i]!, b[i]!, chance);
  });
  return { columns: [a, b], y };
}

describe('squares', () => {
  const set = friedman(1, 3000, 8);
  const test_ = friedman(2, 3000, 8);
  test('of a known law: nearly what can be explained is explained on other rows', () => {
    const { trees } = trainGbdt(set, options());
    const found = r2(test_.y, saidByTrees(trees, test_.columns));
    expect(found > 0.57 && found < 0.66).toBe(true);
  });
  test('what training says its loss is, the evaluator finds', () => {
    const { trees, figures } = trainGbdt({ ...set, valid: test_ }, options({ trees: 20, subsample: 0.5, columnsPart: 0.5 }));
    const squares = ({ columns, y }: TrainingSet): number => {
      const found = saidByTrees(trees, columns);
      return found.reduce((sum, v, i) => sum + (y[i]! - v) ** 2, 0) / y.length;
    };
    const off = [squares(set) - figures.loss, squares(test_) - figures.validLoss!].map(Math.abs);
    expect([figures.grown, figures.kept, Math.max(...off) < 1e-4]).toEqual([20, 20, true]);
  });
  test('one split by hand: the best cut of few values, and the means beside it', () => {
    const x = Float32Array.of(1, 1, 2, 2, 3, 3);
    const y = Float64Array.of(1, 3, 1, 3, 8, 10);
    const { trees } = trainGbdt({ columns: [x], y }, options({ trees: 1, leaves: 2, minLeaf: 1, learningRate: 1 }));
    expect({ base: trees.base, threshold: trees.threshold[0], value: [...trees.value], cover: [...trees.cover] }).toEqual({
      base: Math.fround(26 / 6),
      threshold: 2.5,
      value: [0, Math.fround(2 - 26 / 6), Math.fround(9 - 26 / 6)].map(v => expect.closeTo(v, 6)),
      cover: [6, 4, 2],
    });
  });
  test('a row that weighs twice is a row that is there twice', () => {
    const [x, y] = [Float32Array.of(1, 2, 3, 4), Float64Array.of(0, 1, 5, 9)];
    const weighed = trainGbdt(
      { columns: [x], y, weight: Float64Array.of(1, 2, 1, 1) },
      options({ trees: 3, leaves: 3, minLeaf: 1 }),
    );
    const there = trainGbdt(
      { columns: [Float32Array.of(1, 2, 2, 3, 4)], y: Float64Array.of(0, 1, 1, 5, 9) },
      options({ trees: 3, leaves: 3, minLeaf: 1 }),
    );
    const [a, b] = [weighed, there].map(({ trees }) => [...saidByTrees(trees, [x])]);
    expect(a).toEqual(b!.map(v => expect.closeTo(v, 5)));
  });
  test('weights that are all alike are none, to the byte', () => {
    const few = friedman(6, 400, 7);
    const trained = (weight?: Float64Array) => trainGbdt({ ...few, ...(weight && { weight }) }, options({ trees: 5 })).trees;
    expect(trained(new Float64Array(400).fill(2))).toEqual(trained());
  });
  test('what is not known goes right, and may be split off by itself', () => {
    const n = 200;
    const x = Float32Array.from({ length: n }, (_, i) => (i % 2 === 0 ? Number.NaN : i));
    const y = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 5 : -5));
    const { trees } = trainGbdt({ columns: [x], y }, options({ trees: 1, leaves: 2, learningRate: 1 }));
    // whatever is known goes left, however large
    expect([...saidByTrees(trees, [Float32Array.of(Number.NaN, 3, 1e30)])]).toEqual([5, -5, -5]);
  });
  test('where nothing can be told, one leaf says the mean', () => {
    const { trees, figures } = trainGbdt({ columns: [new Float32Array(100)], y: new Float64Array(100).fill(2.5) }, options());
    expect([[...saidByTrees(trees, [Float32Array.of(0, 7)])], figures]).toEqual([[2.5, 2.5], { grown: 0, kept: 0, loss: 0 }]);
  });
});

describe('quantiles', () => {
  /** Noise whose width grows with the first column. */
  const made = (seed: number): TrainingSet => rows(seed, 3000, (a, b, c) => 2 * b + (1.5 + a) * c.normal());
  test.each([0.1, 0.5, 0.9])(
    'so many of other rows lie below as were asked for, within 3 %, narrow and wide ones alike (%f)',
    quantile => {
      const { trees } = trainGbdt(made(1), options({ loss: 'quantile', quantile, trees: 30, leaves: 8 }));
      const { columns, y } = made(2);
      const found = saidByTrees(trees, columns);
      const below = (of: (a: number) => boolean): number => {
        const places = [...y.keys()].filter(i => of(columns[0]![i]!));
        return partOf(places, i => y[i]! <= found[i]!);
      };
      const parts = [below(() => true), below(a => a < 0), below(a => a >= 0)];
      expect(parts.map((p, i) => Math.abs(p - quantile) < (i === 0 ? 0.03 : 0.04))).toEqual([true, true, true]);
    },
  );
});

test('logistic: probabilities are calibrated, and near what the law says', () => {
  const chanceOf = (a: number, b: number): number => 1 / (1 + Math.exp(-(2 * a + 3 * a * b)));
  const made = (seed: number): TrainingSet => rows(seed, 4000, (a, b, c) => (c.happens(chanceOf(a, b)) ? 1 : 0));
  const { trees } = trainGbdt(made(1), options({ loss: 'logistic', trees: 30, leaves: 8 }));
  const { columns, y } = made(2);
  const found = saidByTrees(trees, columns);
  const bins = [0, 0.2, 0.4, 0.6, 0.8].map(low => {
    const places = [...y.keys()].filter(i => found[i]! >= low && found[i]! < low + 0.2);
    const mean = (of: ArrayLike<number>): number => places.reduce((sum, i) => sum + of[i]!, 0) / places.length;
    return Math.abs(mean(y) - mean(found)) < 0.05;
  });
  const off = found.map((p, i) => (p - chanceOf(columns[0]![i]!, columns[1]![i]!)) ** 2).reduce((s, v) => s + v, 0) / y.length;
  expect([bins, Math.sqrt(off) < 0.08]).toEqual([[true, true, true, true, true], true]);
});

describe('a way that is laid down', () => {
  // the noise is large, so that free trees would go against it somewhere
  const set = rows(3, 800, (a, b, c) => 2 * a - b + 2 * c.normal());
  const binary = { ...set, y: set.y.map(v => (v > 0 ? 1 : 0)) };
  const grid = Float32Array.from({ length: 101 }, (_, i) => -1 + i / 50);
  /** The most that is lost on a step up the column, from many places in the other. */
  const worst = (over: Partial<GbdtOptions>, column: number, data: TrainingSet = set): number => {
    const { trees } = trainGbdt(data, options({ trees: 20, leaves: 12, minLeaf: 5, ...over }));
    const falls = Array.from({ length: 11 }, (_, n) => {
      const other = new Float32Array(101).fill(-1 + n / 5);
      const found = saidByTrees(trees, column === 0 ? [grid, other] : [other, grid]);
      return Math.max(...Array.from(found.subarray(1), (v, i) => found[i]! - v));
    });
    return Math.max(...falls);
  };
  const laid = { monotone: [1, -1] };
  test.each<[string, Partial<GbdtOptions>, TrainingSet]>([
    ['squares', {}, set],
    ['squares, by chance', { subsample: 0.6, columnsPart: 0.5 }, set],
    ['a quantile', { loss: 'quantile', quantile: 0.8 }, set],
    ['logistic', { loss: 'logistic' }, binary],
  ])('%s: nothing falls that must rise, on any step of a grid; free trees do', (_what, over, data) => {
    const bound = [worst({ ...over, ...laid }, 0, data) <= 0, worst({ ...over, monotone: [1, 1] }, 1, data) <= 0];
    expect([bound, worst(over, 0, data) > 0.01]).toEqual([[true, true], true]);
  });
  test('costs little where the truth goes that way', () => {
    const other = rows(4, 1000, (a, b) => 2 * a - b);
    const [free, bound] = [{}, laid].map(over => r2(other.y, saidByTrees(trainGbdt(set, options(over)).trees, other.columns)));
    expect(bound! > free!).toBe(true);
  });
});

test('a tree goes on where it gains most, up to its leaves, none of them smaller than is allowed', () => {
  const { trees } = trainGbdt(friedman(3, 1000, 5), options({ trees: 5, leaves: 8, minLeaf: 50 }));
  const leaves = [...trees.feature.keys()].filter(n => trees.feature[n] === -1);
  expect([leaves.length, leaves.every(n => trees.cover[n]! >= 50)]).toEqual([40, true]);
});

describe('early stopping', () => {
  const made = (seed: number): TrainingSet => rows(seed, 400, (a, _b, c) => a + 2 * c.normal());
  const set: GbdtSet = { ...made(1), valid: made(2) };
  test('stops where held-out rows gain nothing any more, and keeps the best', () => {
    const heard: number[] = [];
    const { trees, figures } = trainGbdt(set, options({ trees: 200, minLeaf: 5, earlyStop: 10 }), p => heard.push(p.loss));
    const best = heard.indexOf(Math.min(...heard)) + 1;
    expect({ ...figures, loss: 0, kept: trees.roots.length }).toEqual({
      grown: best + 10,
      kept: best,
      loss: 0,
      validLoss: heard[best - 1],
    });
  });
});

describe('the same bytes', () => {
  const set = friedman(5, 800, 8);
  const drawn = options({ trees: 10, subsample: 0.7, columnsPart: 0.6 });
  const trained = (data: TrainingSet, seed = 1) => trainGbdt(data, { ...drawn, seed }).trees;
  test('come of the same seed and rows, in shared memory too, and others of another seed', () => {
    const first = trained(set);
    const again = [trained(set), trained({ ...set, columns: sharedColumns(set.columns) })];
    expect([...again, first.value.join() === trained(set, 2).value.join()]).toEqual([first, first, false]);
  });
});

describe('what cannot be is refused, by name', () => {
  const set = friedman(1, 50, 5);
  const none = { ...set, y: Float64Array.of(Number.NaN, ...set.y.subarray(1)) };
  test.each<[string, GbdtSet, Partial<GbdtOptions>]>([
    ['trees is 0: must be a whole number from 1', set, { trees: 0 }],
    ['leaves is 1: must be a whole number from 2 to 65,535', set, { leaves: 1 }],
    ['learningRate is NaN: must be above 0 and at most 1', set, { learningRate: Number.NaN }],
    ['bins is 256: must be a whole number from 2 to 255', set, { bins: 256 }],
    ['quantile is missing: the loss of that name needs one', set, { loss: 'quantile' }],
    ['quantile is 0.5, but the loss is l2', set, { quantile: 0.5 }],
    ['monotone has 1 entries for 5 columns', set, { monotone: [1] }],
    ['monotone has an entry that is not -1, 0 or 1', set, { monotone: [1, 0, 0, 2, 0] }],
    ['earlyStop needs held-out rows', set, { earlyStop: 3 }],
    ['the training set: y of row 0 is NaN', none, {}],
    ['the training set has no columns', { columns: [], y: set.y }, {}],
    ['the training set: column 0 has 1 rows, y has 50', { ...set, columns: [new Float32Array(1)] }, {}],
    [
      'the training set: column 0, row 0 is Infinity',
      { ...set, columns: [new Float32Array(50).fill(Number.POSITIVE_INFINITY)] },
      {},
    ],
    ['the training set: the weight of row 0 is 0, not above 0', { ...set, weight: new Float64Array(50) }, {}],
    ['the held-out rows have 1 columns, those to learn from 5', { ...set, valid: { columns: [set.columns[0]!], y: set.y } }, {}],
    [
      'logistic: y is 1 in every row: there is nothing to tell apart',
      { ...set, y: new Float64Array(50).fill(1) },
      { loss: 'logistic' },
    ],
  ])('%s', (reason, data, over) => {
    expect(() => trainGbdt(data, options(over))).toThrow(new TrainingError(reason));
  });
});
