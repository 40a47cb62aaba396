import { existsSync } from 'node:fs';
import { z } from 'zod';
import { LEARNING, type LearningTerms } from '../../core/learning/terms';
import type { Micros } from '../../core/numbers';
import type { SessionSettings } from '../../fix/settings/settings';
import type { Mistake } from '../config-file';
import { duration } from '../duration';
import { realVenue } from '../paper';

/** A decimal comes as its own text. */
const asNumber = (value: unknown): unknown => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
const number = (min: number, max: number) =>
  z.preprocess(asNumber, z.number(`must be a number from ${min} to ${max}`).min(min).max(max));
const model = z.string('must be default, champion, a file or the hash of a registered model').min(1).optional();
const within = (least: Micros, most: Micros, words: string) =>
  duration.refine(v => v >= least && v <= most, `must be from ${words}`);
const BAR = within(1_000_000, 3_600_000_000, '1s to 60m');

/** How long a decision waits, and how old the market that it is about may be, where the config does not say (us). */
const DEADLINE: Micros = 2000;
const MAX_AGE: Micros = 10_000_000;

/** `models` in the config of a gateway or a backtest (docs/adaptive.md). */
export const modelsSchema = z
  .strictObject({
    predictor: model,
    policy: model,
    challenger: model,
    hmm: model,
    /** Public keys whose certificates count, beside the project's (docs/certificates.md). */
    trust: z.array(z.string('must be a file').min(1, 'must be a file')).max(100).optional(),
    /** What a model without a certificate does on paper. */
    uncertified: z.literal(['shadow', 'acts'], 'must be shadow or acts').optional(),
    where: z.literal(['process', 'worker'], 'must be process or worker').optional(),
    deadline: within(100, 1_000_000, '100us to 1s').default(DEADLINE),
    maxAge: within(100_000, 3_600_000_000, '100ms to 60m').default(MAX_AGE),
    online: z.boolean('must be true or false').default(LEARNING.online),
    bar: BAR.optional(),
    seed: z.int('must be a whole number').min(0, 'must be 0 or more').default(LEARNING.seed),
    share: number(0, 1).default(LEARNING.share),
    delta: number(0.001, 1000).default(LEARNING.delta),
    sd: number(0.001, 10_000).default(LEARNING.sd),
    designEffect: number(1, 1000).default(LEARNING.designEffect),
  })
  .refine(m => m.predictor !== undefined || m.policy !== undefined, 'name a predictor or a policy')
  .refine(m => m.challenger === undefined || m.predictor !== undefined, 'a challenger needs a predictor to be measured against')
  .optional();

/** Which learned models a gateway asks, and how. */
export type ModelsConfig = NonNullable<z.infer<typeof modelsSchema>>;

/** How it learns; a bar is as long as the regime filter's, where that says and the config does not. */
export const learningOf = (
  { online, seed, share, delta, sd, designEffect, bar }: ModelsConfig,
  filterBar: Micros | undefined,
): LearningTerms => ({ bar: bar ?? filterBar ?? LEARNING.bar, online, seed, share, delta, sd, designEffect });

/** What stands for a model without naming a file. */
const NAMED: ReadonlySet<string> = new Set(['default', 'champion']);

/** What stands for a model, its file where `beside` says that it is. */
export function modelBeside(spec: string, beside: (name: string) => string): string {
  if (NAMED.has(spec)) return spec;
  const file = beside(spec);
  // a hash in the registry is no file
  return existsSync(file) || !/^[0-9a-f]{6,64}$/.test(spec) ? file : spec;
}

/** The same with its files where `beside` says that they are. */
export function modelsBeside(config: ModelsConfig, beside: (name: string) => string): ModelsConfig {
  const placed = (spec: string | undefined) => spec && modelBeside(spec, beside);
  const { predictor, policy, challenger, hmm, trust } = config;
  return {
    ...config,
    predictor: placed(predictor),
    policy: placed(policy),
    challenger: placed(challenger),
    hmm: placed(hmm),
    ...(trust && { trust: trust.map(beside) }),
  };
}

/** Who the sessions of a config are, and its simulator. */
interface Around {
  readonly simulator: { readonly port: number } | undefined;
  readonly settings: readonly SessionSettings[] | undefined;
}

/** Models without a certificate act on paper only: nowhere else is that anybody's to choose. */
export function modelMistakes(models: ModelsConfig | undefined, { simulator, settings = [] }: Around): Mistake[] {
  if (models?.uncertified !== 'acts') return [];
  const at = ['models', 'uncertified'];
  if (!simulator)
    return [
      {
        at,
        what: 'models without a certificate act on paper only, and there is no `simulator` here: take it out of a live config',
      },
    ];
  const real = realVenue(simulator, settings);
  if (!real) return [];
  return [
    { at, what: `models without a certificate act on paper only, and venue session ${real.id} does not lead to the simulator` },
  ];
}
