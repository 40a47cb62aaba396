import { HORIZONS, type Liquidity } from '../../core/impact/mark-outs';
import type { ParentResult } from './results';

/** A figure of parents: what it is called, and how it is read off a result. */
export interface Figure {
  readonly name: string;
  readonly decimals: number;
  readonly of: (result: ParentResult) => number | null;
  /** It is in reports only, for tables are narrow. */
  readonly inReports?: true;
}

const markOut = (liquidity: Liquidity, seconds: number): Figure => ({
  name: `${liquidity} mark-out ${seconds}s bps`,
  decimals: 2,
  of: r => r.markOuts[liquidity][`${seconds}s`] ?? null,
  ...(seconds !== SHOWN_SECONDS && { inReports: true }),
});

/** The mark-out that tables show. */
const SHOWN_SECONDS = 10;

/** What is told of backtests; costs in basis points, above 0 is worse; shares in percent. */
export const FIGURES: readonly Figure[] = [
  { name: 'IS bps', decimals: 2, of: r => r.isBps },
  { name: 'VWAP bps', decimals: 2, of: r => r.vwapBps },
  { name: 'VWAP others bps', decimals: 2, of: r => r.vwapOthersBps, inReports: true },
  { name: 'fees bps', decimals: 2, of: r => r.feeBps },
  { name: 'participation %', decimals: 2, of: r => percent(r.participation) },
  { name: 'completion %', decimals: 2, of: r => percent(r.completion) },
  { name: 'maker %', decimals: 1, of: r => percent(r.makerShare) },
  ...HORIZONS.map(seconds => markOut('maker', seconds)),
  ...HORIZONS.map(seconds => markOut('taker', seconds)),
];

const percent = (part: number | null): number | null => (part === null ? null : 100 * part);

/** Means over the parents of one strategy that were not denied; null where none has the figure. */
export interface StrategySummary {
  readonly strategy: string;
  readonly parents: number;
  readonly done: number;
  readonly denied: number;
  /** By the name of the figure. */
  readonly means: Readonly<Record<string, number | null>>;
}

/** A row a strategy, in the order in which they first came. */
export function summaryOf(results: readonly ParentResult[]): StrategySummary[] {
  return [...new Set(results.map(r => r.strategy))].map(strategy => {
    const own = results.filter(r => r.strategy === strategy);
    const worked = own.filter(r => r.outcome !== 'denied');
    return {
      strategy,
      parents: own.length,
      done: own.filter(r => r.outcome === 'done').length,
      denied: own.length - worked.length,
      means: Object.fromEntries(FIGURES.map(f => [f.name, meanOf(worked.map(f.of))])),
    };
  });
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter(v => v !== null);
  return known.length === 0 ? null : known.reduce((sum, v) => sum + v, 0) / known.length;
}

/** What must hold of every run, whatever the market did; a line each that does not. */
export function brokenPromises(results: readonly ParentResult[], leftWorking: number): string[] {
  const broken: string[] = [];
  for (const r of results) {
    if (!r.agrees)
      broken.push(`${r.clOrdId}: the gateway booked ${r.cumQty} of ${r.orderQty}, and the venue tells otherwise or more`);
    if (r.outcome !== 'open' && r.working > 0)
      broken.push(`${r.clOrdId}: it is over, and ${r.working} may still trade at the venue`);
  }
  const open = results.some(r => r.outcome === 'open');
  if (!open && leftWorking > 0) broken.push(`${leftWorking} orders work at the venue, and no parent is open`);
  return broken;
}
