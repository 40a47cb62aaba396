import { quantile } from '../../core/measures/bootstrap';
import { draw, drawKey } from '../../core/schedule/curves/draws';
import type { Spell } from './spell';

/** A number with its 95 % interval over clusters. */
export interface Estimate {
  readonly value: number;
  /** NaN with fewer than two clusters. */
  readonly low: number;
  readonly high: number;
  readonly clusters: number;
}

const DRAWS = 300;
/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { floor } = Math;

/** Places of spells' clusters, counted from 0, and how many there are. */
export function clustersOf(spells: readonly Spell[]): { readonly of: Int32Array; readonly count: number } {
  const places = new Map<string, number>();
  const of = Int32Array.from(spells, ({ cluster }) => {
    const place = places.get(cluster) ?? places.size;
    places.set(cluster, place);
    return place;
  });
  return { of, count: places.size };
}

/**
 * Estimates with their intervals by a seeded bootstrap over clusters: 300 times as many clusters drawn with replacement. `by` says what it finds where each cluster stands there so many times.
 */
export function overClusters(count: number, by: (times: Float64Array) => readonly number[], seed: number): Estimate[] {
  const values = by(new Float64Array(count).fill(1));
  const key = drawKey('fills', seed);
  const found = values.map(() => new Float64Array(DRAWS));
  const times = new Float64Array(count);
  for (let d = 0; d < DRAWS && count > 1; d++) {
    times.fill(0);
    for (let k = 0; k < count; k++) times[floor(draw(key, d * count + k) * count)]!++;
    by(times).forEach((value, i) => {
      found[i]![d] = value;
    });
  }
  return values.map((value, i) => {
    if (count < 2) return { value, low: Number.NaN, high: Number.NaN, clusters: count };
    const sorted = found[i]!.filter(v => !Number.isNaN(v)).sort();
    return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975), clusters: count };
  });
}
