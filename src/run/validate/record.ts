import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { RunRecord } from '../../validation/report';
import { readBacktest } from '../backtest/config';
import { namedFiles } from '../backtest/named-files';
import { recordOfBacktest } from '../backtest/record';
import { recordOf } from '../records/record';
import { latencyBeside } from '../sim-latency';
import type { TrainConfig } from '../train/config';
import type { ValidateConfig } from './config';
import type { JudgedModel } from './stage';

type Sources = ValidateConfig['paper']['observed'][number] | NonNullable<ValidateConfig['paper']['assumed']>[number];

const sourcesOf = ({ paper }: ValidateConfig): readonly Sources[] => [...(paper.assumed ?? []), ...paper.observed];

/** Files that a validation reads: recordings, fees, regimes, filters; names that are no file mean what ships. */
function filesIn(config: ValidateConfig, { data }: TrainConfig): string[] {
  const { orders, scope, stress, guards } = config;
  const { files = [], samples = [], agents } = data;
  const regimes = [...(agents?.regimes ?? []), ...scope.regimes, orders.hmm, agents?.hmm];
  const market = { regime: '' };
  return [
    ...files,
    ...samples,
    ...stress.bars.map(b => b.file),
    ...sourcesOf(config).flatMap(p => (p.journal === undefined ? [p.backtest!] : journalFiles(p.journal))),
    ...(guards.reference === undefined ? [] : [guards.reference]),
    ...(guards.recorded?.files ?? []),
    ...namedFiles({ fees: orders.fees, latency: orders.latency, market }),
    ...(agents ? namedFiles({ fees: undefined, latency: agents.latency, market }) : []),
    ...regimes.filter(name => name !== undefined && existsSync(name)),
  ] as string[];
}

/** A journal that is being written, or whose writer was killed, has its last turns beside it. A file of no bytes comes and goes with whoever reads. */
const journalFiles = (journal: string): string[] => [
  journal,
  ...['-wal', '-commits'].map(end => journal + end).filter(file => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0),
];

/** What the backtests of stage paper rest on: their orders, and the files that their own files name. */
function backtestsIn(config: ValidateConfig): Promise<RunRecord[]> {
  const files = sourcesOf(config).flatMap(p => p.backtest ?? []);
  return Promise.all(files.map(async file => recordOfBacktest(readBacktest(file), undefined)));
}

/** What a validation rests on, whichever the model but for what its card says of it; the folders that it is written to mean nothing. Rejects with a UsageError that names a file which cannot be read. */
export async function runRecord(
  config: ValidateConfig,
  recipe: TrainConfig,
  { clusters }: Pick<JudgedModel, 'clusters'>,
): Promise<RunRecord> {
  const { scope, sealed, stress } = config;
  const orders = { ...config.orders, latency: latencyBeside(config.orders.latency, name => basename(name)) };
  return recordOf({
    seed: config.seed,
    config: { ...config, orders, out: undefined, model: undefined, training: { ...recipe, out: undefined } },
    made: { agents: recipe.data.agents, scope, sealed, stress, clusters, backtests: await backtestsIn(config) },
    files: filesIn(config, recipe),
  });
}

/** SHA-256 of the content of every file that a validation reads. Rejects as `runRecord` does. */
export async function contentOf(config: ValidateConfig, recipe: TrainConfig): Promise<string> {
  const made = await backtestsIn(config);
  return (await recordOf({ seed: 0, config: null, made, files: filesIn(config, recipe) })).dataHash;
}
