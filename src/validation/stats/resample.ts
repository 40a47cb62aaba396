import { quantile } from '../../core/measures/bootstrap';
import { draw, drawKey } from '../../core/schedule/curves/draws';

const { floor } = Math;

/** Clusters drawn with replacement: numbers 0 to n - 1, n of them, in an array that the next draw overwrites. */
export type Picks = (draw: number) => Int32Array;

/** Draws of n clusters. One name, seed and n, one row of draws. */
export function picksOf(name: string, seed: number, n: number): Picks {
  const key = drawKey(name, seed);
  const picked = new Int32Array(n);
  return d => {
    for (let k = 0; k < n; k++) picked[k] = floor(draw(key, d * n + k) * n);
    return picked;
  };
}

/** Percentile interval of a statistic over draws (it need not be a mean); draws of which it is NaN are left out. */
export function percentiles(
  draws: number,
  statistic: (draw: number) => number,
  alpha = 0.05,
): readonly [low: number, high: number] {
  const found = new Float64Array(draws);
  let known = 0;
  for (let d = 0; d < draws; d++) {
    const value = statistic(d);
    if (!Number.isNaN(value)) found[known++] = value;
  }
  const sorted = found.subarray(0, known).sort();
  return known === 0 ? [Number.NaN, Number.NaN] : [at(sorted, alpha / 2), at(sorted, 1 - alpha / 2)];
}

/** A quantile; between two values that are both infinite there is nothing to interpolate. */
function at(sorted: Float64Array, part: number): number {
  const value = quantile(sorted, part);
  return Number.isNaN(value) ? sorted[Math.round((sorted.length - 1) * part)]! : value;
}
