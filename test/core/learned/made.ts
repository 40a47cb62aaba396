import type { LearnedModel, LinearMember, Member, MlpMember, Trees } from '../../../src/core/learned/model';
import { Chance } from '../../../src/training/impact/chance';

/** A model around members, with columns and outputs by number. */
export const modelOf = (
  features: number,
  targets: number,
  members: readonly Member[],
  gate?: readonly number[],
): LearnedModel => ({
  name: 'made',
  features: Array.from({ length: features }, (_, f) => ({ name: `x${f}`, units: '1', fill: 0, low: -10, high: 10 })),
  targets: Array.from({ length: targets }, () => ({ name: 'drift' as const, horizon: 60 })),
  members,
  gate: gate ?? members.map(() => 1 / members.length),
});

/** A row of normal numbers. */
export const rowOf = (chance: Chance, width: number): Float32Array => Float32Array.from({ length: width }, () => chance.normal());

/** Random trees: splits at random, leaves at random, means and covers of splits as training would have them. */
export function randomTrees(seed: number, { trees = 3, leaves = 6, features = 4, logistic = false } = {}): Trees {
  const chance = new Chance('trees', seed);
  const nodes: { feature: number; threshold: number; left: number; right: number; value: number; cover: number }[] = [];
  const grow = (left: number, cover: number): number => {
    const place = nodes.length;
    const node = { feature: -1, threshold: 0, left: 0, right: 0, value: Math.fround(chance.normal()), cover };
    nodes.push(node);
    if (left < 2 || cover < 2) return place;
    const part = 1 + Math.floor(chance.between(0, left - 1));
    const rows = 1 + Math.floor(chance.between(0, cover - 1));
    node.feature = Math.floor(chance.between(0, features));
    node.threshold = Math.fround(chance.normal());
    node.left = grow(part, rows);
    node.right = grow(left - part, cover - rows);
    const [a, b] = [nodes[node.left]!, nodes[node.right]!];
    node.value = Math.fround((a.value * a.cover + b.value * b.cover) / cover);
    return place;
  };
  const roots = Int32Array.from({ length: trees }, () => grow(leaves, 1000));
  return {
    base: Math.fround(chance.normal()),
    logistic,
    roots,
    feature: Int16Array.from(nodes, n => n.feature),
    threshold: Float32Array.from(nodes, n => n.threshold),
    left: Int32Array.from(nodes, n => n.left),
    right: Int32Array.from(nodes, n => n.right),
    value: Float32Array.from(nodes, n => n.value),
    cover: Float32Array.from(nodes, n => n.cover),
  };
}

const floats = (chance: Chance, length: number, size = 1): Float32Array =>
  Float32Array.from({ length }, () => size * chance.normal());

export function randomLinear(seed: number, { features = 4, outputs = 1, logistic = false } = {}): LinearMember {
  const chance = new Chance('linear', seed);
  return {
    kind: 'linear',
    weights: floats(chance, features * outputs),
    bias: floats(chance, outputs),
    mean: floats(chance, features),
    logistic: new Array<boolean>(outputs).fill(logistic),
  };
}

export function randomMlp(seed: number, { features = 4, hidden = [8, 5], outputs = 1, logistic = false } = {}): MlpMember {
  const chance = new Chance('mlp', seed);
  const widths = [features, ...hidden, outputs];
  return {
    kind: 'mlp',
    mean: floats(chance, features),
    scale: Float32Array.from({ length: features }, () => chance.between(0.5, 2)),
    layers: widths
      .slice(1)
      .map((width, n) => ({ weights: floats(chance, width * widths[n]!, 0.7), bias: floats(chance, width) })),
    logistic: new Array<boolean>(outputs).fill(logistic),
  };
}
