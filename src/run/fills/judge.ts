import { type Interval, quantile } from '../../core/measures/bootstrap';
import type { Gate, ReportTable } from '../../validation/report';
import { ksDistance } from '../../validation/stats/ks';
import type { PaperConfig } from './config';
import { clustersOf, type FillRows, MEASURE_NAMES, MEASURES, type Measure } from './measures';

/** Two samples of fills: what a backtest assumes, and what was observed. */
export interface Samples {
  readonly assumed: readonly FillRows[];
  readonly observed: readonly FillRows[];
}

type Terms = Pick<PaperConfig, 'distance' | 'fewestFills' | 'fewestClusters'>;

export const fillsIn = (rows: readonly FillRows[]): number => rows.reduce((sum, r) => sum + r.fills, 0);

/** A measure's distance; NaN where one side has none of it. */
export interface Distance {
  readonly measure: Measure;
  readonly interval: Interval;
}

/** Distances of all measures, however rare: whoever leaves one out has not compared it. `seed`: of the bootstrap. */
export const distancesOf = ({ assumed, observed }: Samples, seed: number): Distance[] =>
  MEASURE_NAMES.map(measure => ({
    measure,
    interval: ksDistance(clustersOf(assumed, measure), clustersOf(observed, measure), seed),
  }));

/** A gate a measure: the two laws are one but for the margin, by the upper end of the interval. All of them must be: no correction for their number is due. */
export function distanceGates(distances: readonly Distance[], samples: Samples, terms: Terms): Gate[] {
  const fills = Math.min(fillsIn(samples.assumed), fillsIn(samples.observed));
  return distances.map(({ measure, interval: { mean, low, high, clusters } }) => {
    const { distance, fewestFills, fewestClusters } = terms;
    const enough = fills >= fewestFills && clusters >= fewestClusters;
    const verdict = !enough ? 'inconclusive' : high < distance ? 'pass' : low > distance ? 'fail' : 'inconclusive';
    return {
      id: `paper.${measure}`,
      what: `Kolmogorov-Smirnov distance of what was observed from what a backtest assumes: ${MEASURES[measure]}`,
      value: known(mean),
      low: known(low),
      high: known(high),
      must: 'at most' as const,
      bound: distance,
      clusters,
      verdict,
      why: enough
        ? `${number(mean)} [${number(low)}, ${number(high)}], margin ${distance}: the interval ends ${number(Math.abs(distance - high))} ${high < distance ? 'below' : 'above'} it`
        : `${fills} fills on the side with fewer, in ${clusters} clusters: it takes ${fewestFills} and ${fewestClusters}`,
    };
  });
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
const number = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : 'unknown');

/** What both samples look like, and how far they are apart. */
export function measureTable({ assumed, observed }: Samples, distances: readonly Distance[]): ReportTable {
  return {
    title: 'Fills as a backtest assumes them, and as they were observed: mean, and median',
    head: ['measure', 'assumed', 'observations', 'clusters', 'observed', 'observations', 'clusters', 'distance'],
    rows: MEASURE_NAMES.map(measure => {
      const found = distances.find(d => d.measure === measure)?.interval;
      const told = found ? `${number(found.mean)} [${number(found.low)}, ${number(found.high)}]` : '-';
      return [measure, ...lookOf(assumed, measure), ...lookOf(observed, measure), told];
    }),
  };
}

function lookOf(rows: readonly FillRows[], measure: Measure): (string | number)[] {
  const clusters = clustersOf(rows, measure);
  const all = clusters.flat().sort((a, b) => a - b);
  const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
  return [all.length === 0 ? '-' : `${mean.toFixed(3)}, ${quantile(all, 0.5).toFixed(3)}`, all.length, clusters.length];
}
