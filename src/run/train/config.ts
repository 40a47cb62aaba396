import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { DECISION_FEATURES, type FeatureName, SYMBOL_FEATURES } from '../../core/features/names';
import type { Target } from '../../core/learned/model';
import { unpaired } from '../../training/data/mirror';
import { type Mistake, readYaml } from '../config-file';
import { duration } from '../duration';
import { DEFAULT_REGIMES, readRegimes } from '../forecast/regimes-file';
import { readLatencies } from '../sim-latency';
import { weatherOf } from '../sim-weather';
import { UsageError } from '../usage-error';

const SECOND = 1_000_000;
const text = z.string('must be a text').min(1, 'must not be empty');
const whole = (least: number, most: number) =>
  z.int('must be a whole number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
/** Decimals of a file come as their own text. */
const number = (least: number, most: number) =>
  z.coerce.number('must be a number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
const length = (least: number, said: string) => duration.refine(v => v >= least, `must be ${said} or more`);

/** What can be learned of a market without an order in it. */
const LEARNABLE: ReadonlyMap<string, FeatureName> = new Map(
  [...SYMBOL_FEATURES, ...DECISION_FEATURES.filter(f => f.name === 'side')].map(f => [f.name, f]),
);
const featureName = z.string('must be a name').refine(name => LEARNABLE.has(name), {
  error: ({ input }) => `'${String(input)}' is no feature of a symbol: ${[...LEARNABLE.keys()].join(', ')}`,
});

const horizon = duration.refine(
  v => v >= SECOND && v <= 600 * SECOND && v % SECOND === 0,
  'must be whole seconds, from 1s to 10m',
);

const agents = z.strictObject({
  regimes: z.array(text).min(1, 'name at least one regime'),
  /** Markets of each regime, and the seed of the first. */
  seeds: whole(1, 10_000),
  first: whole(0, 2 ** 31 - 1).default(1),
  length: length(600 * SECOND, '10m'),
  symbol: text.default('ACME'),
  latency: text.default('constant:1ms'),
  /** The regime filter that runs along: `default`, or its file. */
  hmm: text.optional(),
});

const schema = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores'),
  about: text.optional(),
  /** What else whoever uses it should know: told by the card. */
  limits: z.array(text).default([]),
  kind: z.enum(['linear', 'gbdt', 'mlp', 'ensemble'], 'must be linear, gbdt, mlp or ensemble'),
  out: text,
  seed: whole(0, 2 ** 31 - 1).default(1),
  data: z.strictObject({
    agents: agents.optional(),
    /** Feature files, as `sluice data features` writes them. */
    files: z.array(text).min(1).optional(),
    /** Samples of journals, as `sluice learn` makes them. */
    samples: z.array(text).min(1).optional(),
    /** Stretches that files are cut into, and what is left out between two of them beside the horizon. */
    stretch: length(600 * SECOND, '10m').default(1800 * SECOND),
    embargo: duration.default(60 * SECOND),
    every: length(SECOND, '1s').default(10 * SECOND),
    mirror: z.boolean('must be true or false').default(true),
  }),
  split: z.strictObject({ valid: number(0.01, 0.8).default(0.2), test: number(0.01, 0.8).default(0.2) }).prefault({}),
  features: z.array(featureName).min(1, 'name at least one feature'),
  targets: z
    .strictObject({
      drift: horizon.optional(),
      volume: horizon.optional(),
      volatility: horizon.optional(),
      fill: horizon.optional(),
    })
    .refine(t => Object.values(t).some(v => v !== undefined), 'name at least one of drift, volume, volatility, fill'),
  linear: z.strictObject({ l2: number(0, 1e9).default(0.01) }).prefault({}),
  gbdt: z
    .strictObject({
      trees: whole(1, 5000).default(200),
      leaves: whole(2, 255).default(15),
      learningRate: number(0.001, 1).default(0.05),
      minLeaf: whole(1, 1_000_000).default(200),
      l2: number(0, 1e9).default(10),
      subsample: number(0.05, 1).default(0.7),
      columnsPart: number(0.05, 1).default(0.7),
      earlyStop: whole(1, 1000).default(20),
    })
    .prefault({}),
  mlp: z
    .strictObject({
      hidden: z.array(whole(1, 256)).min(1).max(2, 'at most two hidden layers').default([16]),
      epochs: whole(1, 1000).default(60),
      batch: whole(1, 65_536).default(512),
      learningRate: number(0.00001, 1).default(0.003),
      l2: number(0, 1000).default(0.0001),
      patience: whole(1, 1000).default(6),
    })
    .prefault({}),
});

