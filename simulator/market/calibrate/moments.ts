import type { Facts } from '../facts/facts';
import { meanOf } from '../facts/series';

/** One number of a market that a fit should meet: how it is read off the facts, and the difference that is worth noticing. */
interface Moment {
  readonly name: string;
  readonly of: (facts: Facts) => number;
  readonly scale: number;
}

/** Numbers that are sizes are compared by their logarithm: a scale of 0.2 is about 20 %. */
const MOMENTS: readonly Moment[] = [
  { name: 'spread', of: f => Math.log(f.spreadTicks), scale: 0.2 },
  { name: 'depth', of: f => Math.log(f.depthTrades), scale: 0.3 },
  { name: 'trades a minute', of: f => Math.log(f.tradesPerMinute), scale: 0.2 },
  { name: 'volatility', of: f => Math.log(f.volatilityBps), scale: 0.2 },
  { name: 'kurtosis', of: f => Math.log(Math.max(0, f.kurtosis10s) + 1), scale: 0.7 },
  { name: 'return autocorrelation', of: f => f.returnAcf, scale: 0.05 },
  { name: 'absolute return autocorrelation', of: f => f.absAcf, scale: 0.05 },
  { name: 'the same, 30 lags', of: f => f.absAcfLong, scale: 0.04 },
  { name: 'sign memory, lag 1', of: f => f.signAcf1, scale: 0.08 },
  { name: 'sign memory, lag 10', of: f => f.signAcf10, scale: 0.08 },
];

export const MOMENT_NAMES: readonly string[] = MOMENTS.map(m => m.name);

/** The moments of several stretches, averaged; one that a stretch cannot tell is left out of its average, NaN where none can. */
export const momentsOf = (facts: readonly Facts[]): number[] =>
  MOMENTS.map(m => meanOf(facts.map(m.of).filter(value => Number.isFinite(value))));

/** Differences in units of what is worth noticing; one that a side cannot tell counts as none. */
export const gaps = (ours: readonly number[], theirs: readonly number[]): number[] =>
  MOMENTS.map(({ scale }, i) => {
    const gap = (ours[i]! - theirs[i]!) / scale;
    return Number.isFinite(gap) ? gap : 0;
  });

/** How far two sets of moments are apart: root of the mean square of their gaps. 1 is a noticeable difference in each. */
export const distance = (ours: readonly number[], theirs: readonly number[]): number =>
  Math.sqrt(meanOf(gaps(ours, theirs).map(gap => gap * gap)));
