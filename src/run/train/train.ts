import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LearnedModel } from '../../core/learned/model';
import { type DataSet, filled, joined } from '../../training/data/data-set';
import { referenceOf, usesOf } from '../../training/data/feature-uses';
import { gateOf, judge, nothingOf } from '../../training/data/skill';
import { onnxOf } from '../../training/onnx/write';
import { sharedColumns } from '../../training/shared';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';
import { cardOf, configHash, type ModelCard, windowOf } from './card';
import type { TrainConfig } from './config';
import { figuresOf } from './figures';
import { fitJobs, memberOf } from './fit';
import { type Gathered, gather } from './gather';
import { runJobs } from './pool';

export interface TrainOptions {
  readonly threads: number;
  readonly told?: (what: string, done: number, of: number) => void;
}

/** What was trained, and where it is. */
export interface TrainReport {
  readonly card: ModelCard;
  readonly file: string;
  readonly cardFile: string;
  readonly seconds: number;
}

/**
 * Gathers data, fits, judges, and writes the model and its card. The same config and data give the same bytes, in any number of threads. Rejects with a UsageError
 * where a file cannot be used or written, or there is too little.
 */
export async function train(config: TrainConfig, { threads, told = () => undefined }: TrainOptions): Promise<TrainReport> {
  const began = process.hrtime.bigint();
  const gathered = await gather(config, threads, (done, of) => told('markets', done, of));
  const sets = setsOf(config, gathered);
  const model = await fitted(config, sets, threads, (done, of) => told('fits', done, of));
  const nothing = model.targets.map((t, i) => nothingOf(t.name, sets.train.y[i]!));
  const terms = { nothing, groupOf: gathered.groupOf, seed: config.seed };
  const figures = [...figuresOf(model, sets.train, 'train', terms), ...figuresOf(model, sets.test, 'test', terms)];
  const bytes = onnxOf(model, metadataOf(config, gathered, sets.raw));
  const card = cardOf(config, gathered, model, { bytes, figures });
  const cardFile = config.out.replace(/\.onnx$/, '.json');
  written(config.out, bytes);
  written(cardFile, `${JSON.stringify(card, undefined, 1)}\n`);
  return { card, file: config.out, cardFile, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
}

/** The parts of the data with unknowns filled, and `raw`: that to train on as it was known. */
interface Sets {
  readonly uses: LearnedModel['features'];
  readonly raw: DataSet;
  readonly train: DataSet;
  readonly valid: DataSet;
  readonly test: DataSet;
}

function setsOf({ features }: TrainConfig, { parts }: Gathered): Sets {
  const raw = joined(parts.train);
  const uses = usesOf(features, raw);
  if (typeof uses === 'string') throw new UsageError(`features: no row of the data knows '${uses}': leave it out`);
  const fills = uses.map(use => use.fill);
  const [train, valid, test] = [raw, joined(parts.valid), joined(parts.test)].map(set => filled(set, fills)) as [
    DataSet,
    DataSet,
    DataSet,
  ];
  return { uses, raw, train, valid: whole(valid), test: whole(test) };

  /** A row that lacks what the model has no fill for is not asked about, and so is no row to judge by. */
  function whole(set: DataSet): DataSet {
    const lacking = features.find((_, i) => set.x[i]!.some(Number.isNaN));
    if (lacking)
      throw new UsageError(
        `features: '${lacking.name}' is known in every row that is trained on, and not in those it is tested on: leave it out`,
      );
    return set;
  }
}

async function fitted(
  config: TrainConfig,
  { uses, train, valid }: Sets,
  threads: number,
  told: (done: number, of: number) => void,
): Promise<LearnedModel> {
  const kinds = config.kind === 'ensemble' ? (['linear', 'gbdt', 'mlp'] as const) : [config.kind];
  // every job reads the same rows: its thread gets no copy of them
  const shared = (set: DataSet): DataSet => ({ ...set, x: sharedColumns(set.x) });
  const [learned, held] = [shared(train), shared(valid)];
  const jobs = kinds.flatMap(kind => fitJobs(kind, config, learned, held));
  const results = await runJobs(jobs, threads, done => told(done, jobs.length));
  const members = kinds.map(kind =>
    memberOf(
      kind,
      results.filter((_, n) => jobs[n]!.kind === kind),
    ),
  );
  const model: LearnedModel = {
    name: config.name,
    features: uses,
    targets: config.targets,
    members,
    gate: members.map(() => 1 / members.length),
  };
  if (members.length === 1) return model;
  const nothing = config.targets.map((t, i) => nothingOf(t.name, train.y[i]!));
  return { ...model, gate: gateOf(judge(valid, model, nothing)) };
}

/** What the file says of where it is from; `reference` is what a running gateway compares its own features with. */
const metadataOf = (config: TrainConfig, gathered: Gathered, raw: DataSet): Record<string, string> => ({
  window: windowOf(config, gathered),
  dataHash: gathered.hash,
  configHash: configHash(config),
  madeBy: `sluice ${VERSION}`,
  seed: String(config.seed),
  reference: JSON.stringify(
    referenceOf(
      config.features.map(f => f.name),
      raw,
    ),
  ),
  ...(config.about !== undefined && { about: config.about }),
});

function written(file: string, content: Uint8Array | string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`out: ${file} cannot be written: ${(error as Error).message}`);
  }
}
