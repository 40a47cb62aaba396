import { noteTraining } from '../models/trials';
import type { TrainConfig } from '../train/config';
import { train } from '../train/train';
import type { LearnConfig } from './config';
import type { DayReport } from './data';
import { changedRecipe } from './recipe';
import type { Run } from './runs';

/** Files of the run: the challenger, its card, and the recipe that it was made by. */
export const CHALLENGER = 'challenger.onnx';
export const CARD = 'challenger.json';
export const RECIPE = 'recipe.yaml';
/** With so many days (UTC), or markets that were made up, each is one cluster, as a whole in one part; with fewer they are cut into stretches, which are alike. */
export const ENOUGH_DAYS = 5;
/** No day is longer. */
const WHOLE_DAY = '1440m';
const FROM_QUOTES: readonly string[] = ['drift', 'volatility'];

/** A challenger that was trained. */
export interface Trained {
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
  readonly rows: number;
  readonly clusters: Readonly<Record<'train' | 'valid' | 'test', number>>;
  readonly configHash: string;
  readonly dataHash: string;
  readonly notes: readonly string[];
  /** The card's text (limits), for who reads the report. */
  readonly limits: readonly string[];
}

/** The recipe of a run: that of the config with the journals' samples added. */
export function recipeOf(
  config: LearnConfig,
  run: Run,
  days: readonly DayReport[],
): { readonly recipe: TrainConfig; readonly notes: string[] } {
  const notes: string[] = [];
  const { data, targets, name } = config.training;
  const others = data.agents !== undefined || data.files !== undefined;
  const unlabelled =
    others || days.some(d => d.from === 'recording') ? [] : targets.map(t => t.name).filter(t => !FROM_QUOTES.includes(t));
  if (unlabelled.length > 0)
    notes.push(`nothing has labels of ${unlabelled.join(', ')} without a recording: the challenger does not say them`);
  const { size } = new Set(days.map(d => d.cluster));
  if (size < ENOUGH_DAYS)
    notes.push(
      `${size} days are cut into stretches, which are alike: the intervals are too narrow (${ENOUGH_DAYS} days at least)`,
    );
  const recipe = changedRecipe({
    recipe: config.recipe,
    to: run.file(RECIPE),
    name: `${name.slice(0, 50)}-learned-${run.name}`,
    out: run.file(CHALLENGER),
    samples: days.map(d => d.file),
    stretch: size < ENOUGH_DAYS ? undefined : WHOLE_DAY,
    without: unlabelled,
  });
  return { recipe, notes };
}

/** Trains the challenger of a run, and counts it as a trial of the registry. Rejects with a UsageError where there is too little. */
export async function trainChallenger(
  config: LearnConfig,
  { run, days, by }: { readonly run: Run; readonly days: readonly DayReport[]; readonly by: string },
  options: { readonly threads: number; readonly told: (what: string, done: number, of: number) => void },
): Promise<Trained> {
  const { recipe, notes } = recipeOf(config, run, days);
  const { card } = await train(recipe, options);
  const { hash, bytes, made, data, name, limits } = card;
  const count = (part: keyof typeof data.clusters): number => data.clusters[part].length;
  noteTraining(config.registry, card, by);
  const clusters = { train: count('train'), valid: count('valid'), test: count('test') };
  return { name, hash, bytes, rows: data.rows, clusters, configHash: made.configHash, dataHash: made.dataHash, notes, limits };
}
