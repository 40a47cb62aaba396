import { DRAWS, meanInterval } from '../../core/measures/bootstrap';
import { medianOf } from '../../core/measures/median';

/** One value of a figure, and what belongs together with it: orders of one day in one symbol met the same market. */
export interface Observation {
  readonly value: number;
  readonly cluster: string;
}

/** A mean and its interval; null where there is none. */
export interface Stat {
  /** Orders (or fills) that have the figure. */
  readonly n: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** What was drawn together, and how many of those there were. */
  readonly clusters: number;
  readonly by: 'day and symbol' | 'order' | 'none';
}

/** How sure intervals are to be, 0.95 for 95 %, and the seed of their bootstrap. */
export interface Confidence {
  readonly level: number;
  readonly seed: number;
}

/** So few clusters tell nothing of how far a mean may be off (core/measures/bootstrap.ts). */
const LEAST = 3;
/** Of more single orders than this, those that followed each other are drawn together, so many stretches of them: it costs less, and knows that neighbours met one market. */
const MOST = 500;
/** Draws that must lie outside of each end for it to be one. */
const OUTSIDE = 25;

/**
 * Mean, median and interval of a figure. Clusters are days (UTC) by symbol; where there are fewer than three of them each observation stands for itself, which is too narrow
 * an interval where orders hang together: `by` says which.
 */
export function statOf(observations: readonly Observation[], { level, seed }: Confidence): Stat {
  const values = observations.map(o => o.value);
  const byCluster = new Map<string, number[]>();
  for (const { value, cluster } of observations) {
    const own = byCluster.get(cluster);
    if (own) own.push(value);
    else byCluster.set(cluster, [value]);
  }
  const grouped = byCluster.size >= LEAST;
  const clusters = grouped ? [...byCluster.values()] : stretchesOf(values);
  const alpha = 1 - level;
  const found = meanInterval(clusters, seed, Math.max(DRAWS, Math.ceil((2 * OUTSIDE) / alpha)), alpha);
  return {
    n: values.length,
    mean: known(found.mean),
    median: known(medianOf(values)),
    low: known(found.low),
    high: known(found.high),
    clusters: found.clusters,
    by: found.by === 'none' ? 'none' : grouped ? 'day and symbol' : 'order',
  };
}

function stretchesOf(values: readonly number[]): number[][] {
  const length = Math.ceil(values.length / MOST);
  return Array.from({ length: Math.ceil(values.length / Math.max(1, length)) }, (_, i) =>
    values.slice(i * length, (i + 1) * length),
  );
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
