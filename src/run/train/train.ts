import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DataSet } from '../../training/data/data-set';
import { referenceOf } from '../../training/data/feature-uses';
import { onnxOf } from '../../training/onnx/write';
import { CODE } from '../records/record';
import { UsageError } from '../usage-error';
import { cardOf, configHash, type ModelCard, windowOf } from './card';
import type { TrainConfig } from './config';
import { figuresOf } from './figures';
import { type FittedModel, fitModels, rowsFor } from './fitting';
import { type Gathered, gather } from './gather';

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
  const { train: learned, valid, test } = gathered.parts;
  const asked = [{ config, train: learned, valid }];
  const [{ model, nothing, raw }] = (await fitModels(asked, threads, (done, of) => told('fits', done, of))) as [FittedModel];
  const terms = { nothing, groupOf: gathered.groupOf, seed: config.seed };
  const figures = [
    ...figuresOf(model, rowsFor(model, learned), 'train', terms),
    ...figuresOf(model, rowsFor(model, test), 'test', terms),
  ];
  const bytes = onnxOf(model, metadataOf(config, gathered, raw));
  const card = cardOf(config, gathered, model, { bytes, figures });
  const cardFile = config.out.replace(/\.onnx$/, '.json');
  written(config.out, bytes);
  written(cardFile, `${JSON.stringify(card, undefined, 1)}\n`);
  return { card, file: config.out, cardFile, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
}

/** What the file says of where it is from; `reference` is what a running gateway compares its own features with. */
const metadataOf = (config: TrainConfig, gathered: Gathered, raw: DataSet): Record<string, string> => ({
  window: windowOf(config, gathered),
  dataHash: gathered.hash,
  configHash: configHash(config),
  madeBy: CODE,
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
