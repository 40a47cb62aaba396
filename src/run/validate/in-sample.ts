import type { Errors } from '../../training/data/skill';
import type { Gate } from '../../validation/report';
import { worst } from '../../validation/report';
import { since } from './clock';
import { firstOf, type History } from './data';
import { atLeast } from './gates';
import { selectionGates, skillTable, type Trials, trialsTable } from './in-sample-figures';
import { pathsGate } from './paths';
import { alongHistory, judgedOf, type Plan, type PlanErrors, plansOf, refitted } from './plans';
import { gainsByDraw, nameOf, skill } from './refits';
import type { StageParts, StageRunner } from './stage';
import { noteVariants } from './trials';

/** Stage 1: the recipe refitted on parts of its own data, purged and embargoed, and what it was chosen among. Nothing here says that it works elsewhere. */
export const runInSample: StageRunner = async (parts, told) => {
  const took = since();
  const { recipe, threads, seed, config, keep } = parts;
  const history = firstOf(await parts.data((done, of) => told(done, of, 'markets')), config.inSample.seeds);
  const plans = plansOf(parts, history);
  const all: readonly Plan[] = [plans.own, plans.paths, ...plans.variants];
  const errors: PlanErrors[] = [];
  for (const [n, plan] of all.entries()) {
    const progress = (done: number, of: number): void => told(n + done / of, all.length, 'recipes');
    errors.push(await keep(`plan-${n}`, () => refitted(plan, history, threads, progress)));
  }
  const [own, paths, ...variants] = errors as [PlanErrors, PlanErrors, ...PlanErrors[]];
  const byTarget = recipe.targets.map((_, t) => alongHistory(own, t, history));
  const trials: Trials = {
    own: gainsByDraw(byTarget[judgedOf(recipe)]!).map(mean),
    variants: variants.map(found => gainsByDraw(alongHistory(found, 0, history)).map(mean)),
  };
  const tried = plans.variants.map((plan, v) => ({ ...plan, gains: trials.variants[v]! }));
  noteVariants(parts, tried, history.hash);
  const gates = [
    ...recipe.targets.map((target, t) => skillGate(nameOf(target), byTarget[t]!, seed)),
    pathsGate(
      paths.map(fold => fold[0]!),
      plans.combinatorial,
      seed,
    ),
    ...selectionGates(parts, trials),
  ];
  return {
    stage: 'in-sample',
    verdict: worst(gates.map(g => g.verdict)),
    gates,
    tables: [skillTable(recipe, byTarget, history, seed), trialsTable(parts, trials)],
    notes: notesOf(parts, history),
    seconds: took(),
  };
};

const mean = (of: readonly number[]): number => of.reduce((sum, x) => sum + x, 0) / of.length;

const skillGate = (name: string, errors: readonly Errors[], seed: number): Gate =>
  atLeast(
    {
      id: `in-sample.skill.${name.split(' ')[0]}`,
      what: `${name}: part of the error of knowing nothing that refits take away on the folds that they have not seen (purged k-fold)`,
      unit: 'of the error',
    },
    skill(errors, seed),
    0,
  );

function notesOf({ config, recipe }: StageParts, { samples }: History): string[] {
  const { reduce, folds, groups, testGroups } = config.inSample;
  return [
    `${samples.length} clusters of the recipe's own data, each a whole market or stretch; ${folds} folds, and every choice of ${testGroups} of ${groups} groups; clusters whose last label or order reaches into a test are purged`,
    ...(Object.keys(reduce).length > 0 ? [`refits differ from the recipe by inSample.reduce: ${JSON.stringify(reduce)}`] : []),
    ...(recipe.targets.length > 1 ? ['variants and combinations are refitted for the drift alone'] : []),
  ];
}
