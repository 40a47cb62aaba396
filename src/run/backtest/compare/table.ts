import type { StrategyName } from '../../../core/facts';
import { type Interval, meanInterval } from '../../../core/measures/bootstrap';
import { cvarInterval, gainLossInterval } from '../../../validation/stats/tail';
import type { ParentResult } from '../results';
import { FIGURES } from '../summary';

export type Clustered = ParentResult & { readonly cluster: number };

/** A schedule's row: every figure's mean with its interval, and the price advantage over TWAP on the same orders. */
export interface CompareRow {
  readonly strategy: StrategyName;
  readonly parents: number;
  readonly figures: Readonly<Record<string, Interval>>;
  /** Mean IS (bps) of the dearest twentieth of its orders: CVaR at 95 %. */
  readonly cvar: Interval;
  /** IS of TWAP less its own, paired by order: above 0 it is cheaper. Absent for TWAP itself, and where TWAP was not run. */
  readonly advantage?: Interval | undefined;
  /** Of that: mean of what it saved where it was cheaper over mean of what it cost more where it was dearer; Infinity where it never was. */
  readonly gainLoss?: Interval | undefined;
  /** The same over the best baseline, where one was chosen and it is not this. */
  readonly overBest?: Interval | undefined;
}

/** Rows of a comparison; `seed` is the bootstrap's, `best` the baseline that all are held against beside TWAP. */
export function compareRows(
  results: ReadonlyMap<StrategyName, readonly Clustered[]>,
  seed: number,
  best?: StrategyName,
): CompareRow[] {
  const [twap, cheapest] = [results.get('TWAP'), best && results.get(best)];
  return [...results].map(([strategy, parents]) => ({
    strategy,
    parents: parents.length,
    figures: Object.fromEntries(
      FIGURES.map(f => [
        f.name,
        meanInterval(
          byCluster(parents, p => f.of(p)),
          seed,
        ),
      ]),
    ),
    cvar: cvarInterval(
      byCluster(parents, p => p.isBps),
      seed,
    ),
    ...(twap && strategy !== 'TWAP' && overTwap(advantages(parents, twap), seed)),
    ...(cheapest && strategy !== best && { overBest: meanInterval(advantages(parents, cheapest), seed) }),
  }));
}

const overTwap = (saved: number[][], seed: number): Pick<CompareRow, 'advantage' | 'gainLoss'> => ({
  advantage: meanInterval(saved, seed),
  gainLoss: gainLossInterval(saved, seed),
});

/** What an order cost less than in `base`, paired by ClOrdID, by cluster; bps. */
export function advantages(parents: readonly Clustered[], base: readonly Clustered[]): number[][] {
  const costs = new Map(base.map(p => [p.clOrdId, p.isBps]));
  return byCluster(parents, p => {
    const other = costs.get(p.clOrdId);
    return p.isBps === null || other === null || other === undefined ? null : other - p.isBps;
  });
}

function byCluster(parents: readonly Clustered[], of: (p: Clustered) => number | null): number[][] {
  const clusters = new Map<number, number[]>();
  for (const p of parents) {
    const value = of(p);
    if (value === null) continue;
    const own = clusters.get(p.cluster);
    if (own) own.push(value);
    else clusters.set(p.cluster, [value]);
  }
  return [...clusters.values()];
}

/** Figures that the table shows; all are in the JSON. */
const SHOWN = ['IS bps', 'VWAP bps', 'participation %', 'completion %', 'maker %'];

/** The head and the cells of the table. */
export function compareCells(rows: readonly CompareRow[]): { head: string[]; cells: string[][] } {
  const decimals = new Map(FIGURES.map(f => [f.name, f.decimals]));
  const told = (interval: Interval | undefined): string => (interval ? intervalText(interval, 2) : '-');
  const picked = rows.some(row => row.overBest);
  return {
    head: [
      ...['schedule', 'parents', 'IS bps', 'CVaR 95 bps', 'less than TWAP bps', 'gain/loss'],
      ...(picked ? ['less than best bps'] : []),
      ...SHOWN.slice(1),
    ],
    cells: rows.map(row => {
      const shown = SHOWN.map(name => intervalText(row.figures[name]!, decimals.get(name)!));
      return [
        row.strategy,
        String(row.parents),
        shown[0]!,
        told(row.cvar),
        told(row.advantage),
        told(row.gainLoss),
        ...(picked ? [told(row.overBest)] : []),
        ...shown.slice(1),
      ];
    }),
  };
}

/** `1.23 [0.98, 1.47]` */
export function intervalText({ mean, low, high, by }: Interval, decimals: number): string {
  if (Number.isNaN(mean)) return '-';
  return by === 'none'
    ? mean.toFixed(decimals)
    : `${mean.toFixed(decimals)} [${low.toFixed(decimals)}, ${high.toFixed(decimals)}]`;
}

/** The table as Markdown. */
export function compareMarkdown(rows: readonly CompareRow[]): string {
  const { head, cells } = compareCells(rows);
  return [head, head.map(() => '---'), ...cells].map(line => `| ${line.join(' | ')} |\n`).join('');
}
