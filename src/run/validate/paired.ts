import type { StrategyName } from '../../core/facts';
import type { Clusters } from '../../core/measures/bootstrap';
import { COMPETING } from '../backtest/compare/best';
import { cheapest, compare } from '../backtest/compare/compare';
import { advantages } from '../backtest/compare/table';
import type { CompareOptions } from '../backtest/compare/trials';
import type { ValidateConfig } from './config';
import { joined } from './data';

/** Orders of one regime that a model and the strongest baseline worked in the same markets. */
export interface Paired {
  readonly regime: string;
  readonly baseline: StrategyName;
  /** What an order of the model cost less, bps, by cluster: a market each, of the seed in `seeds`; empty where no cost is known. */
  readonly advantage: Clusters;
  readonly seeds: readonly number[];
  /** Mean shortfall of the baseline and of the model, bps. */
  readonly costs: readonly [baseline: number, model: number];
  /** Orders that either of them ended with no cost that is known: they are not in `advantage`. */
  readonly unknown: number;
  /** What must hold of any run and does not. */
  readonly broken: readonly string[];
}

/** Advantages of several regimes by seed: markets of one seed draw the same numbers in all of them, and are one cluster. */
export const bySeed = (found: readonly Paired[]): Clusters => [
  ...joined(found.flatMap(({ seeds, advantage }) => advantage.map((own, n) => [seeds[n]!, own] as const))).values(),
];

/** Which markets: so many seeds of a regime from `first` on. */
export interface Markets {
  readonly regime: string;
  readonly first: number;
  readonly seeds: number;
}

type Progress = (done: number, of: number) => void;

/** The comparison that a config's orders are, in some markets, by a model's file. */
export function optionsOf(
  { orders }: Pick<ValidateConfig, 'orders'>,
  { regime, first, seeds }: Markets,
  model: string,
): CompareOptions {
  const { qty, window, latency, fees, hmm, riskAversion } = orders;
  return {
    seed: first,
    seeds,
    strategies: ['ADAPTIVE'],
    instrument: { symbol: 'ACME', tick: '0.01', lot: '1' },
    qty: String(qty),
    rate: '0.1',
    window,
    regime,
    latency,
    fees,
    model,
    hmm,
    parameters: { IS: { RiskAversion: riskAversion } },
  };
}

/** The baseline that is the cheapest in some markets. */
export async function strongest(
  config: ValidateConfig,
  markets: Markets,
  threads: number,
  told: Progress,
): Promise<StrategyName> {
  const options = { ...optionsOf(config, markets, 'none'), strategies: COMPETING };
  return (await cheapest(options, threads, told)).strategy;
}

/** Works the same orders by the model and by the baseline, each in a market of its own. */
export async function paired(
  config: ValidateConfig,
  markets: Markets,
  by: { readonly model: string; readonly baseline: StrategyName },
  threads: number,
  told: Progress,
): Promise<Paired> {
  const options = { ...optionsOf(config, markets, by.model), baseline: by.baseline };
  const { parents, checks } = await compare(options, threads, told);
  const of = (strategy: StrategyName) => parents.filter(p => p.strategy === strategy);
  const [adaptive, base] = [of('ADAPTIVE'), of(by.baseline)];
  const seeds = [...new Set(adaptive.map(p => p.cluster))];
  const advantage = seeds.map(seed => {
    const own = adaptive.filter(p => p.cluster === seed);
    return advantages(own, base).flat();
  });
  const mean = (list: typeof adaptive): number => list.reduce((sum, p) => sum + (p.isBps ?? Number.NaN), 0) / list.length;
  return {
    regime: markets.regime,
    baseline: by.baseline,
    advantage,
    seeds,
    costs: [mean(base), mean(adaptive)],
    unknown: adaptive.length - advantage.flat().length,
    broken: checks.filter(c => !c.ok).map(c => `${c.what}: ${c.found}`),
  };
}
