import type { Trees } from '../../core/learned/model';
import { type Bins, thresholdOf } from './bins';
import type { GrownNode } from './grow';

const { fround } = Math;

/** A tree with what its leaves add, as float32: what rows of the same bins are sent through while training goes on. */
export interface ValuedTree {
  readonly nodes: readonly GrownNode[];
  /** Of a leaf: what it adds. Of a split: the mean of what is added below it, by rows. */
  readonly values: Float32Array;
}

/** `raw`: what each node would say, before the learning rate. */
export function valuedTree(nodes: readonly GrownNode[], raw: Float64Array, learningRate: number): ValuedTree {
  const values = new Float32Array(nodes.length);
  for (let n = nodes.length - 1; n >= 0; n--) {
    const { column, left, right, sums } = nodes[n]!;
    const below = (child: number): number => values[child]! * nodes[child]!.sums.rows;
    values[n] = column < 0 ? fround(raw[n]! * learningRate) : (below(left) + below(right)) / sums.rows;
  }
  return { nodes, values };
}

/** Adds what a tree says to the sums of rows. */
export function addTree({ nodes, values }: ValuedTree, { codes }: Bins, sums: Float64Array): void {
  for (let row = 0; row < sums.length; row++) {
    let n = 0;
    for (let node = nodes[0]!; node.column >= 0; node = nodes[n]!)
      n = codes[node.column]![row]! <= node.bin ? node.left : node.right;
    sums[row]! += values[n]!;
  }
}

/** Trees as the evaluator and the ONNX writer take them. `base`: what all rows begin with, a float32. */
export function treesOf(grown: readonly ValuedTree[], { cuts }: Bins, base: number, logistic: boolean): Trees {
  const starts: number[] = [];
  let count = 0;
  for (const { nodes } of grown) {
    starts.push(count);
    count += nodes.length;
  }
  const trees = {
    base,
    logistic,
    roots: Int32Array.from(starts),
    feature: new Int16Array(count),
    threshold: new Float32Array(count),
    left: new Int32Array(count),
    right: new Int32Array(count),
    value: new Float32Array(count),
    cover: new Float32Array(count),
  };
  grown.forEach(({ nodes, values }, t) => {
    const at = starts[t]!;
    trees.value.set(values, at);
    nodes.forEach(({ column, bin, left, right, sums }, n) => {
      trees.feature[at + n] = column;
      trees.cover[at + n] = sums.rows;
      if (column < 0) return;
      trees.threshold[at + n] = thresholdOf(cuts[column]!, bin);
      trees.left[at + n] = at + left;
      trees.right[at + n] = at + right;
    });
  });
  return trees;
}
