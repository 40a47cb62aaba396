import type { StrategyName } from '../../../core/facts';
import { type Interval, meanInterval } from '../../../core/measures/bootstrap';
import { advantages, type Clustered } from './table';

/** How a schedule stands to the best baseline, on the same orders. */
export interface Verdict {
  readonly strategy: StrategyName;
  /** IS of the best baseline less its own, bps: above 0 it is cheaper. */
  readonly advantage: Interval;
  /**
   * `better`: the interval is above 0. `not worse`: it is above minus the margin. `worse`: it is below 0. `open`: it is too wide to tell.
   */
  readonly verdict: 'better' | 'not worse' | 'worse' | 'open';
  /** Half of the interval's width (bps), and the standard deviation of a cluster's difference (bps). */
  readonly halfWidth: number;
  readonly sd: number;
  /** Clusters with which a difference as large as the margin is found in 8 cases of 10: 7.85 (sd / margin)^2 (two-sided 5 %, power 80 %). */
  readonly clustersNeeded: number;
}

/** A difference in cost (bps) that is none. */
export const MARGIN = 0.1;

/** Verdicts on all schedules but the best baseline itself. `seed` is the bootstrap's. */
export function verdictsOf(
  results: ReadonlyMap<StrategyName, readonly Clustered[]>,
  best: StrategyName,
  seed: number,
): Verdict[] {
  return [...results].flatMap(([strategy, parents]) => {
    if (strategy === best) return [];
    const differences = advantages(parents, results.get(best)!);
    const advantage = meanInterval(differences, seed);
    const sd = deviation(differences.map(d => d.reduce((sum, x) => sum + x, 0) / d.length));
    return {
      strategy,
      advantage,
      verdict: verdictOf(advantage),
      halfWidth: (advantage.high - advantage.low) / 2,
      sd,
      clustersNeeded: Math.ceil(7.85 * (sd / MARGIN) ** 2),
    };
  });
}

export function verdictOf({ low, high }: Pick<Interval, 'low' | 'high'>): Verdict['verdict'] {
  if (low > 0) return 'better';
  if (high < 0) return 'worse';
  return low > -MARGIN ? 'not worse' : 'open';
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
}
