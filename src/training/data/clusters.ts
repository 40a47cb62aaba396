import type { Micros } from '../../core/numbers';
import type { Sample } from './sample';

/** The world's market: a moment (UTC) is one cluster with all that was seen of it, whatever the symbol, journal or recording. */
export const UTC = 'utc';

/** The name of a market of agents by its seed. */
export const madeMarket = (seed: number): string => `seed ${seed}`;

/** The market of a cluster that `clusterName` named. */
export const marketOfCluster = (cluster: string): string =>
  cluster.includes('#') ? cluster.slice(0, cluster.indexOf('#')) : UTC;

/** What the n-th stretch of a market is called: of the world's by when it begins, so that stretches of the same time have one name. */
export function clusterName(market: string, n: number, length: Micros): string {
  if (market !== UTC) return `${market}#${n}`;
  const begin = new Date((n * length) / 1000).toISOString();
  return begin.endsWith('T00:00:00.000Z') ? begin.slice(0, 10) : begin.slice(0, 16);
}

/** Samples of one cluster made one, its rows in the order of time: what was seen at one time is dealt, drawn and judged together. Clusters stay in the order in which they first come. */
export function merged(samples: readonly Sample[]): Sample[] {
  const byCluster = new Map<string, Sample[]>();
  for (const sample of samples) {
    const own = byCluster.get(sample.cluster);
    if (own) own.push(sample);
    else byCluster.set(sample.cluster, [sample]);
  }
  return [...byCluster.values()].map(own => (own.length === 1 ? own[0]! : together(own)));
}

function together(samples: readonly Sample[]): Sample {
  const places = samples.flatMap(sample => Array.from(sample.at, (at, k) => ({ sample, at, k })));
  places.sort((a, b) => a.at - b.at);
  const columns = (of: (sample: Sample) => readonly Float32Array[]): Float32Array[] =>
    of(samples[0]!).map((_, i) => Float32Array.from(places, ({ sample, k }) => of(sample)[i]![k]!));
  return {
    cluster: samples[0]!.cluster,
    at: Float64Array.from(places, p => p.at),
    x: columns(s => s.x),
    y: columns(s => s.y),
    calm: Float32Array.from(places, ({ sample, k }) => sample.calm[k]!),
    states: columns(s => s.states),
  };
}

/** Clusters in the order of time, those of one moment by name. */
export const byTime = (a: Sample, b: Sample): number => a.at[0]! - b.at[0]! || (a.cluster < b.cluster ? -1 : 1);
