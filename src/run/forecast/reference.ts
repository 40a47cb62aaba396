import { z } from 'zod';
import type { ModelReference } from '../../core/learning/terms';
import { ModelError } from '../../inference/model-error';

const KEY = 'reference';
const shares = z.array(z.number().min(0).max(1)).length(10);
const schema = z.record(
  z.string(),
  z.looseObject({
    edges: z.array(z.number()).length(9),
    shares,
    byState: z.array(shares).length(3).optional(),
    byHour: z.record(z.string(), shares).optional(),
  }),
);

/** How a model's features were distributed in training, where its metadata say so. Throws a ModelError where they say it in no way that we read. */
export function referenceOf(metadata: ReadonlyMap<string, string>): ModelReference | undefined {
  const text = metadata.get(KEY);
  if (text === undefined) return undefined;
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data as ModelReference;
  const [first] = read.error.issues;
  throw new ModelError(`metadata '${KEY}': ${first!.path.join('.') || 'the whole'}: ${first!.message}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ModelError(`metadata '${KEY}' is no JSON: ${(error as Error).message}`);
  }
}
