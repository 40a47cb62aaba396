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
  /** How the interval was made. `none`: fewer than two clusters, so that nothing is known of how the mean varies. */
  readonly by: 'bootstrap' | 'wild-t' | 'none';
}

/** Below so many clusters a plain bootstrap is too narrow (Cameron, Gelbach and Miller, Review of Economics and Statistics 90, 2008). */
const FEW = 30;
export const DRAWS = 2_000;

/**
 * The mean over all observations with a 95 % interval by a seeded bootstrap over clusters: percentiles of 2,000 means, or with fewer than
 * 30 clusters a wild-cluster bootstrap-t with random signs, symmetric. Give it paired differences to compare two things. NaN observations
 * are left out, and a cluster that has no others.
 */
export function meanInterval(clusters: Clusters, seed: number, draws = DRAWS): Interval {
  const kept = clusters.map(c => c.filter(x => !Number.isNaN(x))).filter(c => c.length > 0);
  const sums = kept.map(c => c.reduce((sum, x) => sum + x, 0));
  const sizes = kept.map(c => c.length);
  const observations = total(sizes);
  const mean = total(sums) / observations;
  const found = { mean, clusters: kept.length, observations };
  if (kept.length < 2) return { ...found, low: Number.NaN, high: Number.NaN, by: 'none' };
  const key = drawKey('bootstrap', seed);
  if (kept.length < FEW) {
    const half = wildHalf(sums, sizes, mean, { key, draws });
    return { ...found, low: mean - half, high: mean + half, by: 'wild-t' };
  }
  const means = resampled(sums, sizes, key, draws);
  return { ...found, low: quantile(means, 0.025), high: quantile(means, 0.975), by: 'bootstrap' };
}

/** Means of samples of as many clusters, drawn with replacement; sorted. */
function resampled(sums: readonly number[], sizes: readonly number[], key: DrawKey, draws: number): Float64Array {
  const means = new Float64Array(draws);
  const n = sums.length;
  for (let d = 0; d < draws; d++) {
    let sum = 0;
    let size = 0;
    for (let k = 0; k < n; k++) {
      const i = Math.floor(draw(key, d * n + k) * n);
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

/** Half the width of the interval: the 95th percentile of |t| over samples whose residuals got random signs, times the standard error. */
function wildHalf(sums: readonly number[], sizes: readonly number[], mean: number, { key, draws }: Drawing): number {
  const n = sums.length;
  const size = total(sizes);
  const residuals = sums.map((sum, i) => sum - sizes[i]! * mean);
  const error = (of: readonly number[]): number => Math.sqrt((n / (n - 1)) * total(of.map(r => r * r))) / size;
  const ts = new Float64Array(draws);
  for (let d = 0; d < draws; d++) {
    const signed = residuals.map((r, i) => (draw(key, d * n + i) < 0.5 ? r : -r));
    const shift = total(signed) / size;
    const se = error(signed.map((r, i) => r - sizes[i]! * shift));
    ts[d] = se === 0 ? 0 : Math.abs(shift) / se;
  }
  return quantile(ts.sort(), 0.95) * error(residuals);
}

const total = (of: readonly number[]): number => of.reduce((sum, x) => sum + x, 0);

/** The value below which a part of sorted values lies, interpolated. */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  const at = (sorted.length - 1) * part;
  const low = Math.floor(at);
  const high = Math.ceil(at);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}
