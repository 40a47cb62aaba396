import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HmmModel } from '../../core/learning/hmm-model';
import type { Micros } from '../../core/numbers';
import { UsageError } from '../usage-error';
import { PACKAGE_ROOT } from '../version';

/** The regime filter that ships. */
export const DEFAULT_REGIMES = join(PACKAGE_ROOT, 'models', 'regimes.json');

const STATES = 3;
const row = z.array(z.number());
const probabilities = row.refine(
  p => p.length === STATES && p.every(v => v >= 0 && v <= 1) && Math.abs(p.reduce((a, b) => a + b, 0) - 1) < 1e-6,
  `must be ${STATES} probabilities that sum to 1`,
);
const byState = z.array(row).length(STATES, `must have a row for each of ${STATES} states`);
/** Volatility, spread and volume. */
const SERIES = 3;
const even = (rows: readonly (readonly number[])[]): boolean => rows.every(r => r.length === SERIES);
const schema = z.object({
  hmm: z.object({
    start: probabilities,
    transition: z.array(probabilities).length(STATES),
    mean: byState.refine(even, 'must have rows of three numbers'),
    variance: byState.refine(v => even(v) && v.flat().every(x => x > 0), 'must have rows of three numbers, all above 0'),
    floor: z.number(),
  }),
  bar: z.int().positive(),
});

/** A regime filter, and the length of its bars (us). */
export interface RegimesFile {
  readonly hmm: HmmModel;
  readonly bar: Micros;
}

/** Reads the parameters of a regime filter (JSON). Throws UsageError that names the file and the key. */
export function readRegimes(file: string): RegimesFile {
  if (!existsSync(file)) throw new UsageError(`${file}: there is no such file of a regime filter (models.hmm)`);
  const read = schema.safeParse(parsed(file));
  if (read.success) return { hmm: read.data.hmm, bar: read.data.bar };
  const [first] = read.error.issues;
  throw new UsageError(`${file}: ${first!.path.join('.') || 'the whole file'}: ${first!.message}`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: is no JSON: ${(error as Error).message}`);
  }
}
