import { compile } from '../../../src/core/learned/evaluate';
import type { LearnedModel, Trees } from '../../../src/core/learned/model';
import { Chance } from '../../../src/training/impact/chance';
import { modelOf, randomLinear, randomMlp, randomTrees, rowOf } from './made';

const said = (model: LearnedModel, x: readonly number[], gate?: readonly number[]): number[] => {
  const evaluator = compile(model);
  evaluator.run(Float32Array.from(x), gate);
  return [...evaluator.y];
};
/** One split of column 0 at 0.1 as a float32: 1 on the left, 2 on the right. */
const STUMP: Trees = {
  base: 0.5,
  logistic: false,
  roots: Int32Array.of(0),
  feature: Int16Array.of(0, -1, -1),
  threshold: Float32Array.of(0.1, 0, 0),
  left: Int32Array.of(1, 0, 0),
  right: Int32Array.of(2, 0, 0),
  value: Float32Array.of(1.5, 1, 2),
  cover: Float32Array.of(2, 1, 1),
};
const stump = (over: Partial<Trees> = {}): LearnedModel => modelOf(1, 1, [{ kind: 'trees', outputs: [{ ...STUMP, ...over }] }]);

describe('trees', () => {
  test.each<[string, number, number]>([
    // the double 0.1 is below the float32 0.1: as float32 both are the same number, and equal goes left
    ['a value that equals the threshold as a float32 goes left', 0.1, 1.5],
    ['the next float32 above goes right', 0.10000001639127731, 2.5],
    ['below goes left', -5, 1.5],
    ['NaN goes right', Number.NaN, 2.5],
    ['infinity goes right', Number.POSITIVE_INFINITY, 2.5],
  ])('%s', (_what, x, y) => {
    expect(said(stump(), [x])).toEqual([y]);
  });
  test('add up as float32, in their order', () => {
    // in double precision the small leaf would survive beside the large one
    const value = Float32Array.of(2 ** 25, 1, -(2 ** 25));
    const three = stump({
      base: 0,
      roots: Int32Array.of(0, 1, 2),
      feature: Int16Array.of(-1, -1, -1),
      value,
    });
    expect(said(three, [0])).toEqual([0]);
  });
  test('of a logistic output give a probability', () => {
    expect(said(stump({ logistic: true, base: -1 }), [0])).toEqual([0.5]);
  });
});

test('a linear member is W x + b, an output a row of W', () => {
  const member = {
    kind: 'linear' as const,
    weights: Float32Array.of(1, 2, 3, -1, 0, 1),
    bias: Float32Array.of(0.5, 0),
    mean: new Float32Array(3),
    logistic: [false, true],
  };
  expect(said(modelOf(3, 2, [member]), [1, 1, 1])).toEqual([6.5, 0.5]);
});

test('a network standardises, squashes each hidden layer, and not the last', () => {
  const member = {
    kind: 'mlp' as const,
    mean: Float32Array.of(1, 2),
    scale: Float32Array.of(2, 4),
    layers: [
      { weights: Float32Array.of(1, 0, 0, 1), bias: Float32Array.of(0, 0) },
      { weights: Float32Array.of(3, 5), bias: Float32Array.of(1) },
    ],
    logistic: [false],
  };
  // standardised (1, -0.5)
  const y = 3 * Math.fround(Math.tanh(1)) + 5 * Math.fround(Math.tanh(-0.5)) + 1;
  expect(said(modelOf(2, 1, [member]), [3, 0])).toEqual([Math.fround(y)]);
});

describe('several members', () => {
  const members = [randomLinear(1, { outputs: 2 }), randomMlp(2, { outputs: 2 })];
  const model = modelOf(4, 2, members, [0.25, 0.75]);
  const alone = members.map(member => said(modelOf(4, 2, [member]), [1, 2, 3, 4]));
  test('are told one by one, and their sum by the gate that is asked for or by their own', () => {
    const evaluator = compile(model);
    const x = Float32Array.of(1, 2, 3, 4);
    const sums = [undefined, [1, 0], [0, 1]].map(gate => {
      evaluator.run(x, gate);
      return [...evaluator.y];
    });
    const own = [0, 1].map(k => Math.fround(0.25 * alone[0]![k]! + 0.75 * alone[1]![k]!));
    expect({ sums, members: [...evaluator.members] }).toEqual({ sums: [own, ...alone], members: alone.flat() });
  });
  test('are run without anything left over from the row before', () => {
    const evaluator = compile(model);
    const chance = new Chance('rows', 1);
    const rows = Array.from({ length: 50 }, () => rowOf(chance, 4));
    const run = (row: Float32Array): number[] => {
      evaluator.run(row);
      return [...evaluator.y];
    };
    const first = rows.map(run);
    expect([...rows].reverse().map(run).reverse()).toEqual(first);
  });
});

