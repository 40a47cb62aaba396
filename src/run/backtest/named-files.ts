import { existsSync } from 'node:fs';
import type { TapeFlags } from '../sim-tape-flags';
import type { BacktestConfig } from './config';
import { feesFile } from './fees';

/** What of a backtest, or of a comparison, names files. */
export type NamingFiles = Pick<BacktestConfig, 'fees' | 'latency'> &
  Partial<Pick<BacktestConfig, 'reference' | 'volumeCurves' | 'impact' | 'models'>> & {
    readonly market: { readonly regime: string; readonly tape?: TapeFlags | undefined };
  };

/** Files and folders that a backtest reads, by their whole path; not that of its parents, who are in the config themselves. What names no file means what ships. */
export function namedFiles({ fees, latency, reference, volumeCurves, impact, models, market }: NamingFiles): string[] {
  const { lobster, l2, quotes, bars, trades } = market.tape ?? {};
  const learned = models && [models.predictor, models.policy, models.challenger, models.hmm];
  const measured = latency.split(',').map(part => /^(?:\w+=)?measured:(.+)$/.exec(part)?.[1]);
  return [
    feesFile(fees),
    reference,
    volumeCurves,
    impact,
    lobster,
    l2,
    quotes,
    bars,
    trades,
    market.regime,
    ...(learned ?? []),
    ...measured,
  ].filter(name => name !== undefined && existsSync(name)) as string[];
}
