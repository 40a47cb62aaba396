import { type DrawKey, draw, drawKey } from '../schedule/curves/draws';

/** Observations that belong together (one seed, one day): they are drawn together or not at all. */
export type Clusters = readonly (readonly number[])[];

/** A mean with its 95 % interval, and what it rests on. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly clusters: number;
  readonly observations: number;
  /** How the interval was made. `none`: there is none, for of two clusters or fewer nothing is told by random signs (nor of four that lie as far from their mean, two on each side). */
  readonly by: 'bootstrap' | 'wild-t' | 'none';
}

/** Below so many clusters a plain bootstrap is too narrow (Cameron, Gelbach and Miller, Review of Economics and Statistics 90, 2008). */
const FEW = 30;
export const DRAWS = 2_000;
/** Below so many clusters half of all random signs leave no spread to measure a mean by. */
const LEAST = 3;
/** A spread so much smaller than the mean is what rounding leaves of none. */
const ROUNDING = 1e-12;
/** Taken once: under a test runner each use of a global is looked up in its context. */
const { floor, sqrt } = Math;

/**
 * The mean over all observations with a 95 % interval by a seeded bootstrap over clusters: percentiles of 2,000 means, or with fewer than
 * 30 clusters a wild-cluster bootstrap-t with random signs, symmetric. Give it paired differences to compare two things. NaN observations
 * are left out, and a cluster that has no others; of fewer than three clusters the ends are NaN. `alpha`: how often the interval may miss the mean; far below 0.05 it takes more draws.
 */
export function meanInterval(clusters: Clusters, seed: number, draws = DRAWS, alpha = 0.05): Interval {
  const totals = totalsOf(clusters);
  const { sums, observations, mean } = totals;
  const found = { mean, clusters: sums.length, observations };
  const none = { ...found, low: Number.NaN, high: Number.NaN, by: 'none' } as const;
  if (sums.length < LEAST) return none;
  const drawing = { key: drawKey('bootstrap', seed), draws };
  if (sums.length < FEW) {
    const { ts, error } = wildTs(totals, drawing);
    const half = quantile(ts, 1 - alpha) * error;
    return Number.isFinite(half) ? { ...found, low: mean - half, high: mean + half, by: 'wild-t' } : none;
  }
  const means = resampled(totals, drawing);
  return { ...found, low: quantile(means, alpha / 2), high: quantile(means, 1 - alpha / 2), by: 'bootstrap' };
}

/**
 * How likely a mean at least so far from 0 is where the true one is 0, two-sided, by the same draws as `meanInterval`: below alpha about where 0 is outside of its
 * interval. At least 1 / (draws + 1), for that is all that so many draws can show. NaN of fewer than two clusters.
 */
export function meanPValue(clusters: Clusters, seed: number, draws = DRAWS): number {
  const totals = totalsOf(clusters);
  const { sums, mean } = totals;
  if (sums.length < 2) return Number.NaN;
  const drawing = { key: drawKey('bootstrap', seed), draws };
  const among = (of: ArrayLike<number>, holds: (value: number) => boolean): number => {
    let count = 1;
    for (let i = 0; i < of.length; i++) if (holds(of[i]!)) count++;
    return count / (draws + 1);
  };
  if (sums.length < FEW) {
    const { ts, error } = wildTs(totals, drawing);
    return among(ts, t => t * error >= Math.abs(mean));
  }
  const means = resampled(totals, drawing);
  return Math.min(1, 2 * among(means, mean > 0 ? m => m <= 0 : m => m >= 0));
}

interface Totals {
  /** Sum and number of the known observations of each cluster that has any. */
  readonly sums: readonly number[];
  readonly sizes: readonly number[];
  readonly observations: number;
  readonly mean: number;
}

function totalsOf(clusters: Clusters): Totals {
  const kept = clusters.map(c => c.filter(x => !Number.isNaN(x))).filter(c => c.length > 0);
  const sums = kept.map(c => c.reduce((sum, x) => sum + x, 0));
  const sizes = kept.map(c => c.length);
  const observations = total(sizes);
  return { sums, sizes, observations, mean: total(sums) / observations };
}

/** Means of samples of as many clusters, drawn with replacement; sorted. */
function resampled({ sums, sizes }: Totals, { key, draws }: Drawing): Float64Array {
  const means = new Float64Array(draws);
  const n = sums.length;
  for (let d = 0; d < draws; d++) {
    let sum = 0;
    let size = 0;
    for (let k = 0; k < n; k++) {
      const i = floor(draw(key, d * n + k) * n);
      sum += sums[i]!;
      size += sizes[i]!;
    }
    means[d] = sum / size;
  }
  return means.sort();
}

interface Drawing {
  readonly key: DrawKey;
  readonly draws: number;
}

/** |t| of samples whose residuals got random signs, sorted; and the standard error of the mean. */
function wildTs({ sums, sizes, observations, mean }: Totals, { key, draws }: Drawing): { ts: Float64Array; error: number } {
  const n = sums.length;
  const residuals = sums.map((sum, i) => sum - sizes[i]! * mean);
  const error = (squares: number): number => sqrt((n / (n - 1)) * squares) / observations;
  const signed = new Float64Array(n);
  const ts = new Float64Array(draws);
  for (let d = 0; d < draws; d++) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const r = residuals[i]!;
      sum += signed[i] = draw(key, d * n + i) < 0.5 ? r : -r;
    }
    const shift = sum / observations;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const r = signed[i]! - sizes[i]! * shift;
      squares += r * r;
    }
    const se = error(squares);
    const away = shift < 0 ? -shift : shift;
    // all on one side and equally far: as sure as can be, and not the nothing that a sample without any shift is
    ts[d] = se > ROUNDING * away ? away / se : away === 0 ? 0 : Number.POSITIVE_INFINITY;
  }
  return { ts: ts.sort(), error: error(total(residuals.map(r => r * r))) };
}

const total = (of: readonly number[]): number => of.reduce((sum, x) => sum + x, 0);

/** The value below which a part of sorted values lies, interpolated. */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  const at = (sorted.length - 1) * part;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}
