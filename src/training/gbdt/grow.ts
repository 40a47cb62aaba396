import type { Bins } from './bins';
import type { Derivatives, Histogram, Histograms } from './histogram';
import { type Bounds, bestSplit, newtonStep, type Split, type SplitRules, type Sums, UNBOUND } from './split';

/** A node of a tree that grows; children come after it. */
export interface GrownNode {
  /** -1: a leaf. */
  column: number;
  bin: number;
  left: number;
  right: number;
  /** Its rows stand in the order of rows from `begin` to before `end`. */
  readonly begin: number;
  readonly end: number;
  readonly sums: Sums;
  readonly bounds: Bounds;
}

/** What a tree is grown from. `order`: the rows that take part; they are put in the order of the leaves. */
export interface Ground {
  readonly bins: Bins;
  readonly histograms: Histograms;
  readonly derivatives: Derivatives;
  readonly order: Int32Array;
  readonly columns: Int32Array;
  readonly rules: SplitRules;
  readonly leaves: number;
}

interface Open {
  readonly node: number;
  readonly histogram: Histogram;
  readonly split: Split;
}

/** Grows a tree leaf by leaf, always where it gains most, until there are `leaves` of them or nothing gains. */
export function grow(ground: Ground): GrownNode[] {
  const { order, histograms, derivatives, columns, leaves } = ground;
  const nodes = [nodeOf(0, order.length, total(ground), UNBOUND)];
  const open: Open[] = [];
  const spare = new Int32Array(order.length);
  offer(ground, nodes, open, { node: 0, histogram: histograms.of(nodes[0]!, order, derivatives, columns) });
  for (let count = 1; count < leaves && open.length > 0; count++) {
    const { node, histogram, split } = takeBest(open);
    divide(ground, nodes, node, { split, spare });
    if (count + 1 === leaves) histograms.release(histogram);
    else offerChildren(ground, nodes, open, { node, histogram });
  }
  for (const { histogram } of open) histograms.release(histogram);
  return nodes;
}

const nodeOf = (begin: number, end: number, sums: Sums, bounds: Bounds): GrownNode => ({
  column: -1,
  bin: 0,
  left: 0,
  right: 0,
  begin,
  end,
  sums,
  bounds,
});

function total({ order, derivatives: { first, second, even } }: Ground): Sums {
  const sums = { first: 0, second: 0, rows: order.length };
  for (const row of order) {
    sums.first += first[row]!;
    sums.second += even ? 1 : second[row]!;
  }
  return sums;
}

interface Counted {
  readonly node: number;
  readonly histogram: Histogram;
}

/** Puts a leaf among those that may be split, if it may. */
function offer(ground: Ground, nodes: readonly GrownNode[], open: Open[], { node, histogram }: Counted): void {
  const { sums, bounds } = nodes[node]!;
  const split = bestSplit(ground, histogram, sums, bounds);
  if (split) open.push({ node, histogram, split });
  else ground.histograms.release(histogram);
}

/** The smaller child is counted, the larger one is what is left of the parent. */
function offerChildren(ground: Ground, nodes: readonly GrownNode[], open: Open[], { node, histogram }: Counted): void {
  const { histograms, derivatives, columns, order } = ground;
  const { left, right } = nodes[node]!;
  const [small, large] = nodes[left]!.sums.rows <= nodes[right]!.sums.rows ? [left, right] : [right, left];
  const counted = histograms.of(nodes[small]!, order, derivatives, columns);
  const rest = histograms.subtract(histogram, counted, columns);
  offer(ground, nodes, open, { node: small, histogram: counted });
  offer(ground, nodes, open, { node: large, histogram: rest });
}

function takeBest(open: Open[]): Open {
  let best = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.split.gain > open[best]!.split.gain) best = i;
  return open.splice(best, 1)[0]!;
}

interface Cut {
  readonly split: Split;
  readonly spare: Int32Array;
}

/** Splits a leaf: its rows are put left and right, each side in the order it was in. */
function divide({ bins, order, rules }: Ground, nodes: GrownNode[], node: number, { split, spare }: Cut): void {
  const parent = nodes[node]!;
  const codes = bins.codes[split.column]!;
  let middle = parent.begin;
  let right = 0;
  for (let i = parent.begin; i < parent.end; i++) {
    const row = order[i]!;
    if (codes[row]! <= split.bin) order[middle++] = row;
    else spare[right++] = row;
  }
  order.set(spare.subarray(0, right), middle);
  const [leftBounds, rightBounds] = boundsBelow(parent.bounds, split, rules);
  parent.column = split.column;
  parent.bin = split.bin;
  parent.left = nodes.push(nodeOf(parent.begin, middle, split.left, leftBounds)) - 1;
  parent.right = nodes.push(nodeOf(middle, parent.end, split.right, rightBounds)) - 1;
}

/** Below a split by a column whose way is laid down, neither side may pass the middle between the two values. */
function boundsBelow(bounds: Bounds, { column, left, right }: Split, { monotone, l2 }: SplitRules): readonly [Bounds, Bounds] {
  const way = monotone?.[column] ?? 0;
  if (way === 0) return [bounds, bounds];
  const middle = (newtonStep(left, l2, bounds) + newtonStep(right, l2, bounds)) / 2;
  const [below, above] = [
    { low: bounds.low, high: middle },
    { low: middle, high: bounds.high },
  ];
  return way > 0 ? [below, above] : [above, below];
}