describe('a model whose parts do not fit is refused, by name', () => {
  const linear = randomLinear(1);
  const net = randomMlp(1);
  const trees = (over: Partial<Trees>): LearnedModel => stump(over);
  test.each<[string, LearnedModel]>([
    ['model: has no members', modelOf(1, 1, [], [])],
    ['model: a gate of 1 weights for 2 members', modelOf(4, 1, [linear, linear], [1])],
    ['model: a weight of the gate is not a finite number', modelOf(4, 1, [linear], [Number.NaN])],
    ['member 0 (linear): weights has 4 values, not 5', modelOf(5, 1, [linear])],
    ['member 0 (linear): bias has 1 values, not 2', modelOf(2, 2, [linear])],
    [
      'member 1 (mlp): mean: value 0 is not a finite number',
      modelOf(4, 1, [linear, { ...net, mean: new Float32Array(4).fill(Number.NaN) }]),
    ],
    ['member 0 (mlp): a scale is not above 0', modelOf(4, 1, [{ ...net, scale: new Float32Array(4) }])],
    ['member 0 (mlp): the last layer gives 5 outputs, not 1', modelOf(4, 1, [{ ...net, layers: net.layers.slice(0, 2) }])],
    ['member 0 (trees): 1 ensembles for 2 outputs', { ...modelOf(1, 2, stump().members) }],
    ['member 0 (trees), output 0: node 0 splits by column 3 of 1', trees({ feature: Int16Array.of(3, -1, -1) })],
    [
      'member 0 (trees), output 0: node 0 has the children 0 and 2, which do not both come after it',
      trees({ left: Int32Array.of(0, 0, 0) }),
    ],
    ['member 0 (trees), output 0: threshold has 2 values, not 3', trees({ threshold: Float32Array.of(0, 0) })],
    [
      'member 0 (trees), output 0: value: value 1 is not a finite number',
      trees({ value: Float32Array.of(0, Number.POSITIVE_INFINITY, 0) }),
    ],
    ['member 0 (trees), output 0: the cover of node 2 is not above 0', trees({ cover: Float32Array.of(1, 1, 0) })],
    ['member 0 (trees), output 0: a root is none of the 3 nodes', trees({ roots: Int32Array.of(3) })],
  ])('%s', (reason, model) => {
    expect(() => compile(model)).toThrow(new Error(reason));
  });
  test.each<[string, number[], number[] | undefined]>([
    ['a row of 3 for 4 features', [1, 2, 3], undefined],
    ['a gate of 1 for 2 members', [1, 2, 3, 4], [1]],
  ])('%s', (reason, x, gate) => {
    expect(() => said(modelOf(4, 1, [linear, net]), x, gate)).toThrow(new RangeError(reason));
  });
});

test('a NaN in a row is not hidden by a linear member or a network', () => {
  const row = [Number.NaN, 0, 0, 0];
  expect([randomLinear(1), randomMlp(1)].map(m => said(modelOf(4, 1, [m]), row))).toEqual([[Number.NaN], [Number.NaN]]);
});

test('random trees say what a walk by hand says', () => {
  const trees = randomTrees(5);
  const chance = new Chance('rows', 2);
  const rows = Array.from({ length: 200 }, () => rowOf(chance, 4));
  const walk = (node: number, x: Float32Array): number =>
    trees.feature[node]! < 0
      ? trees.value[node]!
      : walk((x[trees.feature[node]!]! <= trees.threshold[node]! ? trees.left : trees.right)[node]!, x);
  const model = modelOf(4, 1, [{ kind: 'trees', outputs: [trees] }]);
  const worst = rows.map(x => Math.abs(said(model, [...x])[0]! - [...trees.roots].reduce((s, r) => s + walk(r, x), trees.base)));
  expect(Math.max(...worst)).toBeLessThan(1e-6);
});
