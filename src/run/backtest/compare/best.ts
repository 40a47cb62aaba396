import type { StrategyName } from '../../../core/facts';
import type { ParentResult } from '../results';
import type { CompareOptions } from './trials';

/** The baseline that was the cheapest on other seeds. */
export interface Best {
  readonly strategy: StrategyName;
  /** The seeds that chose it: none of them is compared on. */
  readonly seeds: readonly [first: number, last: number];
  /** Mean implementation shortfall there, bps, by baseline, the cheapest first. */
  readonly means: readonly (readonly [strategy: StrategyName, isBps: number])[];
}

/** Schedules that can be the best baseline: those that work an order over its window and complete it. */
export const COMPETING: readonly StrategyName[] = ['TWAP', 'PTWAP', 'VWAP', 'IS', 'OW'];

/** The run that chooses: all baselines, on the seeds right behind those that are compared on. Undefined where none is asked for. */
export function pickOptions(options: CompareOptions): CompareOptions | undefined {
  const { pick, seed, seeds } = options;
  return pick === undefined ? undefined : { ...options, seed: seed + seeds, seeds: pick, strategies: COMPETING };
}

/** The cheapest by its mean, of results of `pickOptions`; of two alike the first of COMPETING. */
export function bestOf({ seed, seeds }: CompareOptions, results: ReadonlyMap<StrategyName, readonly ParentResult[]>): Best {
  const means = [...results].map(([strategy, parents]) => [strategy, meanOf(parents)] as const);
  means.sort(([, a], [, b]) => a - b);
  return { strategy: means[0]![0], seeds: [seed, seed + seeds - 1], means };
}

/** An order without a cost that is known counts as dear as can be: a schedule is not best by having no price. */
const meanOf = (parents: readonly ParentResult[]): number =>
  parents.reduce((sum, p) => sum + (p.isBps ?? Number.POSITIVE_INFINITY), 0) / parents.length;
