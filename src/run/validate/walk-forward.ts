import { join } from 'node:path';
import type { Target } from '../../core/learned/model';
import type { Errors } from '../../training/data/skill';
import { type Gate, worst } from '../../validation/report';
import { type Fold, walkForward } from '../../validation/stats/splits';
import { fitModels } from '../train/fitting';
import { since } from './clock';
import { firstOf, type History } from './data';
import { atLeast } from './gates';
import type { Paired } from './paired';
import { split } from './plans';
import { changed } from './recipe';
import { askedOf, errorsOn, nameOf, skill } from './refits';
import type { StageParts, StageRunner } from './stage';
import { stepCosts } from './step-costs';
import { timelineOf } from './timeline';
import { costGates, stabilityGate, stepsTable } from './walk-forward-figures';

/** Stage 3: the recipe refitted as time goes by, on what was past each time, and held against what came next. */
export const runWalkForward: StageRunner = async (parts, told) => {
  const took = since();
  const { recipe, threads, config, seed } = parts;
  const { seeds, reduce, cost } = config.walkForward;
  const history = firstOf(await parts.data((done, of) => told(done, of, 'markets')), seeds);
  const folds = foldsOf(parts, history);
  const own = changed(recipe, reduce);
  const of = (rows: readonly number[]) => rows.map(n => history.samples[n]!);
  const fits = await fitModels(
    folds.map(fold => askedOf(own, of(fold.train), history.groupOf)),
    threads,
    (done, all) => told(done, all, 'fits'),
  );
  const errors = folds.map((fold, f) => errorsOn(fits[f]!, of(fold.test)));
  const costs = cost
    ? await stepCosts(parts, { history, folds, fits, file: n => join(parts.work, `refit-${n}.onnx`) }, told)
    : [];
  const gates = [
    ...recipe.targets.map((target, t) =>
      skillGate(
        target,
        errors.flatMap(step => step[t]!),
        seed,
      ),
    ),
    stabilityGate(
      fits,
      folds.map(fold => of(fold.test)),
    ),
    ...costGates(costs, parts),
  ];
  return {
    stage: 'walk-forward',
    verdict: worst(gates.map(g => g.verdict)),
    gates,
    tables: [stepsTable(parts, folds, errors, costs)],
    notes: notesOf(parts, costs),
    seconds: took(),
  };
};

const skillGate = (target: Target, errors: readonly Errors[], seed: number): Gate =>
  atLeast(
    {
      id: `walk-forward.skill.${target.name}`,
      what: `${nameOf(target)}: part of the error of knowing nothing that refits take away on the block that follows`,
      unit: 'of the error',
    },
    skill(errors, seed),
    0,
  );

/** Blocks of one length; a refit learns from the last so many, purged of whatever label or order reaches into the next. */
function foldsOf({ recipe, config }: StageParts, history: History): Fold[] {
  const { trainBlocks, steps, embargo } = config.walkForward;
  const { spans, length } = timelineOf(history, recipe, { window: config.orders.window, embargo });
  const block = Math.ceil((length + 1) / (trainBlocks + steps));
  return split('walkForward', () => walkForward(spans, { train: trainBlocks * block, test: block, embargo, anchored: false }));
}

function notesOf({ config }: StageParts, costs: readonly (readonly Paired[])[]): string[] {
  const { reduce, cost } = config.walkForward;
  return [
    'what is judged here is the recipe, refitted again and again; the model itself has seen these blocks',
    ...(Object.keys(reduce).length > 0 ? [`refits differ from the recipe by walkForward.reduce: ${JSON.stringify(reduce)}`] : []),
    ...(cost && costs.flat().length === 0 ? ['no cost: the recipe has no markets of agents to work orders in'] : []),
  ];
}
