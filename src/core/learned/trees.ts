import type { Trees, TreesMember } from './model';
import { logistic, type Part } from './parts';

const { fround } = Math;

/** Trees made ready, an ensemble an output. */
export class TreesPart implements Part {
  constructor(private readonly member: TreesMember) {}

  run(x: Float32Array, out: Float64Array, at: number): void {
    const { outputs } = this.member;
    for (let k = 0; k < outputs.length; k++) out[at + k] = treesOutput(outputs[k]!, x);
  }
}

/** What the trees say of a row: a float32. */
export function treesOutput(trees: Trees, x: Float32Array): number {
  const sum = treesSum(trees, x);
  return trees.logistic ? logistic(sum) : sum;
}

/** The sum of the leaves that a row comes to, and the base, added up as float32 in the order of the trees: what ONNX Runtime does with one row. */
export function treesSum({ base, roots, feature, threshold, left, right, value }: Trees, x: Float32Array): number {
  let sum = 0;
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t]!;
    for (let f = feature[node]!; f >= 0; f = feature[node]!) node = x[f]! <= threshold[node]! ? left[node]! : right[node]!;
    sum = fround(sum + value[node]!);
  }
  return fround(sum + base);
}
