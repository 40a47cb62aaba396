import { z } from 'zod';
import { duration } from '../duration';
import { paperSchema } from '../fills/config';
import { guardsSchema } from '../guards/config';
import { stressSchema } from '../stress/config';

const SECOND = 1_000_000;
const text = z.string('must be a text').min(1, 'must not be empty');
const whole = (least: number, most: number) =>
  z.int('must be a whole number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
/** Decimals of a file come as their own text. */
const number = (least: number, most: number) =>
  z.coerce.number('must be a number').min(least, `must be ${least} or more`).max(most, `must be ${most} or less`);
const seed = whole(0, 2 ** 31 - 1);

/** What a variant of the recipe changes: keys of the recipe's own sections. */
const changes = {
  linear: z.strictObject({ l2: number(0, 1e9).optional() }).optional(),
  gbdt: z
    .strictObject({
      trees: whole(1, 5000).optional(),
      leaves: whole(2, 255).optional(),
      learningRate: number(0.001, 1).optional(),
      minLeaf: whole(1, 1_000_000).optional(),
      l2: number(0, 1e9).optional(),
      subsample: number(0.05, 1).optional(),
      columnsPart: number(0.05, 1).optional(),
      earlyStop: whole(1, 1000).optional(),
    })
    .optional(),
  mlp: z
    .strictObject({
      hidden: z.array(whole(1, 256)).min(1).max(2, 'at most two hidden layers').optional(),
      epochs: whole(1, 1000).optional(),
      batch: whole(1, 65_536).optional(),
      learningRate: number(0.00001, 1).optional(),
      l2: number(0, 1000).optional(),
      patience: whole(1, 1000).optional(),
    })
    .optional(),
  kind: z.enum(['linear', 'gbdt', 'mlp', 'ensemble'], 'must be linear, gbdt, mlp or ensemble').optional(),
};

const name = z.string('must be a text').regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores');

const scope = z.strictObject({
  venue: z.enum(['simulator', 'live'], 'must be simulator or live').default('simulator'),
  symbols: z.array(text).min(1, 'name at least one symbol, or *').default(['*']),
  maxQty: whole(1, 1e12),
  regimes: z.array(text).min(1, 'name at least one regime'),
});

/** The order that a model is held against baselines with. */
const orders = z
  .strictObject({
    qty: whole(1, 1e12).default(4000),
    window: duration.refine(v => v >= 60 * SECOND, 'must be 1m or more').default(600 * SECOND),
    latency: text.default('constant:1ms'),
    fees: text.optional(),
    /** Regime filter beside the model: `default`, or its file. */
    hmm: text.optional(),
    /** RiskAversion of IS: with its own default IS is a TWAP over so short a window. */
    riskAversion: text.default('0.001'),
  })
  .prefault({});

const inSample = z
  .strictObject({
    /** Markets of each regime that are taken of the recipe's; all where it says more than there are. */
    seeds: whole(3, 10_000).default(40),
    folds: whole(2, 20).default(5),
    groups: whole(3, 12).default(6),
    testGroups: whole(1, 6).default(2),
    embargo: duration.default(60 * SECOND),
    /** How refits differ from the recipe, so that many of them end in bounded time. */
    reduce: z.strictObject(changes).prefault({}),
    variants: z
      .array(z.strictObject({ name, ...changes }))
      .max(50, 'at most 50')
      .default([]),
  })
  .prefault({});

const sealed = z.strictObject({
  /** First of the seeds that nothing was trained, chosen or tested on. */
  first: seed,
  seeds: whole(2, 10_000).default(100),
  /** Seeds behind those, on which the cheapest baseline of each regime is chosen. */
  pick: whole(1, 10_000).default(40),
  /** Accesses to these data, by any model of the registry, after which nothing passes on them any more. */
  budget: whole(1, 1000).default(5),
  /** A difference in cost (bps) that is none. */
  margin: number(0, 100).default(0.1),
  /** Regimes whose gain must show; in the others of the scope it must not lose. All of the scope where none is named. */
  gainIn: z.array(text).min(1).optional(),
});

const walkForward = z
  .strictObject({
    /** Markets of each regime that are taken of the recipe's; all where it says more than there are. */
    seeds: whole(3, 10_000).default(40),
    /** The history is cut into blocks of one length: of how many a refit learns, and how many are then tested, one after each refit. */
    trainBlocks: whole(1, 100).default(4),
    steps: whole(2, 100).default(4),
    embargo: duration.default(60 * SECOND),
    /** Whether the refitted models also work orders in the markets of the next block, against the baseline. */
    cost: z.boolean('must be true or false').default(true),
    reduce: z.strictObject(changes).prefault({}),
  })
  .prefault({});

/** The file of a validation, but for the stages that bring a section of their own. */
export const validateShape = {
  name,
  model: text.default('default'),
  /** The recipe of the model: a file of `sluice train`. */
  training: text,
  out: text,
  seed: seed.default(1),
  scope,
  orders,
  inSample,
  sealed,
  walkForward,
  guards: guardsSchema,
  stress: stressSchema,
  paper: paperSchema,
};
