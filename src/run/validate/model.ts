import { existsSync } from 'node:fs';
import { z } from 'zod';
import { ModelError } from '../../inference/model-error';
import { decodeOnnx } from '../../inference/onnx/decode';
import { ModelStore } from '../../inference/registry/store';
import { termsOf } from '../../inference/terms';
import { readCard } from '../models/register';
import { type ResolvedModel, resolveModel } from '../models/resolve';
import { UsageError } from '../usage-error';
import type { JudgedModel } from './stage';

/** What of a card says what a model was made of. */
const clustersOf = z.looseObject({
  hash: z.string(),
  data: z.looseObject({
    clusters: z.object({ train: z.array(z.string()), valid: z.array(z.string()), test: z.array(z.string()) }),
  }),
});

/** The model that a config means, with what its card says it was made of. Throws a UsageError where it is not there, or is none by the contract. */
export function judgedModel(spec: string, registry: string): JudgedModel {
  const found = resolveModel(spec, { role: 'predictor', registry })!;
  try {
    const file = decodeOnnx(found.bytes);
    const { hash, bytes, file: path } = found;
    const { name } = termsOf(file);
    return { hash, name, bytes, file: path, clusters: trainedOn(found, registry), metadata: file.metadata };
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`model: ${found.file}: ${error.message}`) : error;
  }
}

function trainedOn(found: ResolvedModel, registry: string): readonly string[] | undefined {
  const read = clustersOf.safeParse(cardOf(found, registry));
  if (!read.success || read.data.hash !== found.hash) return undefined;
  const { train, valid, test } = read.data.data.clusters;
  return [...train, ...valid, ...test];
}

/** The card of the registry, or the one beside the file. */
function cardOf({ hash, file, from }: ResolvedModel, registry: string): unknown {
  if (from === 'registry' || from === 'champion') return new ModelStore(registry).find(hash).card;
  const beside = file.replace(/\.onnx$/, '.json');
  return beside !== file && existsSync(beside) ? readCard(beside) : undefined;
}
