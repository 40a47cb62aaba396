import type { FitFigures, FittedParameter, ImpactModel } from '../../core/impact/model';
import { clusterIntervals } from './bootstrap';
import { calibrated, figuresOf } from './calibrate';
import { type Law, lawOf, type ShapeName } from './law';
import { leastSquares, type Solution } from './least-squares';
import { type Metaorder, withEarlier } from './metaorder';
import { residualModel } from './residual';

export interface FitOptions {
  /** What is believed before; parameters that are not searched for stay as they are there. */
  readonly prior: ImpactModel;
  readonly shapes: readonly ShapeName[];
  readonly seed: number;
  readonly name: string;
  readonly source: string;
  readonly synthetic: boolean;
}

/** Orders by what they are for: whole clusters, the last ones held back. */
export interface Split {
  readonly train: readonly Metaorder[];
  /** For the level and q90. */
  readonly calibrate: readonly Metaorder[];
  /** For the figures out of sample; empty with fewer than five clusters: nothing can be held back then. */
  readonly test: readonly Metaorder[];
}

/** Clusters by name, numbers in it by value: of dates the last ones come last. */
export const clustersOf = (orders: readonly Metaorder[]): string[] =>
  [...new Set(orders.map(o => o.cluster))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

/** The last fifth of the clusters is for testing, the fifth before it for calibrating. */
export function splitOf(orders: readonly Metaorder[]): Split {
  const clusters = clustersOf(orders);
  if (clusters.length < 5) return { train: orders, calibrate: orders, test: [] };
  const fifth = Math.max(1, Math.floor(clusters.length / 5));
  const from = clusters.length - 2 * fifth;
  const place = new Map(clusters.map((c, n) => [c, n]));
  const part = (low: number, high: number): Metaorder[] =>
    orders.filter(o => place.get(o.cluster)! >= low && place.get(o.cluster)! < high);
  return { train: part(0, from), calibrate: part(from, from + fifth), test: part(from + fifth, clusters.length) };
}

/**
 * Fits the model to orders: the law by weighted nonlinear least squares on signed costs, none left out (leaving out those that gained makes Y
 * too large), then what it leaves over, then the quantiles, each on orders that are kept apart by cluster.
 */
export function fitImpact(orders: readonly Metaorder[], options: FitOptions): ImpactModel {
  const { train, calibrate, test } = splitOf(orders);
  const law = lawOf(train, options.prior, options.shapes);
  const solution = leastSquares(law);
  const fitted = law.modelOf(solution.at);
  const costs = (of: readonly Metaorder[]): number[] => of.map(o => o.cost);
  const residual = residualModel(fitted, withEarlier(train, fitted), costs(train));
  const corrected = { ...fitted, residual };
  const whole = calibrated(corrected, withEarlier(calibrate, corrected), costs(calibrate));
  const figures = (of: readonly Metaorder[]): FitFigures => figuresOf(whole, withEarlier(of, whole), costs(of));
  const { name, source, synthetic } = options;
  const clusters = clustersOf(orders);
  return {
    ...whole,
    name,
    source,
    synthetic,
    window: `${clusters[0]} to ${clusters.at(-1)}`,
    fit: {
      orders: orders.length,
      clusters: clusters.length,
      parameters: fittedParameters(law, solution, { train, seed: options.seed }),
      inSample: figures(train),
      outOfSample: test.length > 0 ? figures(test) : undefined,
    },
  };
}

function fittedParameters(
  law: Law,
  solution: Solution,
  { train, seed }: { readonly train: readonly Metaorder[]; readonly seed: number },
): FittedParameter[] {
  const clusters = clustersOf(train);
  const clusterOf = Int32Array.from(train, o => clusters.indexOf(o.cluster));
  const intervals = clusterIntervals(solution, law.unknowns, clusterOf, seed);
  return law.unknowns.map((unknown, i) => {
    const value = law.valueFrom(i, solution.at[i]!);
    // the error of a logarithm is relative
    const error = value === solution.at[i] ? solution.errors[i]! : solution.errors[i]! * value;
    const told = solution.told[i]!;
    const interval = told ? intervals?.[i] : undefined;
    return {
      name: unknown.name,
      value,
      error,
      told,
      interval: interval && [law.valueFrom(i, interval[0]), law.valueFrom(i, interval[1])],
    };
  });
}
