import type { Sample } from '../../training/data/sample';
import type { Errors } from '../../training/data/skill';
import { type Combinatorial, combinatorialPurged, type Fold, purgedKFold } from '../../validation/stats/splits';
import type { TrainConfig } from '../train/config';
import { fitModels } from '../train/fitting';
import { UsageError } from '../usage-error';
import type { History } from './data';
import { changed } from './recipe';
import { askedOf, errorsOn } from './refits';
import type { StageParts } from './stage';
import { timelineOf } from './timeline';

/** What is refitted: a recipe on folds. */
export interface Plan {
  readonly name: string;
  readonly config: TrainConfig;
  readonly folds: readonly Fold[];
}

/** What the first stage refits: the recipe on k folds, each variant on the same, and the recipe on every choice of groups. All but the first tell of the drift alone. */
export interface Plans {
  readonly own: Plan;
  readonly variants: readonly Plan[];
  readonly paths: Plan;
  readonly combinatorial: Combinatorial;
}

/** Throws a UsageError where the data have too few clusters for such folds. */
export function plansOf({ recipe, config }: StageParts, history: History): Plans {
  const { folds: k, groups, testGroups, embargo, reduce, variants } = config.inSample;
  const { spans } = timelineOf(history, recipe, { window: config.orders.window, embargo });
  const folds = split('inSample', () => purgedKFold(spans, { folds: k, embargo }));
  const combinatorial = split('inSample', () => combinatorialPurged(spans, { groups, testGroups, embargo }));
  const base = changed(recipe, reduce);
  const only = (made: TrainConfig): TrainConfig => ({ ...made, targets: [made.targets[judgedOf(made)]!] });
  return {
    own: { name: recipe.name, config: base, folds },
    variants: variants.map(variant => ({ name: variant.name, config: only(changed(recipe, variant, reduce)), folds })),
    paths: { name: 'combinations', config: only(base), folds: combinatorial.folds },
    combinatorial,
  };
}

/** The place of the target that a recipe is judged by: the drift, by which orders are tilted; else its first. */
export const judgedOf = ({ targets }: Pick<TrainConfig, 'targets'>): number =>
  Math.max(
    0,
    targets.findIndex(t => t.name === 'drift'),
  );

/** Errors by fold, target and cluster. */
export type PlanErrors = readonly (readonly (readonly Errors[])[])[];

/** Refits a plan's recipe on each fold, and judges it by what the fold has not seen. */
export async function refitted(
  { config, folds }: Plan,
  history: History,
  threads: number,
  told: (done: number, of: number) => void,
): Promise<PlanErrors> {
  const of = (rows: readonly number[]): Sample[] => rows.map(n => history.samples[n]!);
  const asked = folds.map(fold => askedOf(config, of(fold.train), history.groupOf));
  const fits = await fitModels(asked, threads, told);
  return folds.map((fold, f) => errorsOn(fits[f]!, of(fold.test)));
}

/** Errors of one target over all folds, cluster by cluster in the order of the history: every cluster was tested once. */
export function alongHistory(errors: PlanErrors, target: number, { samples }: History): Errors[] {
  const by = new Map(errors.flatMap(fold => fold[target]!).map(e => [e.cluster, e]));
  return samples.map(s => by.get(s.cluster)!);
}

/** Splits; what cannot be split is the config's mistake. */
export function split<T>(key: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      `${key}: the recipe's data cannot be split like this: ${error.message} (rows are markets, or stretches of recordings)`,
    );
  }
}
