import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LearnedModel } from '../../core/learned/model';
import { ModelError } from '../../inference/model-error';
import { readModel } from '../../inference/read';
import { Registry } from '../../inference/registry/registry';
import { nothingOf } from '../../training/data/skill';
import { told } from '../models/desk';
import { readCard } from '../models/register';
import { resolveModel } from '../models/resolve';
import type { ModelCard } from '../train/card';
import { readTraining } from '../train/config';
import { readSampleFile, samplesOf } from '../train/samples';
import { CARD, CHALLENGER, RECIPE } from './challenger';
import { compareSkill, type SkillDifference, type TestSample } from './compare';
import type { LearnConfig } from './config';
import type { DayReport } from './data';
import type { Plan, Run } from './runs';

/** How the challenger does against the model before it, on the same rows; or in words why that cannot be told. */
export interface Judged {
  readonly differences: readonly SkillDifference[];
  readonly why?: string | undefined;
}

/** What is judged, and by which plan. */
export interface Judging {
  readonly config: LearnConfig;
  readonly run: Run;
  readonly plan: Plan;
  readonly days: readonly DayReport[];
}

/** What a challenger's card says of the markets that it was made of: how far each was seen, by whatever journal. */
const learnedCard = z.looseObject({
  learned: z.looseObject({ markets: z.array(z.object({ market: z.string(), to: z.number() })) }),
});

/** The model that a challenger is made against. Throws a UsageError where it is not there any more. */
export function parentBytes({ parent, registry }: LearnConfig, plan: Plan): Uint8Array {
  const now = resolveModel(parent, { role: 'predictor', registry });
  // another one may have been promoted since the run was planned
  return now?.hash === plan.parent ? now.bytes : told(() => new Registry(registry).bytes(plan.parent));
}

/** Holds the challenger against its parent on the test clusters: days, or stretches of them, that the challenger's fit and choice left alone, and that its parent was not made of. */
export function judgeChallenger({ config, run, plan, days }: Judging): Judged {
  const before = houseModel(parentBytes(config, plan));
  if (!before)
    return {
      differences: [],
      why: 'the model before it was not written by Sluice: only a validation can hold the two against each other',
    };
  const challenger = readModel(readFileSync(run.file(CHALLENGER)));
  const { data } = readCard(run.file(CARD)) as ModelCard;
  const recipe = readTraining(run.file(RECIPE));
  const { targets } = challenger;
  // what else a model is asked with is of an order, and stands in no sample: its own fill stands in, or it is not asked
  const { features } = readSampleFile(days[0]!.file);
  const { stretch, embargo, every, mirror } = recipe.data;
  const terms = { features, targets, grid: 1_000_000, every, mirror };
  const seen = seenBy(config, plan.parent);
  const all = days.flatMap(({ file }) => {
    const { market, origin } = readSampleFile(file);
    const after = origin + (seen.get(market) ?? Number.NEGATIVE_INFINITY);
    return samplesOf({ file, stretch, embargo }, terms).map((sample): TestSample => ({ sample, after, cluster: sample.cluster }));
  });
  const part = (names: readonly string[]): TestSample[] => all.filter(t => names.includes(t.sample.cluster));
  const learned = part(data.clusters.train);
  const nothing = targets.map((t, i) => nothingOf(t.name, Float32Array.from(learned.flatMap(({ sample }) => [...sample.y[i]!]))));
  const differences = compareSkill(before, challenger, part(data.clusters.test), {
    features,
    targets,
    nothing,
    seed: config.seed,
  });
  return differences.length > 0
    ? { differences }
    : { differences, why: 'no row is left that neither of the two has seen, of a target that both have' };
}

/** A model of our own writer; undefined for another. */
function houseModel(bytes: Uint8Array): LearnedModel | undefined {
  try {
    return readModel(bytes);
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

/** How far a model of the registry has seen a market, by its name (us after its beginning). */
function seenBy({ registry }: LearnConfig, hash: string): ReadonlyMap<string, number> {
  const entry = new Registry(registry).list().find(m => m.hash === hash);
  const read = learnedCard.safeParse(entry?.card);
  return new Map(read.success ? read.data.learned.markets.map(m => [m.market, m.to]) : []);
}