type Read = z.infer<typeof schema>;

/** What `sluice train` is asked to do; files are named by their whole path. */
export type TrainConfig = Omit<Read, 'features' | 'targets'> & {
  readonly features: readonly FeatureName[];
  readonly targets: readonly Target[];
};

/** `bare`: data may be missing, for they are added later. */
interface ReadOptions {
  readonly bare?: boolean;
}

/** Reads the file of a training. Throws a UsageError with file, line and key of every mistake. */
export function readTraining(path: string, options: ReadOptions = {}): TrainConfig {
  if (!existsSync(path)) throw new UsageError(`${path}: there is no such file of a training`);
  return parseTraining(path, readFileSync(path, 'utf8'), options);
}

/** The same from its text. */
export function parseTraining(path: string, source: string, { bare = false }: ReadOptions = {}): TrainConfig {
  const { value, refuse } = readYaml(path, source, schema);
  refuse(mistakesOf(value, bare));
  const beside = (name: string): string => (isAbsolute(name) ? name : join(dirname(path), name));
  const { data, features, targets } = value;
  const regimes = data.agents?.regimes.map(name => (/\.ya?ml$/.test(name) ? beside(name) : name));
  const asked = data.agents?.hmm;
  const hmm = asked === 'default' ? DEFAULT_REGIMES : asked && beside(asked);
  refuse([
    ...(regimes ?? []).flatMap((name, n) => mistakeIn(['regimes', String(n)], () => weatherOf(name))),
    ...(data.agents ? mistakeIn(['latency'], () => readLatencies('latency', data.agents!.latency, value.seed)) : []),
    ...(hmm === undefined ? [] : mistakeIn(['hmm'], () => readRegimes(hmm))),
  ]);
  return {
    ...value,
    out: beside(value.out),
    data: {
      ...data,
      ...(data.files && { files: data.files.map(beside) }),
      ...(data.samples && { samples: data.samples.map(beside) }),
      ...(data.agents && regimes && { agents: { ...data.agents, regimes, hmm } }),
    },
    features: features.map(name => LEARNABLE.get(name)!),
    targets: targetsOf(targets),
  };
}

/** What a reader of an option of the agents has to say against it. */
function mistakeIn(at: readonly string[], read: () => unknown): Mistake[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [{ at: ['data', 'agents', ...at], what: error.message }];
  }
}

/** In the order of core/learned/model.ts, whatever the file's. */
const targetsOf = (asked: Read['targets']): Target[] =>
  (['drift', 'volume', 'volatility', 'fill'] as const).flatMap(name => {
    const micros = asked[name];
    return micros === undefined ? [] : [{ name, horizon: micros / SECOND }];
  });

/** What the keys do not tell one by one. */
function mistakesOf({ data, features, split, out, targets }: Read, bare: boolean): Mistake[] {
  const wrong: Mistake[] = [];
  const say = (at: string[], what: string): void => void wrong.push({ at, what });
  if (!bare && !data.agents && !data.files && !data.samples)
    say(['data'], 'name `agents`, `files` or `samples`: there is nothing to learn from');
  if (!out.endsWith('.onnx')) say(['out'], 'must end in .onnx');
  if (split.valid + split.test >= 0.9) say(['split'], '`valid` and `test` leave less than a tenth to train on');
  const twice = features.find((name, i) => features.indexOf(name) < i);
  if (twice !== undefined) say(['features'], `'${twice}' is named twice`);
  const [half] = unpaired(features);
  if (data.mirror && half !== undefined)
    say(['features'], `'${half}' needs the same of the other side beside it, or \`data.mirror: false\``);
  if (targets.fill !== undefined && !features.includes('side')) say(['features'], '`targets.fill` needs the feature `side`');
  if (data.every % SECOND !== 0) say(['data', 'every'], 'must be whole seconds');
  const { agents: asked } = data;
  if (asked && new Set(asked.regimes).size < asked.regimes.length) say(['data', 'agents', 'regimes'], 'names a regime twice');
  return wrong;
}
