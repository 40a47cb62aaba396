import type { ModelsInForce } from '../../core/facts';
import type { RunRecord } from '../../validation/report';
import { hashOf, recordOf } from '../records/record';
import type { BacktestConfig } from './config';
import { USUAL_FEES } from './fees';
import { namedFiles } from './named-files';

/** Hashes of the models that decisions go by, by role: the one that ships, and those of the registry, are no files of the config. */
export const modelHashes = (models: ModelsInForce | undefined): ModelHashes | undefined =>
  models && {
    predictor: models.predictor?.hash,
    policy: models.policy?.hash,
    challenger: models.challenger?.hash,
    hmm: models.hmm && hashOf(models.hmm),
  };

/** By role; undefined where there is none. */
export type ModelHashes = Readonly<Record<'predictor' | 'policy' | 'challenger' | 'hmm', string | undefined>>;

/** What of a backtest's data no file holds: the terms of a market that was made up, and the models that its decisions go by. */
export const madeOf = ({ market, seed, start, length }: BacktestConfig, models: ModelsInForce | undefined) => ({
  ...(isMadeUp(market) ? { market, seed, start, length } : {}),
  models: modelHashes(models),
});

/** Whether a market depends on its seed. */
export const isMadeUp = ({ tape }: BacktestConfig['market']): boolean => !tape || tape.guests === true;

/** What a backtest rests on. What was made up is told by its market and seed. Rejects with a UsageError where a file cannot be read. */
export function recordOfBacktest(config: BacktestConfig, models: ModelsInForce | undefined): Promise<RunRecord> {
  const { seed, market, start, length, marketData, ...rest } = config;
  const { record: _, ...data } = marketData;
  return recordOf({
    seed,
    config: { seed, market, start, length, marketData: data, ...rest, fees: rest.fees ?? USUAL_FEES },
    made: madeOf(config, models),
    files: namedFiles(config),
  });
}
