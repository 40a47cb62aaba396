import type { GrownNode } from './grow';
import { type Bounds, newtonStep, UNBOUND } from './split';
import { weightedQuantile } from './weighted-quantile';

/** What every node of a tree would say if it were a leaf, before the learning rate: a step of Newton's within its bounds. */
export const newtonValues = (nodes: readonly GrownNode[], l2: number): Float64Array =>
  Float64Array.from(nodes, n => newtonStep(n.sums, l2, n.bounds));

/** Rows in the order of the leaves, what is left to explain of each row, and what it counts for. */
export interface Residuals {
  readonly order: Int32Array;
  readonly left: Float64Array;
  readonly weight?: ArrayLike<number>;
}

/**
 * The same as quantiles of what is left in each leaf. Where columns have a way laid down, bounds are made anew of the quantiles: below a split by such a column neither
 * side passes the middle between the two sides' quantiles, or where these go against the way, the quantile of both.
 */
export function quantileValues(
  nodes: readonly GrownNode[],
  residuals: Residuals,
  part: number,
  monotone?: readonly number[],
): Float64Array {
  const own = nodes.map(n => (n.column < 0 || monotone ? quantileOf(n, residuals, part) : 0));
  const values = new Float64Array(nodes.length);
  const bounds: Bounds[] = nodes.map(() => UNBOUND);
  nodes.forEach(({ column, left, right }, n) => {
    const { low, high } = bounds[n]!;
    values[n] = Math.min(high, Math.max(low, own[n]!));
    if (column < 0) return;
    const way = monotone?.[column] ?? 0;
    const apart = way * (own[right]! - own[left]!) > 0;
    const middle = Math.min(high, Math.max(low, apart ? (own[left]! + own[right]!) / 2 : own[n]!));
    bounds[left] = way === 0 ? bounds[n]! : way > 0 ? { low, high: middle } : { low: middle, high };
    bounds[right] = way === 0 ? bounds[n]! : way > 0 ? { low: middle, high } : { low, high: middle };
  });
  return values;
}

function quantileOf({ begin, end }: GrownNode, { order, left, weight }: Residuals, part: number): number {
  const rows = order.subarray(begin, end);
  const values = Float64Array.from(rows, row => left[row]!);
  return weightedQuantile(values, weight && Float64Array.from(rows, row => weight[row]!), part);
}
