import { type Clusters, DRAWS, type Interval } from '../../core/measures/bootstrap';
import { percentiles, picksOf } from './resample';

/**
 * Conditional value at risk: the mean of the worst part 1 - `level` of losses (any unit; above 0 is worse), the loss on the edge counted with the part of it that is
 * inside; of fewer than 1 / (1 - level) losses the largest. (Rockafellar and Uryasev, Conditional value-at-risk for general loss distributions, Journal of
 * Banking and Finance 26, 2002.) NaN of none, and where a loss is NaN: a tail without its unknowns would flatter. Throws a RangeError for a level that is not from 0 to below 1.
 */
export function cvar(losses: ArrayLike<number>, level = 0.95): number {
  if (!(level >= 0 && level < 1)) throw new RangeError(`level is ${level}: must be from 0 to below 1`);
  const n = losses.length;
  // sorting puts NaN last
  const sorted = Float64Array.from(losses).sort();
  if (n === 0 || Number.isNaN(sorted[n - 1]!)) return Number.NaN;
  const wanted = Math.max(1, n * (1 - level));
  // n (1 - level) of a whole number may come out a rounding error above or below it
  const whole = Math.floor(wanted + 1e-9);
  let sum = 0;
  for (let i = 0; i < whole; i++) sum += sorted[n - 1 - i]!;
  const part = Math.max(0, wanted - whole);
  return (sum + (part > 1e-9 ? part * sorted[n - 1 - whole]! : 0)) / wanted;
}

/**
 * The mean of what is above 0 over the mean of what is below (both of advantages, bps): how much a good order brings for what a bad one takes. It does not say how many
 * there are of each. As used for price advantages by Fang et al., Universal Trading for Order Execution with Oracle Policy Distillation, AAAI 2021. Infinity
 * without a loss, 0 without a gain, NaN without either.
 */
export function gainLossRatio(advantages: ArrayLike<number>): number {
  let [gain, gains, loss, losses] = [0, 0, 0, 0];
  for (let i = 0; i < advantages.length; i++) {
    const x = advantages[i]!;
    if (x > 0) {
      gain += x;
      gains++;
    } else if (x < 0) {
      loss -= x;
      losses++;
    } else if (x !== 0) return Number.NaN;
  }
  if (losses === 0) return gains > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return gains === 0 ? 0 : gain / gains / (loss / losses);
}

/** CVaR of losses with its 95 % interval: percentiles over clusters drawn with replacement. With few clusters it is too narrow: a tail needs many. One NaN makes it NaN. */
export const cvarInterval = (losses: Clusters, seed: number, level = 0.95): Interval =>
  intervalOf('cvar', [losses], seed, ([of]) => cvar(of!, level));

/** Gain-loss ratio of advantages with its 95 % interval, in the same way. */
export const gainLossInterval = (advantages: Clusters, seed: number): Interval =>
  intervalOf('gain-loss', [advantages], seed, ([of]) => gainLossRatio(of!));

/**
 * CVaR of `a` less CVaR of `b`, losses of the same unit: above 0 `a` has the worse tail. Cluster i of both is the same market or day, and both are drawn together. Throws a
 * RangeError where the numbers of clusters differ.
 */
export function cvarDifference(a: Clusters, b: Clusters, seed: number, level = 0.95): Interval {
  if (a.length !== b.length) throw new RangeError(`${a.length} clusters are held against ${b.length}`);
  return intervalOf('cvar', [a, b], seed, ([ofA, ofB]) => cvar(ofA!, level) - cvar(ofB!, level));
}

/** A statistic of all observations of one or more samples, whose clusters belong together by place, with an interval over clusters. */
function intervalOf(
  name: string,
  samples: readonly Clusters[],
  seed: number,
  statistic: (observations: readonly ArrayLike<number>[]) => number,
): Interval {
  const places = [...samples[0]!.keys()].filter(i => samples.every(clusters => clusters[i]!.length > 0));
  const drawn = samples.map(clusters => pooled(places.map(i => clusters[i]!)));
  const [n, observations] = [places.length, drawn[0]!.observations];
  const found = { mean: statistic(drawn.map(d => d.all())), clusters: n, observations };
  if (n < 2) return { ...found, low: Number.NaN, high: Number.NaN, by: 'none' };
  const picks = picksOf(name, seed, n);
  const [low, high] = percentiles(DRAWS, d => {
    const picked = picks(d);
    return statistic(drawn.map(of => of.some(picked)));
  });
  return { ...found, low, high, by: 'bootstrap' };
}

/** Observations of clusters in one row, and of picked clusters in another that is used again. */
function pooled(clusters: Clusters) {
  const whole = Float64Array.from(clusters.flat());
  const most = clusters.reduce((size, c) => Math.max(size, c.length), 0) * clusters.length;
  const room = new Float64Array(most);
  const own = clusters.map(c => Float64Array.from(c));
  return {
    observations: whole.length,
    all: (): Float64Array => whole,
    some: (picked: Int32Array): Float64Array => {
      let end = 0;
      for (const i of picked) {
        room.set(own[i]!, end);
        end += own[i]!.length;
      }
      return room.subarray(0, end);
    },
  };
}
