import { averageImpact, type ImpactModel, impactOf, noiseOf } from '../../core/impact/model';
import { meanInterval } from '../../core/measures/bootstrap';
import { type Metaorder, withEarlier } from '../../training/impact/metaorder';
import type { Found } from './move';

/**
 * Y by orders, everything else as the model has it: costs are linear in it, so weighted least squares (by 1 / noise^2) is Y (1 + sum of g r / sum of g^2), with g what the model
 * says of impact and r what the order cost beyond q50, both over the noise. Signed costs, none left out. The interval is over clusters (days, markets that were made up), of the ratio made linear.
 * Undefined where no order has an impact.
 */
export function foundY(model: ImpactModel, orders: readonly Metaorder[], seed: number): Found | undefined {
  const sums = new Map<string, { up: number; down: number }>();
  withEarlier(orders, model).forEach((query, i) => {
    const noise = noiseOf(model, query);
    const slope = averageImpact(model, query) / noise;
    const rest = (orders[i]!.cost - impactOf(model, query).q50) / noise;
    const { cluster } = orders[i]!;
    const sum = sums.get(cluster) ?? { up: 0, down: 0 };
    sums.set(cluster, { up: sum.up + slope * rest, down: sum.down + slope * slope });
  });
  const all = [...sums.values()];
  const down = all.reduce((sum, c) => sum + c.down, 0);
  if (!(down > 0)) return undefined;
  const ratio = all.reduce((sum, c) => sum + c.up, 0) / down;
  const n = all.length;
  // each cluster's share of the ratio, with what it would have added were the ratio true: their mean is the ratio
  const { low, high } = meanInterval(
    all.map(c => [ratio + (n * (c.up - ratio * c.down)) / down]),
    seed,
  );
  const y = (by: number): number => model.y * (1 + by);
  return { value: y(ratio), low: y(low), high: y(high), n: orders.length, clusters: n };
}
