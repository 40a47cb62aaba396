import { r2 } from '../../../bench/friedman';
import { Chance } from '../../../src/training/impact/chance';
import { MLP_DEFAULTS, type MlpOptions } from '../../../src/training/mlp/options';
import type { MlpRows } from '../../../src/training/mlp/rows';
import { trainMlp } from '../../../src/training/mlp/train';
import { TrainingError } from '../../../src/training/training-set';
import { said } from '../said';

const options = (over: Partial<MlpOptions> = {}): MlpOptions => ({
  ...MLP_DEFAULTS,
  hidden: [8],
  logistic: [false],
  batch: 32,
  learningRate: 0.01,
  ...over,
});
const lawOf = (a: number, b: number): number => a * b + a;
/** Two columns of unlike size, one that does not move; a law that no line follows in units of its own, and whether it is above 0. */
function made(seed: number, n: number, noise = 0.1): MlpRows {
  const chance = new Chance('mlp', seed);
  const columns = [new Float32Array(n), new Float32Array(n), new Float32Array(n).fill(3)];
  const ys = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const [a, b] = [chance.between(-1, 1), chance.between(-1, 1)];
    columns[0]![i] = a;
    columns[1]![i] = 5000 + 1000 * b;
    ys[0]![i] = 100 + 50 * (lawOf(a, b) + noise * chance.normal());
    ys[1]![i] = lawOf(a, b) > 0 ? 1 : 0;
  }
  return { columns, ys };
}
const first = ({ columns, ys }: MlpRows): MlpRows => ({ columns, ys: [ys[0]!] });

test('a law that no line follows is found, in its own units', () => {
  const { member } = trainMlp(first(made(1, 1500)), options());
  const other = made(2, 500);
  const line = trainMlp(first(made(1, 1500)), options({ hidden: [], epochs: 5 })).member;
  const [found, straight] = [member, line].map(m => r2(other.ys[0]!, said(m, other.columns)));
  expect([found! > 0.95, straight! < 0.85]).toEqual([true, true]);
});

test('two outputs at once, one a probability; a row that knows one of them teaches that one', () => {
  const rows = made(3, 1500);
  const half = { ...rows, ys: [rows.ys[0]!.map((v, i) => (i % 2 === 0 ? v : Number.NaN)), rows.ys[1]!] };
  const { member } = trainMlp(half, options({ logistic: [false, true] }));
  const other = made(4, 500);
  const [value, chance] = [0, 1].map(k => said(member, other.columns, 2, k));
  const right = chance!.filter((p, i) => p > 0.5 === other.ys[1]![i]! > 0.5).length / 500;
  expect([r2(other.ys[0]!, value!) > 0.9, right > 0.93, chance!.every(p => p >= 0 && p <= 1)]).toEqual([true, true, true]);
});

test('a column that did not move in training says nothing when it moves', () => {
  const { member } = trainMlp(first(made(5, 300)), options({ epochs: 3 }));
  const [a, b] = [3, 1e6].map(c => said(member, [Float32Array.of(0.5), Float32Array.of(5000), Float32Array.of(c)])[0]);
  expect(a).toBe(b);
});

test('the slopes are those of the loss: a step against them lowers it, from any seed', () => {
  const lower = [1, 2, 3, 4, 5].map(seed => {
    const heard: number[] = [];
    trainMlp(first(made(6, 64)), options({ seed, batch: 64, epochs: 20, learningRate: 0.001, l2: 0 }), p => heard.push(p.loss));
    return heard.every((loss, i) => i === 0 || loss < heard[i - 1]!);
  });
  expect(lower).toEqual([true, true, true, true, true]);
});

test('early stopping keeps the network that was best on held-out rows', () => {
  const heard: number[] = [];
  const rows = { ...first(made(7, 60, 3)), valid: first(made(8, 200, 3)) };
  const { figures } = trainMlp(rows, options({ hidden: [16], epochs: 200, earlyStop: 5 }), p => heard.push(p.loss));
  const best = heard.indexOf(Math.min(...heard)) + 1;
  expect({ ...figures, loss: 0 }).toEqual({ epochs: best + 5, kept: best, loss: 0, validLoss: heard[best - 1] });
});

test('the same seed and rows give the same bytes, another seed others', () => {
  const make = (seed: number): Float32Array =>
    trainMlp(first(made(9, 200)), options({ seed, epochs: 2 })).member.layers[0]!.weights;
  expect([make(1), make(1).join() === make(2).join()]).toEqual([make(1), false]);
});

describe('what cannot be is refused, by name', () => {
  const rows = first(made(1, 20));
  test.each<[string, MlpRows & { readonly valid?: MlpRows }, Partial<MlpOptions>]>([
    [
      'the held-out rows have 2 columns, those to learn from 3',
      { ...rows, valid: { ...rows, columns: rows.columns.slice(1) } },
      {},
    ],
    ['hidden is [0]: must be whole numbers from 1', rows, { hidden: [0] }],
    ['learningRate is 0: must be above 0 and at most 1', rows, { learningRate: 0 }],
    ['l2 is 100: must be from 0 to below 1 / learningRate', rows, { l2: 100 }],
    ['earlyStop needs held-out rows', rows, { earlyStop: 2 }],
    ['the training set: 1 outputs, and logistic has 2', rows, { logistic: [true, false] }],
    [
      'the training set, output 0: y of row 0 is -5, not from 0 to 1',
      { ...rows, ys: [new Float64Array(20).fill(-5)] },
      { logistic: [true] },
    ],
    ['the training set, output 0 is not known of any row', { ...rows, ys: [new Float64Array(20).fill(Number.NaN)] }, {}],
    ['the training set, output 0: column 0, row 0 is NaN', { ...rows, columns: [new Float32Array(20).fill(Number.NaN)] }, {}],
  ])('%s', (reason, data, over) => {
    expect(() => trainMlp(data, options(over))).toThrow(new TrainingError(reason));
  });
});
