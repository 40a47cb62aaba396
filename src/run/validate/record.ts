import { existsSync } from 'node:fs';
import type { RunRecord } from '../../validation/report';
import { feesFile } from '../backtest/fees';
import { recordOf } from '../records/record';
import type { TrainConfig } from '../train/config';
import type { ValidateConfig } from './config';

/** Files that a validation reads: recordings, fees, regimes, filters; names that are no file mean what ships. */
function filesIn({ orders, scope, stress, paper, guards }: ValidateConfig, { data }: TrainConfig): string[] {
  const { files = [], samples = [], agents } = data;
  const regimes = [...(agents?.regimes ?? []), ...scope.regimes, orders.hmm, agents?.hmm];
  const fees = feesFile(orders.fees);
  return [
    ...files,
    ...samples,
    ...stress.bars.map(b => b.file),
    ...[...(paper.assumed ?? []), ...paper.observed].flatMap(p => [p.journal ?? p.backtest!]),
    ...(guards.reference === undefined ? [] : [guards.reference]),
    ...(guards.recorded?.files ?? []),
    ...(fees === undefined ? [] : [fees]),
    ...regimes.filter(name => name !== undefined && existsSync(name)),
  ] as string[];
}

/** What a validation rests on, whichever the model; the folders that it is written to mean nothing. Rejects with a UsageError that names a file which cannot be read. */
export const runRecord = (config: ValidateConfig, recipe: TrainConfig): Promise<RunRecord> =>
  recordOf({
    seed: config.seed,
    config: { ...config, out: undefined, model: undefined, training: { ...recipe, out: undefined } },
    made: { agents: recipe.data.agents, scope: config.scope, sealed: config.sealed, stress: config.stress },
    files: filesIn(config, recipe),
  });

/** SHA-256 of the content of every file that a validation reads. Rejects as `runRecord` does. */
export const contentOf = async (config: ValidateConfig, recipe: TrainConfig): Promise<string> =>
  (await recordOf({ seed: 0, config: null, files: filesIn(config, recipe) })).dataHash;
