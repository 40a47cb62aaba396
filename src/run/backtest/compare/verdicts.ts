import type { StrategyName } from '../../../core/facts';
import { type Interval, meanInterval, meanPValue } from '../../../core/measures/bootstrap';
import { holm } from '../../../validation/stats/holm';
import { pairedClusters } from '../../../validation/stats/power';
import { advantages, type Clustered } from './table';

/** How a schedule stands to the best baseline, on the same orders. */
export interface Verdict {
  readonly strategy: StrategyName;
  /** IS of the best baseline less its own, bps: above 0 it is cheaper. */
  readonly advantage: Interval;
  /** How likely so large a difference is where there is none, adjusted for the schedules held against the baseline together (Holm). 1 with fewer than two clusters. */
  readonly p: number;
  /**
   * `better`: the interval is above 0, `worse`: it is below, and in both cases `p` is below 0.05. Else `not worse`: the interval is above minus the margin, or `open`: it is too wide to
   * tell.
   */
  readonly verdict: 'better' | 'not worse' | 'worse' | 'open';
  /** Half of the interval's width (bps), and the standard deviation of a cluster's difference (bps). */
  readonly halfWidth: number;
  readonly sd: number;
  /** Clusters with which a difference as large as the margin is found in 8 cases of 10: `pairedClusters`. */
  readonly clustersNeeded: number;
}

/** A difference in cost (bps) that is none. */
export const MARGIN = 0.1;
/** How often any of the schedules may be called better or worse than a baseline that it is no different from. */
const ALPHA = 0.05;

/** Verdicts on all schedules but the best baseline itself. `seed` is the bootstrap's. */
export function verdictsOf(
  results: ReadonlyMap<StrategyName, readonly Clustered[]>,
  best: StrategyName,
  seed: number,
): Verdict[] {
  const others = [...results].filter(([strategy]) => strategy !== best);
  const differences = others.map(([, parents]) => advantages(parents, results.get(best)!));
  const ps = holm(differences.map(of => (of.length < 2 ? 1 : meanPValue(of, seed))));
  return others.map(([strategy], n) => {
    const of = differences[n]!;
    const advantage = meanInterval(of, seed);
    const sd = deviation(of.map(d => d.reduce((sum, x) => sum + x, 0) / d.length));
    return {
      strategy,
      advantage,
      p: ps[n]!,
      verdict: verdictOf(advantage, ps[n]!),
      halfWidth: (advantage.high - advantage.low) / 2,
      sd,
      clustersNeeded: pairedClusters(sd, MARGIN),
    };
  });
}

/** What may be said of an interval whose difference from 0 has this adjusted p-value. */
export function verdictOf({ low, high }: Pick<Interval, 'low' | 'high'>, p: number): Verdict['verdict'] {
  if (low > 0 && p < ALPHA) return 'better';
  if (high < 0 && p < ALPHA) return 'worse';
  return low > -MARGIN ? 'not worse' : 'open';
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1));
}
