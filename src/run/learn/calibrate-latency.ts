import { type Interval, meanInterval } from '../../core/measures/bootstrap';
import type { Micros } from '../../core/numbers';
import { durationMicros } from '../duration';
import type { Found, Move, MoveRules } from './move';
import { moved } from './move';
import type { RoundTrip } from './round-trips';

/** What one way of a message takes: log-normal, both ways alike. */
export interface OneWay {
  /** Median (us), and standard deviation of its logarithm. */
  readonly median: number;
  readonly sigma: number;
}

/** Answers so long apart are taken for independent: what belongs together is so long (us). */
const BLOCK: Micros = 300_000_000;
/** Beyond so many standard deviations of the logarithm (by the median absolute deviation) an answer waited for something else than the line. */
const OUTLIER = 4;
/** Standard deviation over median absolute deviation of a normal law. */
const MAD = 1.4826;
/** What a way takes at least (us): whole microseconds have no smaller parts. Below so small a sigma it takes always the same. */
const LEAST: OneWay = { median: 1, sigma: 0 };
const STEADY = 0.0005;

/** Round trips by what belongs together: five minutes of one journal. */
export const tripClusters = (journals: readonly (readonly RoundTrip[])[]): number[][] =>
  journals.flatMap(trips => {
    const blocks = new Map<number, number[]>();
    for (const { at, took } of trips) {
      const block = Math.floor(at / BLOCK);
      const there = blocks.get(block);
      if (there) there.push(took);
      else blocks.set(block, [took]);
    }
    return [...blocks.values()];
  });

/**
 * What one way takes, by round trips (us): these are the sum of two ways that are held to be alike, independent and log-normal, and so are nearly log-normal themselves
 * (Fenton, IRE Transactions on Communications Systems 8, 1960): with m and s of their logarithms, sigma^2 = ln(1 + 2 (exp(s^2) - 1)) and the median is
 * exp(m + s^2 / 2 - sigma^2 / 2) / 2. Undefined where there is none.
 */
export function oneWayOf(clusters: readonly (readonly number[])[], seed: number): Record<keyof OneWay, Found> | undefined {
  const logs = clusters.map(c => c.filter(v => v > 0).map(Math.log));
  const kept = withoutOutliers(logs).filter(c => c.length > 0);
  if (kept.length === 0) return undefined;
  const mean = meanInterval(kept, seed);
  const spread = meanInterval(
    kept.map(c => c.map(l => (l - mean.mean) ** 2)),
    seed,
  );
  const at = (m: number, s2: number): OneWay => {
    const sigma2 = Math.log(1 + 2 * Math.expm1(Math.max(0, s2)));
    return { median: Math.exp(m + s2 / 2 - sigma2 / 2) / 2, sigma: Math.sqrt(sigma2) };
  };
  const found = ({ observations, clusters: n }: Interval, key: keyof OneWay, from: OneWay[]): Found => ({
    value: Math.max(LEAST[key], from[0]![key]),
    low: Math.max(LEAST[key], from[1]![key]),
    high: Math.max(LEAST[key], from[2]![key]),
    n: observations,
    clusters: n,
  });
  const medians = [mean.mean, mean.low, mean.high].map(m => at(m, spread.mean));
  const sigmas = [spread.mean, spread.low, spread.high].map(s2 => at(mean.mean, s2));
  return { median: found(mean, 'median', medians), sigma: found(spread, 'sigma', sigmas) };
}

function withoutOutliers(logs: readonly (readonly number[])[]): number[][] {
  const middle = medianOf(logs.flat());
  const apart = MAD * medianOf(logs.flat().map(l => Math.abs(l - middle)));
  return logs.map(c => c.filter(l => apart === 0 || Math.abs(l - middle) <= OUTLIER * apart));
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? Number.NaN;
}

/** Moves what one way takes towards what was found. */
export function moveLatency(before: OneWay, found: Record<keyof OneWay, Found> | undefined, rules: MoveRules): Move[] {
  const none: Found = { value: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0, clusters: 0 };
  return [
    moved({ parameter: 'latency.median', unit: 'us one way', before: before.median }, found?.median ?? none, rules),
    moved({ parameter: 'latency.sigma', unit: 'of ln', before: before.sigma, plain: true }, found?.sigma ?? none, rules),
  ];
}

/** As a simulator takes it (`sluice sim --latency`): `lognormal:MEDIAN:SIGMA` for both ways, `feed` as it was. */
export function latencyText({ median, sigma }: OneWay, feed: string | undefined): string {
  const way = sigma < STEADY ? `constant:${Math.round(median)}us` : `lognormal:${Math.round(median)}us:${sigma.toFixed(4)}`;
  return [`entry=${way}`, `response=${way}`, ...(feed === undefined ? [] : [`feed=${feed}`])].join();
}

/**
 * What a latency text says of orders and answers, where both are told alike and as numbers, and of the feed as it stands. Undefined where it says something else
 * (`measured:FILE`, or two ways that differ): there is no one number to move.
 */
export function readOneWay(text: string): { readonly way: OneWay; readonly feed: string | undefined } | undefined {
  const ways: { entry?: string; response?: string; feed?: string } = {};
  for (const part of text.split(',')) {
    const [, name, of] = /^(?:(entry|response|feed)=)?(.*)$/.exec(part)!;
    for (const way of name === undefined ? (['entry', 'response', 'feed'] as const) : [name as keyof typeof ways])
      ways[way] = of!;
  }
  if (ways.entry === undefined || ways.entry !== ways.response) return undefined;
  const [kind, median, sigma] = ways.entry.split(':');
  const micros = durationMicros(median ?? '');
  if ((kind !== 'constant' && kind !== 'lognormal') || !micros) return undefined;
  return { way: { median: micros, sigma: Number(sigma ?? 0) }, feed: ways.feed };
}
