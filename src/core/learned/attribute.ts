import type { LearnedModel, Member, Trees } from './model';
import { networkParts } from './network-parts';
import { treeShap } from './tree-shap';

/**
 * What each feature (F, in their order) adds to output `target` for a row, in the output's units: the parts and `expectedOutput` add up to
 * what the model says, within float32 rounding. Members are weighed by the gate (M; left out, the model's own).
 * - trees: by the path: at each split on the row's way its feature is given how the mean below changes (Saabas, "Interpreting random
 *   forests", 2014). Cheap, and unfair to features that are split by early: {@link shapley} is fair.
 * - linear: w (x - mean of training).
 * - network: integrated gradients from the mean of training.
 * Of a logistic output the parts of the sum before squashing are scaled by the slope of the chord, so that they add up to the probability.
 */
export const attribute = (model: LearnedModel, x: ArrayLike<number>, target: number, gate = model.gate): number[] =>
  attributed(model, gate, member => memberParts(member, target, x, pathParts)).parts;

/** The same with exact Shapley values for trees ({@link treeShap}): slower. For linear members both are Shapley values already. */
export const shapley = (model: LearnedModel, x: ArrayLike<number>, target: number, gate = model.gate): number[] =>
  attributed(model, gate, member => memberParts(member, target, x, treeShap)).parts;

/** What output `target` is where nothing is known of the row: for trees the mean of training, for others the output at the mean row. */
export const expectedOutput = (model: LearnedModel, target: number, gate = model.gate): number =>
  attributed(model, gate, member => memberParts(member, target, middleOf(member, model.features.length), noParts)).expected;

/** Adds each feature's part to `into`. */
type TreeParts = (trees: Trees, x: ArrayLike<number>, into: Float64Array) => void;

interface Attributed<Parts> {
  readonly expected: number;
  readonly parts: Parts;
}

function attributed(
  model: LearnedModel,
  gate: readonly number[],
  of: (member: Member) => Attributed<Float64Array>,
): Attributed<number[]> {
  const parts = new Array<number>(model.features.length).fill(0);
  let expected = 0;
  model.members.forEach((member, m) => {
    const weight = model.members.length === 1 ? 1 : gate[m]!;
    const found = of(member);
    expected += weight * found.expected;
    for (let f = 0; f < parts.length; f++) parts[f]! += weight * found.parts[f]!;
  });
  return { expected, parts };
}

function memberParts(member: Member, k: number, x: ArrayLike<number>, treeParts: TreeParts): Attributed<Float64Array> {
  const parts = new Float64Array(x.length);
  const from = sumParts(member, k, x, { treeParts, into: parts });
  const squashed = member.kind === 'trees' ? member.outputs[k]!.logistic : member.logistic[k]!;
  if (!squashed) return { expected: from, parts };
  const slope = chord(
    from,
    parts.reduce((sum, p) => sum + p, from),
  );
  return { expected: probability(from), parts: parts.map(p => p * slope) };
}

interface Sink {
  readonly treeParts: TreeParts;
  readonly into: Float64Array;
}

/** Parts of the sum before squashing; returns what it is where nothing is known. */
function sumParts(member: Member, k: number, x: ArrayLike<number>, { treeParts, into }: Sink): number {
  if (member.kind === 'mlp') return networkParts(member, k, x, into);
  if (member.kind === 'trees') {
    const trees = member.outputs[k]!;
    treeParts(trees, x, into);
    return trees.roots.reduce((sum, root) => sum + trees.value[root]!, trees.base);
  }
  let from = member.bias[k]!;
  for (let f = 0; f < into.length; f++) {
    const weight = member.weights[k * into.length + f]!;
    into[f]! += weight * (x[f]! - member.mean[f]!);
    from += weight * member.mean[f]!;
  }
  return from;
}

function pathParts({ roots, feature, threshold, left, right, value }: Trees, x: ArrayLike<number>, into: Float64Array): void {
  for (const root of roots) {
    let node = root;
    for (let f = feature[node]!; f >= 0; f = feature[node]!) {
      const child = x[f]! <= threshold[node]! ? left[node]! : right[node]!;
      into[f]! += value[child]! - value[node]!;
      node = child;
    }
  }
}

const noParts: TreeParts = () => undefined;

const middleOf = (member: Member, width: number): ArrayLike<number> =>
  member.kind === 'trees' ? new Float32Array(width) : member.mean;

const probability = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** The mean slope of 1 / (1 + exp(-s)) between two sums. */
function chord(from: number, to: number): number {
  const p = probability(from);
  return Math.abs(to - from) < 1e-9 ? p * (1 - p) : (probability(to) - p) / (to - from);
}
