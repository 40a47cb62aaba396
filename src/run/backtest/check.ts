import { existsSync } from 'node:fs';
import type { ModelsInForce } from '../../core/facts';
import { readLatencies } from '../sim-latency';
import { UsageError } from '../usage-error';
import type { BacktestConfig } from './config';
import { feesOf } from './fees';
import { knowledgeOf } from './knowledge';
import { marketTerms } from './markets';

/** Throws a UsageError that names the first order in whose symbol nobody trades. */
export function checkParents({ parents }: BacktestConfig, symbols: readonly string[]): void {
  const nowhere = parents.find(p => !symbols.includes(p.order.symbol));
  if (nowhere)
    throw new UsageError(`parent ${nowhere.clOrdId}: nobody trades in ${nowhere.order.symbol}: name it under market.symbols`);
}

/** Finds before the first of many runs what would end one of them later: all but what a file of market data holds. Tells the models that decisions would go by. Throws a UsageError as `backtest` does. */
export function checkBacktest(config: BacktestConfig): ModelsInForce | undefined {
  const { tape, symbols } = marketTerms(config);
  checkParents(config, symbols);
  for (const file of [tape?.file, tape?.trades])
    if (file !== undefined && !existsSync(file)) throw new UsageError(`${file}: there is no such file of market data`);
  readLatencies('latency', config.latency, config.seed);
  const { models, served = [] } = knowledgeOf(config, feesOf(config));
  for (const model of served) model.close();
  return models;
}
