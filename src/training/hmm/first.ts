import type { HmmModel } from '../../core/learning/hmm-model';
import type { Chance } from '../impact/chance';
import { type Bars, knownOf } from './bars';

/** How likely a state is to last a bar at first. */
const STAYS = 0.95;

/** Mean and variance of each series over all bars. */
export interface Whole {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
}

export function wholeOf(bars: Bars): Whole {
  const moments = Array.from({ length: bars.width }, (_, d) => {
    const known = knownOf(bars, d);
    const mean = known.reduce((sum, v) => sum + v, 0) / known.length;
    return { mean, variance: known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / known.length };
  });
  return { mean: moments.map(m => m.mean), variance: moments.map(m => m.variance) };
}

/** The first guess: bars by the first series in equal parts, from low to high. */
export function byQuantiles(bars: Bars, states: number, whole: Whole): HmmModel {
  const { x, width } = bars;
  const sorted = knownOf(bars, 0).sort();
  const upTo = Array.from({ length: states - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / states)]!);
  return guess(bars, states, whole, t => {
    const v = x[t * width]!;
    return Number.isNaN(v) ? -1 : upTo.filter(end => v >= end).length;
  });
}

/** Other guesses: each bar to the nearest of bars drawn far from one another (Arthur and Vassilvitskii, "k-means++", SODA 2007). */
export function byDistance(bars: Bars, states: number, whole: Whole, chance: Chance): HmmModel {
  const { width, count, x } = bars;
  const distance = (a: number, b: number): number => {
    let sum = 0;
    for (let d = 0; d < width; d++) {
      const gap = x[a * width + d]! - x[b * width + d]!;
      if (!Number.isNaN(gap)) sum += gap ** 2 / whole.variance[d]!;
    }
    return sum;
  };
  const centres = [Math.floor(chance.between(0, count))];
  const nearest = Float64Array.from({ length: count }, (_, t) => distance(t, centres[0]!));
  while (centres.length < states) {
    let left = chance.between(
      0,
      nearest.reduce((sum, v) => sum + v, 0),
    );
    const found = nearest.findIndex(v => (left -= v) < 0);
    centres.push(found < 0 ? count - 1 : found);
    for (let t = 0; t < count; t++) nearest[t] = Math.min(nearest[t]!, distance(t, centres[centres.length - 1]!));
  }
  return guess(bars, states, whole, t => {
    const distances = centres.map(c => distance(t, c));
    return distances.indexOf(Math.min(...distances));
  });
}

/** A model whose states have the moments of the bars that belong to them; -1: to none. */
function guess({ x, width, count }: Bars, states: number, whole: Whole, stateOf: (bar: number) => number): HmmModel {
  const of = Array.from({ length: count }, (_, t) => stateOf(t));
  const overState = (k: number, d: number, value: (v: number) => number): number | undefined => {
    let [sum, n] = [0, 0];
    for (let t = 0; t < count; t++) {
      const v = x[t * width + d]!;
      if (of[t] !== k || Number.isNaN(v)) continue;
      sum += value(v);
      n++;
    }
    return n > 0 ? sum / n : undefined;
  };
  const each = <T>(make: (k: number) => T): T[] => Array.from({ length: states }, (_, k) => make(k));
  const mean = each(k => whole.mean.map((m, d) => overState(k, d, v => v) ?? m));
  return {
    start: each(() => 1 / states),
    transition: each(i => each(j => (i === j ? STAYS : (1 - STAYS) / Math.max(1, states - 1)))),
    mean,
    variance: each(k => whole.variance.map((all, d) => overState(k, d, v => (v - mean[k]![d]!) ** 2) || all)),
    floor: Number.NEGATIVE_INFINITY,
  };
}
