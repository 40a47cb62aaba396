/** The least of the values (reordered by it) of which at least the part `part` (0 to 1) of the weight lies at or below; left out, each weighs 1. */
export function weightedQuantile(values: Float64Array, weight: ArrayLike<number> | undefined, part: number): number {
  if (!weight) return values.sort()[Math.max(0, Math.ceil(part * values.length) - 1)]!;
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
  const least = part * order.reduce((sum, i) => sum + weight[i]!, 0);
  let below = 0;
  for (const i of order) if ((below += weight[i]!) >= least) return values[i]!;
  return values[order[order.length - 1]!]!;
}
