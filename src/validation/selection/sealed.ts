import { type Clusters, DRAWS, type Interval, meanInterval } from '../../core/measures/bootstrap';
import type { Gate } from '../report';
import { leastClusters, pairedClusters } from '../stats/power';

/** What is held against the baseline on data that nothing was chosen by. */
export interface Sealed {
  /** How much less than the baseline each order cost, bps, by cluster. */
  readonly advantage: Clusters;
  /** A gain (bps) below which there is no use. */
  readonly margin: number;
  /** How often the data were opened, this time included. */
  readonly accesses: number;
  readonly seed: number;
}

/** How often any of all accesses, however many there will be, may miss the truth. */
const ALPHA = 0.05;
/** Times 2,000 draws at most. */
const MOST_DRAWN = 20;

/**
 * How often the interval of the k-th access may miss the truth: 0.05 / (k (k + 1)). 1 / (k (k + 1)) is 1 / k - 1 / (k + 1), so that all of them together come to 0.05 and no more, whoever
 * looks how often; a k-th access at 0.05 / k would not (0.114 after five).
 */
export const alphaOf = (access: number): number => ALPHA / (access * (access + 1));

/** The mean over clusters with the interval that is due to the k-th access. */
export const sealedInterval = (advantage: Clusters, access: number, seed: number): Interval =>
  meanInterval(advantage, seed, DRAWS * Math.min((access * (access + 1)) / 2, MOST_DRAWN), alphaOf(access));

/**
 * The gate `sealed.advantage`: the mean gain with an interval that misses the truth in 5 % of all accesses together (`alphaOf`). It passes where the whole interval is above
 * 0, and fails where it is below the margin: dearer, or of no use. In between nothing is told, and it says how many clusters it takes. Throws a RangeError for a gain that is not known.
 */
export function judgeSealed({ advantage, margin, accesses, seed }: Sealed): Gate {
  if (!(Number.isInteger(accesses) && accesses >= 1))
    throw new RangeError(`accesses is ${accesses}: must be a whole number from 1`);
  if (!(margin >= 0)) throw new RangeError(`margin is ${margin}: must be 0 or more`);
  const bad = advantage.findIndex(cluster => cluster.some(v => !Number.isFinite(v)));
  if (bad >= 0)
    throw new RangeError(`cluster ${bad} has an order whose cost is not known: one that could not be done is not left out`);
  const alpha = alphaOf(accesses);
  const interval = sealedInterval(advantage, accesses, seed);
  const gate = {
    id: 'sealed.advantage',
    what: 'how much less than the best baseline an order costs on the sealed data (bps); the low end of the interval counts',
    value: known(interval.mean),
    low: known(interval.low),
    high: known(interval.high),
    must: 'at least',
    bound: 0,
    clusters: interval.clusters,
  } as const;
  return { ...gate, ...verdictOn(interval, { margin, accesses, alpha, sd: sdOf(advantage) }) };
}

interface Terms {
  readonly margin: number;
  readonly accesses: number;
  readonly alpha: number;
  /** Of a cluster's mean. */
  readonly sd: number;
}

function verdictOn(
  { mean, low, high, clusters }: Interval,
  { margin, accesses, alpha, sd }: Terms,
): Pick<Gate, 'verdict' | 'why'> {
  const after = accesses === 1 ? '' : ` after ${accesses} accesses`;
  const least = leastClusters(alpha);
  if (clusters < least)
    return {
      verdict: 'inconclusive',
      why: `${clusters} clusters are too few for an interval${after}: it takes ${least}.`,
    };
  const widened = accesses === 1 ? '' : `, its interval widened for ${accesses} accesses`;
  const figures = `${bps(mean)} [${bps(low)}, ${bps(high)}] bps over ${clusters} clusters${widened}`;
  if (low > 0) return { verdict: 'pass', why: `It is cheaper by ${figures}: above 0 by ${bps(low)}.` };
  if (high < 0) return { verdict: 'fail', why: `It is dearer: ${figures}, below 0 by ${bps(-high)}.` };
  if (high < margin) return { verdict: 'fail', why: `It is of no use: ${figures}, below the ${bps(margin)} that count.` };
  const delta = Math.max(mean, margin);
  const needed = delta > 0 ? ` To tell a gain of ${bps(delta)} takes some ${pairedClusters(sd, delta, alpha)} clusters.` : '';
  return { verdict: 'inconclusive', why: `It cannot be told: ${figures}.${needed}` };
}

function sdOf(advantage: Clusters): number {
  const means = advantage.filter(c => c.length > 0).map(c => c.reduce((sum, x) => sum + x, 0) / c.length);
  const mean = means.reduce((sum, x) => sum + x, 0) / means.length;
  return Math.sqrt(means.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (means.length - 1));
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
const bps = (value: number): string => value.toFixed(3).replace('-0.000', '0.000');
