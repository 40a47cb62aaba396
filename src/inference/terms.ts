import { z } from 'zod';
import type { FeatureUse, Target } from '../core/learned/model';
import { CONTRACT } from '../core/learned/onnx-fields';
import type { ModelReference } from '../core/learning/terms';
import { ModelError } from './model-error';
import type { OnnxFile } from './onnx/file';

const FEATURES = z
  .array(
    z.object({
      name: z.string().min(1),
      units: z.string().min(1),
      fill: z.number().nullable().default(null),
      // JSON has no infinities
      low: z
        .number()
        .nullable()
        .default(null)
        .transform(n => n ?? -Infinity),
      high: z
        .number()
        .nullable()
        .default(null)
        .transform(n => n ?? Infinity),
    }),
  )
  .min(1)
  // x counts places in 16 bits
  .max(32_767);
const TARGETS = z
  .array(z.object({ name: z.enum(['drift', 'volume', 'volatility', 'fill', 'tilt']), horizon: z.number().positive() }))
  .min(1);
const GATE = z.array(z.number().min(0)).min(1);
const SHARES = z.array(z.number().min(0).max(1)).length(10);
const REFERENCE = z.record(
  z.string(),
  z.object({
    edges: z.array(z.number()).length(9),
    shares: SHARES,
    usual: z.number().min(0).optional(),
    byState: z.array(SHARES).length(3).optional(),
    byHour: z.record(z.string(), SHARES).optional(),
  }),
);

/** What a file says of its columns. */
export interface FileTerms {
  readonly name: string;
  readonly features: readonly FeatureUse[];
  readonly targets: readonly Target[];
  readonly gate: readonly number[];
  readonly reference?: ModelReference | undefined;
}

/** Reads what the contract wants of the metadata. Throws a ModelError that names the key, the place in it, and what would pass. */
export function termsOf({ metadata }: OnnxFile): FileTerms {
  const contract = needed(metadata, 'contract');
  if (contract !== CONTRACT) throw new ModelError(`metadata 'contract' is '${contract}'; this version takes '${CONTRACT}'`);
  const features = json(metadata, 'features', FEATURES);
  const seen = new Set<string>();
  for (const [i, { name, low, high }] of features.entries()) {
    if (seen.has(name)) throw new ModelError(`metadata 'features': '${name}' stands twice`);
    seen.add(name);
    if (low > high) throw new ModelError(`metadata 'features', ${i}: the range of '${name}' is from ${low} to ${high}`);
  }
  const gate = metadata.has('gate') ? json(metadata, 'gate', GATE) : [1];
  const sum = gate.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > 1e-4) throw new ModelError(`metadata 'gate': the weights sum to ${sum}, not to 1`);
  const reference = metadata.has('reference') ? json(metadata, 'reference', REFERENCE) : undefined;
  const terms = { name: needed(metadata, 'name'), features, targets: json(metadata, 'targets', TARGETS), gate };
  return reference ? { ...terms, reference } : terms;
}

/** A key's text. Throws a ModelError where it is missing or empty. */
export function needed(metadata: ReadonlyMap<string, string>, key: string): string {
  const text = metadata.get(key);
  if (text === undefined || text.trim() === '') throw new ModelError(`metadata '${key}' is missing (docs/model-contract.md)`);
  return text;
}

/** A key's text as JSON of a schema. Throws a ModelError that names the key and the place in it. */
export function json<T>(metadata: ReadonlyMap<string, string>, key: string, schema: z.ZodType<T>): T {
  const text = needed(metadata, key);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ModelError(`metadata '${key}' is no JSON: ${(error as Error).message}`);
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const told = read.error.issues.slice(0, 3).map(i => `${i.path.join('.') || 'the whole'}: ${i.message}`);
  throw new ModelError(`metadata '${key}': ${told.join('; ')}`);
}
