import { attribute, expectedOutput, shapley } from '../../../src/core/learned/attribute';
import { compile } from '../../../src/core/learned/evaluate';
import type { LearnedModel, Trees } from '../../../src/core/learned/model';
import { treeShap } from '../../../src/core/learned/tree-shap';
import { treesSum } from '../../../src/core/learned/trees';
import { Chance } from '../../../src/training/impact/chance';
import { modelOf, randomLinear, randomMlp, randomTrees, rowOf } from './made';

const sum = (parts: Iterable<number>): number => [...parts].reduce((total, p) => total + p, 0);
const rows = (n: number, width = 4): Float32Array[] => {
  const chance = new Chance('rows', 7);
  return Array.from({ length: n }, () => rowOf(chance, width));
};

describe('parts and what is expected add up to what the model says', () => {
  const trees = (logistic: boolean): LearnedModel['members'][number] => ({
    kind: 'trees',
    outputs: [randomTrees(1), randomTrees(2, { logistic })],
  });
  test.each<[string, LearnedModel]>([
    ['linear', modelOf(4, 2, [randomLinear(1, { outputs: 2 })])],
    ['linear, logistic', modelOf(4, 2, [randomLinear(2, { outputs: 2, logistic: true })])],
    ['trees', modelOf(4, 2, [trees(false)])],
    ['trees, logistic', modelOf(4, 2, [trees(true)])],
    ['a network', modelOf(4, 2, [randomMlp(3, { outputs: 2 })])],
    ['a network, logistic', modelOf(4, 2, [randomMlp(4, { outputs: 2, logistic: true })])],
    [
      'all of them, by a gate',
      modelOf(4, 2, [trees(true), randomLinear(1, { outputs: 2 }), randomMlp(3, { outputs: 2 })], [0.2, 0.3, 0.5]),
    ],
  ])('%s', (_what, model) => {
    const evaluator = compile(model);
    const wrong = rows(50).flatMap(x => {
      evaluator.run(x);
      return [attribute, shapley].flatMap(of =>
        [0, 1].map(k => Math.abs(sum(of(model, x, k)) + expectedOutput(model, k) - evaluator.y[k]!)),
      );
    });
    expect(Math.max(...wrong)).toBeLessThan(3e-6);
  });
});

test('the gate that was asked with is the gate that is told of', () => {
  const model = modelOf(4, 1, [randomLinear(1), randomLinear(2)], [0.5, 0.5]);
  const [x] = rows(1);
  const alone = modelOf(4, 1, [randomLinear(2)]);
  expect(attribute(model, x!, 0, [0, 1])).toEqual(attribute(alone, x!, 0));
});

test('a path gives a feature how the mean below its split changes', () => {
  const trees: Trees = {
    base: 10,
    logistic: false,
    roots: Int32Array.of(0),
    feature: Int16Array.of(1, 0, -1, -1, -1),
    threshold: Float32Array.of(0, 0, 0, 0, 0),
    left: Int32Array.of(1, 3, 0, 0, 0),
    right: Int32Array.of(2, 4, 0, 0, 0),
    value: Float32Array.of(2, 0, 4, -1, 1),
    cover: Float32Array.of(4, 2, 2, 1, 1),
  };
  const model = modelOf(2, 1, [{ kind: 'trees', outputs: [trees] }]);
  const told = [
    [1, -1],
    [-1, -1],
    [1, 1],
  ].map(x => attribute(model, x, 0));
  expect([expectedOutput(model, 0), ...told]).toEqual([12, [1, -2], [-1, -2], [0, 2]]);
});

test('where a network is linear its parts are slope times distance', () => {
  const net = randomMlp(5, { hidden: [] });
  const [x] = rows(1);
  const byHand = Array.from(net.mean, (m, f) => (net.layers[0]!.weights[f]! * (x![f]! - m)) / net.scale[f]!);
  const parts = attribute(modelOf(4, 1, [net]), x!, 0);
  expect(Math.max(...parts.map((p, f) => Math.abs(p - byHand[f]!)))).toBeLessThan(1e-6);
});

test('at the means of training a network gives no feature anything', () => {
  const net = randomMlp(6);
  expect(attribute(modelOf(4, 1, [net]), net.mean, 0)).toEqual([0, 0, 0, 0]);
});

describe('TreeSHAP', () => {
  /** The mean of a tree below a node where only the features of a set are known. */
  const known = (t: Trees, node: number, x: Float32Array, set: number): number => {
    const f = t.feature[node]!;
    if (f < 0) return t.value[node]!;
    const [left, right] = [t.left[node]!, t.right[node]!];
    if ((set >> f) & 1) return known(t, x[f]! <= t.threshold[node]! ? left : right, x, set);
    return (known(t, left, x, set) * t.cover[left]! + known(t, right, x, set) * t.cover[right]!) / t.cover[node]!;
  };
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  /** Shapley values by their definition: over all subsets. */
  const byDefinition = (t: Trees, x: Float32Array, features: number): number[] =>
    Array.from({ length: features }, (_, f) => {
      let total = 0;
      for (let set = 0; set < 1 << features; set++) {
        if ((set >> f) & 1) continue;
        const size = [...set.toString(2)].filter(b => b === '1').length;
        const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
        for (const root of t.roots) total += weight * (known(t, root, x, set | (1 << f)) - known(t, root, x, set));
      }
      return total;
    });
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is what the definition gives, over all subsets (trees %i)', seed => {
    const features = 2 + (seed % 4);
    // more leaves than features: the same feature comes twice on a way
    const trees = randomTrees(seed, { trees: 3, leaves: 12, features });
    const wrong = rows(10, features).map(x => {
      const parts = new Float64Array(features);
      treeShap(trees, x, parts);
      const defined = byDefinition(trees, x, features);
      return Math.max(...defined.map((v, f) => Math.abs(v - parts[f]!)));
    });
    expect(Math.max(...wrong)).toBeLessThan(1e-9);
  });
  test('adds up on deep trees too, with the mean of the leaves by rows', () => {
    const trees = randomTrees(9, { trees: 20, leaves: 31, features: 10 });
    const expected = trees.base + sum(Array.from(trees.roots, root => known(trees, root, new Float32Array(10), 0)));
    const wrong = rows(20, 10).map(x => {
      const parts = new Float64Array(10);
      treeShap(trees, x, parts);
      return Math.abs(sum(parts) + expected - treesSum(trees, x));
    });
    expect(Math.max(...wrong)).toBeLessThan(1e-5);
  });
});
