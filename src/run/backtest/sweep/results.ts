import { type Clusters, type Interval, meanInterval, meanPValue } from '../../../core/measures/bootstrap';
import type { RunRecord } from '../../../validation/report';
import { holm } from '../../../validation/stats/holm';
import type { BacktestReport } from '../report/report';
import type { ParentResult } from '../results';
import { FIGURES, type Figure } from '../summary';
import type { Axis, Cell } from './plan';

/** What a sweep found: `summary.json`. Figures are those of `FIGURES` (costs in basis points, above 0 is worse); null where there is nothing to measure. */
export interface SweepSummary {
  readonly schema: 1;
  readonly run: RunRecord;
  /** What was swept over, and the names of its values; none where only seeds differ. */
  readonly axes: readonly Axis[];
  readonly seeds: readonly number[];
  readonly cells: readonly CellSummary[];
  /** What must hold of any run and does not, a line each. */
  readonly broken: readonly string[];
  /** What a reader must know to take the figures for what they are. */
  readonly notes: readonly string[];
  readonly simulatedSeconds: number;
}

/** What one combination of values came to, over all seeds. */
export interface CellSummary {
  readonly cell: number;
  /** Names of its values, by the axis' key. */
  readonly values: Readonly<Record<string, string>>;
  readonly runs: number;
  /** In the order in which they first came. */
  readonly strategies: readonly StrategyCell[];
}

/** One strategy in one cell. */
export interface StrategyCell {
  readonly strategy: string;
  readonly parents: number;
  readonly done: number;
  readonly denied: number;
  /** Means over its parents, by the name of the figure; clusters are seeds. */
  readonly figures: Readonly<Record<string, Estimate>>;
  /** The same figures less those of the same order (seed and ClOrdID) in the first cell; null in the first cell itself. */
  readonly less: Readonly<Record<string, Estimate>> | null;
  /** How likely an IS at least so far from the first cell's is where the true one is the same: two-sided, adjusted for the number of cells (Holm); null as `less`. */
  readonly p: number | null;
}

/** A mean and its 95 % interval; ends are null where there are too few clusters for one. */
export interface Estimate {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly clusters: number;
  readonly observations: number;
  readonly by: Interval['by'];
}

/** A run of a sweep that is over. */
export interface SweptRun {
  readonly seed: number;
  readonly report: Pick<BacktestReport, 'parents' | 'strategies' | 'broken' | 'pinned' | 'simulatedSeconds' | 'digest'>;
}

/** Cells with their runs, in order; the first is what the others are held against. */
export type SweptCells = readonly { readonly cell: Cell; readonly runs: readonly SweptRun[] }[];

/** The figure that p-values are about. */
const COST = FIGURES[0]!;

/** Makes the summaries of cells. `seed` is the bootstrap's. */
export function summariesOf(swept: SweptCells, seed: number): CellSummary[] {
  const base = swept[0]!.runs.map(run => new Map(run.report.parents.map(p => [p.clOrdId, p])));
  const cells = swept.map(({ cell, runs }, n) => ({
    cell: cell.cell,
    values: cell.values,
    runs: runs.length,
    strategies: strategiesOf(runs).map(strategy => strategyCell(strategy, runs, n === 0 ? undefined : base, seed)),
  }));
  const known = cells.flatMap(c => c.strategies.flatMap(s => (s.p === null ? [] : [s.p])));
  const adjusted = holm(known);
  let next = 0;
  return cells.map(c => ({ ...c, strategies: c.strategies.map(s => (s.p === null ? s : { ...s, p: adjusted[next++]! })) }));
}

const strategiesOf = (runs: readonly SweptRun[]): string[] => [
  ...new Set(runs.flatMap(run => run.report.parents.map(p => p.strategy))),
];

type ByClOrdId = ReadonlyMap<string, ParentResult>;

function strategyCell(
  strategy: string,
  runs: readonly SweptRun[],
  base: readonly ByClOrdId[] | undefined,
  seed: number,
): StrategyCell {
  const bySeed = runs.map(run => run.report.parents.filter(p => p.strategy === strategy));
  const own = bySeed.flat();
  const worked = bySeed.map(of => of.filter(p => p.outcome !== 'denied'));
  const values = (figure: Figure): Clusters => worked.map(of => of.map(p => figure.of(p) ?? Number.NaN));
  const differences = (figure: Figure): Clusters =>
    worked.map((of, n) => of.map(p => (figure.of(p) ?? Number.NaN) - figureOf(base![n]!.get(p.clOrdId), figure)));
  const estimates = (of: (figure: Figure) => Clusters) =>
    Object.fromEntries(FIGURES.map(figure => [figure.name, estimateOf(meanInterval(of(figure), seed))]));
  return {
    strategy,
    parents: own.length,
    done: own.filter(p => p.outcome === 'done').length,
    denied: own.filter(p => p.outcome === 'denied').length,
    figures: estimates(values),
    less: base ? estimates(differences) : null,
    p: base ? known(meanPValue(differences(COST), seed)) : null,
  };
}

const figureOf = (parent: ParentResult | undefined, figure: Figure): number =>
  (parent && parent.outcome !== 'denied' ? figure.of(parent) : null) ?? Number.NaN;

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
const estimateOf = ({ mean, low, high, clusters, observations, by }: Interval): Estimate => ({
  mean: known(mean),
  low: known(low),
  high: known(high),
  clusters,
  observations,
  by,
});
