import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { RunRecord } from '../../validation/report';
import type { WorldConfig } from '../backtest/config';
import { feesOf, USUAL_FEES } from '../backtest/fees';
import { knowledgeOf } from '../backtest/knowledge';
import { namedFiles } from '../backtest/named-files';
import { modelHashes } from '../backtest/record';
import { recordOf } from '../records/record';
import type { ThroughOptions } from './options';
import type { Source } from './source';

/** What a replay rests on: the logs, the market, what the orders were told, and the models of each plan. Rejects with a UsageError where a file cannot be read. */
export function recordOfReplay(
  options: ThroughOptions,
  { world, start }: Source,
  worlds: readonly WorldConfig[],
): Promise<RunRecord> {
  const { files, market, strategies, rate, window, parameters, sender, symbols, zone } = options;
  const asked = { market: basename(market), strategies, rate, window, parameters, sender, symbols, zone, start };
  return recordOf({
    seed: world.seed,
    config: { ...asked, world: { ...world, fees: world.fees ?? USUAL_FEES } },
    made: { models: worlds.map(modelsIn) },
    files: [...files, ...(options.logMarket ?? []).map(fileIn), ...namedFiles(world)],
  });
}

/** Hashes of the models that a world's decisions go by. */
function modelsIn(world: WorldConfig) {
  const { models, served = [] } = knowledgeOf(world, feesOf(world));
  for (const model of served) model.close();
  return modelHashes(models);
}

/** `SYMBOL=FILE` or a file. */
const fileIn = (named: string): string => (existsSync(named) ? named : named.slice(named.indexOf('=') + 1));
