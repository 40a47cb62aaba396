import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import type { ImpactModel } from '../../core/impact/model';
import { readYaml } from '../config-file';
import { modelNamed } from '../impact/model-file';
import { hashOf } from '../records/record';
import { readLatencies } from '../sim-latency';
import { readTraining, type TrainConfig } from '../train/config';
import { UsageError } from '../usage-error';
import { readValidation } from '../validate/config';
import { type OneWay, readOneWay } from './calibrate-latency';

const text = z.string('must be a text').min(1, 'must not be empty');
/** Decimals of a file come as their own text. */
const number = (least: number, most: number) =>
  z.coerce.number('must be a number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
const odds = number(0.0001, 10_000).default(1);

const source = z.union(
  [text, z.strictObject({ journal: text, record: text.optional() })],
  'must be a path, or `journal` and `record`',
);

const schema = z.strictObject({
  journals: z.array(source).min(1, 'name at least one journal, or a folder of them').optional(),
  recipe: text,
  out: text.default('var/learn'),
  registry: text.default('var/models'),
  parent: text.default('champion'),
  /** No real order is behind the journals: paper, or backtests. */
  synthetic: z.boolean('must be true or false').default(false),
  /** What held before the first run; later ones go on from the one before. */
  calibration: z
    .strictObject({
      impact: text.default('prior'),
      latency: text.default('constant:1ms'),
      fills: z.strictObject({ join: odds, improve: odds }).prefault({}),
    })
    .prefault({}),
  /** How far a parameter may move in one run: of its natural logarithm. */
  step: number(0.01, 2).default(0.25),
  validate: text.optional(),
  seed: z
    .int('must be a whole number')
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
});

/** A journal, or a folder with journals in it, and where what was received beside it is. */
export interface NamedSource {
  readonly journal: string;
  readonly record?: string | undefined;
}

/** What `sluice learn` is asked to do; files and folders are named by their whole path. */
export interface LearnConfig {
  readonly journals: readonly NamedSource[];
  /** File of the recipe, and what it says. */
  readonly recipe: string;
  readonly training: TrainConfig;
  readonly out: string;
  readonly registry: string;
  readonly parent: string;
  readonly synthetic: boolean;
  readonly impact: ImpactModel;
  readonly latency: OneWay;
  /** What the feed takes, as a latency text has it: it is handed on as it is. */
  readonly feed: string | undefined;
  readonly fills: { readonly join: number; readonly improve: number };
  readonly step: number;
  readonly validate: string | undefined;
  readonly seed: number;
  /** SHA-256 of all that decides what comes out, but for the journals: the recipe and the files that it learns from with it. */
  readonly hash: string;
  /** SHA-256 of the file of the validation; null: none is named. */
  readonly validation: string | null;
}

/** Reads the file of a learning; `journals` are taken before its own. Throws a UsageError with file, line and key of every mistake. */
export function readLearning(path: string, journals: readonly string[] = []): LearnConfig {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of a learning`);
  const source = readFileSync(path, 'utf8');
  const { value, refuse } = readYaml(path, source, schema);
  const beside = (name: string): string => resolve(dirname(path), name);
  const { calibration } = value;
  readLatencies('calibration.latency', calibration.latency, value.seed);
  const latency = readOneWay(calibration.latency);
  if (!latency)
    refuse([
      {
        at: ['calibration', 'latency'],
        what: 'must say the same of orders and answers, as constant:TIME or lognormal:MEDIAN:SIGMA: that is what is moved',
      },
    ]);
  const named = (value.journals ?? []).map(s => (typeof s === 'string' ? { journal: beside(s) } : besideBoth(s, beside)));
  const given = journals.map(journal => ({ journal: resolve(journal) }));
  if (named.length + given.length === 0)
    refuse([{ at: ['journals'], what: 'is missing: name journals here, or with --journals' }]);
  const recipe = beside(value.recipe);
  const training = readTraining(recipe, { bare: true });
  const spec = value.parent;
  const impact = modelNamed(calibration.impact, beside);
  const validate = value.validate === undefined ? undefined : beside(value.validate);
  // what is wrong with it is told before hours of training, not after
  if (validate !== undefined) readValidation(validate);
  return {
    journals: given.length > 0 ? given : named,
    recipe,
    training,
    out: beside(value.out),
    registry: beside(value.registry),
    parent: existsSync(beside(spec)) ? beside(spec) : spec,
    synthetic: value.synthetic,
    impact,
    latency: latency!.way,
    feed: latency!.feed,
    fills: calibration.fills,
    step: value.step,
    validate,
    seed: value.seed,
    hash: hashOf([{ ...value, journals: undefined, validate: undefined, impact }, [recipe, ...filesOf(training)].map(contentOf)]),
    validation: validate === undefined ? null : contentOf(validate),
  };
}

/** Files that a recipe learns from, and its regimes; those without a file are told by its text. */
function filesOf({ data: { files = [], samples = [], agents } }: TrainConfig): string[] {
  const regimes = (agents?.regimes ?? []).filter(name => /\.ya?ml$/.test(name));
  return [...files, ...samples, ...regimes, ...(agents?.hmm === undefined ? [] : [agents.hmm])];
}

/** How much of a file is held at a time (bytes). */
const PIECE = 1 << 20;

/** SHA-256 of a file's bytes. Throws a UsageError that names it where it cannot be read. */
function contentOf(file: string): string {
  const hash = createHash('sha256');
  const piece = new Uint8Array(PIECE);
  try {
    const opened = openSync(file, 'r');
    try {
      for (let n = readSync(opened, piece); n > 0; n = readSync(opened, piece)) hash.update(piece.subarray(0, n));
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return hash.digest('hex');
}

const besideBoth = (
  { journal, record }: { readonly journal: string; readonly record?: string | undefined },
  beside: (name: string) => string,
): NamedSource => ({ journal: beside(journal), record: record === undefined ? undefined : beside(record) });
