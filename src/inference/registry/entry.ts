import { z } from 'zod';
import { ModelError } from '../model-error';

/** What a model may be in force as. */
export const MODEL_ROLES = ['predictor', 'policy', 'challenger'] as const;
export type ModelRole = (typeof MODEL_ROLES)[number];

/** Shown on terminals as it is. */
const plain = z.string().regex(/^\P{Cc}*$/u, 'has a control character: write it as plain text on one line');
const text = plain.min(1).max(4_000);
const texts = z.array(text).max(100);

/** What whoever answers for a model says of it, in the manner of the Federal Reserve's letter SR 11-7 (2011). Nothing of it is made up where it is missing. */
const governance = z.object({
  owner: text.optional(),
  purpose: text.optional(),
  /** How much depends on it: 1 the most. */
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)], 'must be 1, 2 or 3').optional(),
  assumptions: texts.optional(),
  limits: texts.optional(),
  benchmark: text.optional(),
  challenge: text.optional(),
  monitoring: texts.optional(),
  overrides: text.optional(),
  retirement: text.optional(),
});
export type Governance = z.infer<typeof governance>;
/** The parts of it, in the order in which they are shown. */
export const GOVERNANCE = Object.keys(governance.shape) as readonly (keyof Governance)[];

/**
 * A card: what is known of a model beside its file. `sluice train` writes one; by hand any of it may be missing, and more may be there, which is kept as it is.
 */
export const cardSchema = z.looseObject({
  name: text.optional(),
  about: text.optional(),
  /** SHA-256 of the file that it belongs to. */
  hash: z.string().optional(),
  window: text.optional(),
  made: z
    .looseObject({ by: text.optional(), configHash: text.optional(), dataHash: text.optional(), seed: z.number().optional() })
    .optional(),
  data: z.looseObject({ source: text.optional() }).optional(),
  figures: z.array(z.record(plain, z.union([plain, z.number(), z.boolean(), z.null()]))).optional(),
  limits: texts.optional(),
  governance: governance.optional(),
});
export type RegistryCard = z.infer<typeof cardSchema>;

const lineage = z.object({
  dataHash: text.optional(),
  configHash: text.optional(),
  /** What made it: `sluice 0.1.0`. */
  code: text.optional(),
  seed: z.number().optional(),
  window: text.optional(),
  /** Hash of the model that it was made from; in the registry or not. */
  parent: text.optional(),
});
export type Lineage = z.infer<typeof lineage>;

const finding = z.object({ check: text, state: z.enum(['ok', 'note', 'refused']), text: z.string() });
/** What a check of a model found, and which version of the gateway looked. */
export const checkSchema = z.object({ ok: z.boolean(), version: text, at: text, findings: z.array(finding) });
export type CheckRecord = z.infer<typeof checkSchema>;

/** A model in the registry. Where its card and its file contradict each other the file is right: name, targets and features are read off it. */
export const entrySchema = z.object({
  schema: z.literal(1, 'must be 1: another version wrote it'),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'),
  name: text,
  targets: z.array(plain),
  features: z.array(plain),
  lineage,
  card: cardSchema,
  registered: z.object({ at: text, by: text }),
});
export type ModelEntry = z.infer<typeof entrySchema>;

/** Reads a file of the registry, or one that was handed in. Throws a ModelError with the file and the place. */
export function parsed<T>(file: string, content: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new ModelError(`${file}: is no JSON: ${(error as Error).message}`);
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const told = read.error.issues.slice(0, 3).map(i => `${i.path.join('.') || 'the whole file'}: ${i.message}`);
  throw new ModelError(`${file}: ${told.join('; ')}`);
}
