import { quantile } from '../../../core/measures/bootstrap';
import type { ParentResult } from '../results';
import type { BacktestRun, TradedSymbol } from '../run';
import { idsOf } from '../trail';
import { type CostParts, costParts, PARTS } from './costs';
import { type Path, pathOf, STEPS } from './path';
import { undisturbed } from './undisturbed';

/** What a report says of a parent beside its result. */
export interface ParentDetail {
  readonly clOrdId: string;
  readonly cost: CostParts;
  /** Fills that added liquidity, and those that took it. */
  readonly makerFills: number;
  readonly takerFills: number;
  readonly path: Path;
}

/** How a figure lies over the parents that have it. */
export interface Spread {
  readonly parents: number;
  readonly mean: number | null;
  /** Standard deviation over parents; null of fewer than two. */
  readonly sd: number | null;
  readonly least: number | null;
  readonly p5: number | null;
  readonly median: number | null;
  readonly p95: number | null;
  readonly most: number | null;
}

/** The same of a strategy: means over its parents that were worked. */
export interface StrategyDetail {
  readonly strategy: string;
  /** Parents that were not denied. */
  readonly parents: number;
  readonly cost: CostParts;
  readonly isBps: Spread;
  readonly participation: Spread;
  readonly makerFills: number;
  readonly takerFills: number;
  readonly path: Path;
}

export interface BacktestDetails {
  readonly parents: readonly ParentDetail[];
  readonly strategies: readonly StrategyDetail[];
}

/** Details of a run: costs taken apart against `market`, which is the run's once more, fresh. `results` are the run's, in its order. */
export function detailsOf(
  run: BacktestRun,
  results: readonly ParentResult[],
  { market, start }: { readonly market: readonly TradedSymbol[]; readonly start: number },
): BacktestDetails {
  const without = undisturbed(run, market, start);
  const parents = run.trail.all.map((trail, n): ParentDetail => {
    const fills = run.witness.fillsOf(idsOf(trail));
    const { from, to, endedAt } = results[n]!;
    const makerFills = fills.filter(f => f.maker).length;
    return {
      clOrdId: trail.spec.clOrdId,
      cost: costParts(trail, run, without(trail.spec.order.symbol)),
      makerFills,
      takerFills: fills.length - makerFills,
      path: pathOf(trail, fills, { from, to: Math.max(to, endedAt ?? to) }),
    };
  });
  const names = [...new Set(results.map(r => r.strategy))];
  return { parents, strategies: names.map(name => strategyOf(name, results, parents)) };
}

function strategyOf(strategy: string, results: readonly ParentResult[], details: readonly ParentDetail[]): StrategyDetail {
  const places = results.flatMap((r, n) => (r.strategy === strategy && r.outcome !== 'denied' ? [n] : []));
  const worked = places.map(n => details[n]!);
  const cost = Object.fromEntries(
    PARTS.map(part => [part, spreadOf(worked.map(d => d.cost[part])).mean]),
  ) as unknown as CostParts;
  const scheduled = worked.flatMap(d => (d.path.schedule ? [d.path.schedule] : []));
  return {
    strategy,
    parents: worked.length,
    cost,
    isBps: spreadOf(places.map(n => results[n]!.isBps)),
    participation: spreadOf(places.map(n => results[n]!.participation)),
    makerFills: worked.reduce((sum, d) => sum + d.makerFills, 0),
    takerFills: worked.reduce((sum, d) => sum + d.takerFills, 0),
    path: { done: meanPath(worked.map(d => d.path.done)), schedule: scheduled.length === 0 ? null : meanPath(scheduled) },
  };
}

const meanPath = (paths: readonly (readonly number[])[]): number[] =>
  paths.length === 0 ? [] : Array.from({ length: STEPS + 1 }, (_, k) => paths.reduce((sum, p) => sum + p[k]!, 0) / paths.length);

/** How values lie; null is left out. */
export function spreadOf(values: readonly (number | null)[]): Spread {
  const known = Float64Array.from(values.filter(v => v !== null)).sort();
  const n = known.length;
  const mean = n === 0 ? null : known.reduce((sum, v) => sum + v, 0) / n;
  const sd = n < 2 ? null : Math.sqrt(known.reduce((sum, v) => sum + (v - mean!) ** 2, 0) / (n - 1));
  const at = (part: number): number | null => (n === 0 ? null : quantile(known, part));
  return { parents: n, mean, sd, least: at(0), p5: at(0.05), median: at(0.5), p95: at(0.95), most: at(1) };
}
