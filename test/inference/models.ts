import type { DenseLayer, LearnedModel, Member, TargetName, Trees } from '../../src/core/learned/model';
import { splitMeans } from '../../src/core/learned/split-means';
import { draw, drawSigned } from '../../src/core/schedule/curves/draws';

/** Models of every kind, made up from a seed: what they say means nothing. */
export const FEATURES = ['spreadBps', 'imbalance1', 'microprice', 'orderFlow', 'volatility60', 'timeLeft', 'quantityLeft'].map(
  (name, i) => ({ name, units: 'made up', fill: i % 2 === 0 ? 0 : null, low: -3 - i, high: 3 + i }),
);
const F = FEATURES.length;

/** Numbers from -1 to 1 as float32. */
function numbers(key: number, length: number, by = 1): Float32Array {
  return Float32Array.from({ length }, (_, i) => by * drawSigned(key, i));
}

export function linear(targets: number, logistic: (k: number) => boolean = () => false): Member {
  const flags = Array.from({ length: targets }, (_, k) => logistic(k));
  return { kind: 'linear', weights: numbers(1, F * targets), bias: numbers(2, targets), mean: numbers(3, F), logistic: flags };
}

export function mlp(targets: number, logistic: (k: number) => boolean = () => false): Member {
  const widths = [F, 16, 8, targets];
  const layers: DenseLayer[] = widths
    .slice(1)
    .map((w, n) => ({ weights: numbers(10 + n, w * widths[n]!, 0.7), bias: numbers(20 + n, w) }));
  const scale = Float32Array.from({ length: F }, (_, i) => 1 + draw(5, i));
  return { kind: 'mlp', mean: numbers(4, F), scale, layers, logistic: Array.from({ length: targets }, (_, k) => logistic(k)) };
}

/** Trees that split in two until `depth`, with the nodes of a tree in the order of their levels. */
export function trees(key: number, count: number, { depth = 4, logistic = false, by = 0.2 } = {}): Trees {
  const [inner, size] = [2 ** depth - 1, 2 ** (depth + 1) - 1];
  const nodes = Array.from({ length: count * size }, (_, n) => ({
    n,
    at: n % size,
    start: n - (n % size),
    split: n % size < inner,
  }));
  const child = (right: number): Int32Array =>
    Int32Array.from(nodes, ({ at, start, split }) => (split ? start + 2 * at + 1 + right : 0));
  const made = {
    base: Math.fround(0.25),
    logistic,
    roots: Int32Array.from({ length: count }, (_, t) => t * size),
    feature: Int16Array.from(nodes, ({ n, split }) => (split ? Math.floor(draw(key, n) * F) : -1)),
    threshold: Float32Array.from(nodes, ({ n, split }) => (split ? 2 * drawSigned(key + 1, n) : 0)),
    left: child(0),
    right: child(1),
    value: Float32Array.from(nodes, ({ n, split }) => (split ? 0 : by * drawSigned(key + 2, n))),
    cover: Float32Array.from(nodes, ({ n }) => 1 + Math.floor(100 * draw(key + 3, n))),
  };
  return { ...made, value: splitMeans(made) };
}

export const forest = (targets: number, count = 100, logistic: (k: number) => boolean = () => false): Member => ({
  kind: 'trees',
  outputs: Array.from({ length: targets }, (_, k) => trees(100 * (k + 1), count, { logistic: logistic(k) })),
});

const NAMES: readonly TargetName[] = ['drift', 'volume', 'volatility', 'fill'];

export function model(name: string, members: readonly Member[], targets = 1): LearnedModel {
  const gate = members.length === 1 ? [1] : [0.5, 0.3, 0.2].slice(0, members.length);
  return { name, features: FEATURES, targets: NAMES.slice(0, targets).map(n => ({ name: n, horizon: 30 })), members, gate };
}

/** What is trained and shipped in earnest has a window and the hash of its data. */
export const CARD = { window: '2026-01-01/2026-02-01', dataHash: 'made up' };

/** A model of each kind; the last says four things with three members and a gate. */
export const KINDS: readonly LearnedModel[] = [
  model('linear', [linear(1)]),
  model('linear, four targets, one of them a chance', [linear(4, k => k === 3)], 4),
  model('logistic', [linear(1, () => true)]),
  model('trees', [forest(1, 100)]),
  model('trees, logistic', [forest(1, 40, () => true)]),
  model('trees, two targets, one of them a chance', [forest(2, 20, k => k === 1)], 2),
  model('network', [mlp(1)]),
  model('network, three targets', [mlp(3, k => k === 2)], 3),
  model('ensemble', [linear(4, k => k === 3), forest(4, 20, k => k === 3), mlp(4, k => k === 3)], 4),
];
