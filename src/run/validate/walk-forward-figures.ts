import { meanInterval } from '../../core/measures/bootstrap';
import type { Errors } from '../../training/data/skill';
import type { Gate, ReportTable } from '../../validation/report';
import type { Fold } from '../../validation/stats/splits';
import type { FittedModel } from '../train/fitting';
import { type History, regimeName } from './data';
import { atLeast, exact, told as figure } from './gates';
import { promisesGate } from './out-of-sample';
import { bySeed, type Paired } from './paired';
import { correlation, gainsOf, nameOf, saidOf } from './refits';
import type { StageParts } from './stage';

/** Refits that follow one another must say much the same of the same rows. */
const LEAST_ALIKE = 0.5;

/** How alike two refits behind one another speak of the block that neither has seen. */
export function stabilityGate(fits: readonly FittedModel[], tested: readonly (readonly History['samples'][number][])[]): Gate {
  const target = Math.max(
    0,
    fits[0]!.model.targets.findIndex(t => t.name === 'drift'),
  );
  const alike = fits.slice(1).map((fit, n) => {
    const rows = tested[n + 1]!;
    return correlation(saidOf(fits[n]!, target, rows), saidOf(fit, target, rows));
  });
  const least = Math.min(...alike);
  const known = Number.isFinite(least);
  return exact(
    {
      id: 'walk-forward.stable',
      what: 'least correlation between what two refits behind one another say of the drift, on the block that neither has seen',
      value: least,
      must: 'at least',
      bound: LEAST_ALIKE,
      why: known
        ? `${alike.map(figure).join(', ')} from one refit to the next: the least is ${figure(Math.abs(least - LEAST_ALIKE))} ${least >= LEAST_ALIKE ? 'above' : 'short of'} ${LEAST_ALIKE}`
        : alike.length === 0
          ? 'there is one refit alone: nothing can be compared'
          : 'a refit says the same of every row: nothing can be compared',
    },
    'inconclusive',
  );
}

/** What orders of the refitted models cost, all steps together, in the regimes where a gain would count: one elsewhere is not to hide a loss here. */
export function costGates(costs: readonly (readonly Paired[])[], { config, seed }: StageParts): Gate[] {
  const all = costs.flat();
  if (all.length === 0) return [];
  const { margin, gainIn = config.scope.regimes } = config.sealed;
  const judged = all.filter(p => gainIn.includes(p.regime));
  const cost = atLeast(
    {
      id: 'walk-forward.cost',
      what: `how much less than the strongest baseline an order of the refitted models costs on the block that follows, bps; a loss beyond the margin of ${margin} bps must be ruled out; regimes: ${gainIn.map(regimeName).join(', ')}`,
      unit: 'bps',
    },
    meanInterval(bySeed(judged), seed),
    -margin,
    0,
  );
  return [cost, promisesGate('walk-forward', all)];
}

/** What each refit was made of, knew and cost. */
export function stepsTable(
  { recipe, seed }: StageParts,
  folds: readonly Fold[],
  errors: readonly (readonly (readonly Errors[])[])[],
  costs: readonly (readonly Paired[])[],
): ReportTable {
  const percent = (of: readonly Errors[]): number =>
    Number(((100 * gainsOf(of).reduce((sum, g) => sum + g, 0)) / of.length).toFixed(2));
  return {
    title: 'Refit by refit',
    head: ['step', 'trained on', 'tested on', 'purged', ...recipe.targets.map(t => `skill of ${nameOf(t)} %`), 'cheaper by bps'],
    rows: folds.map((fold, n) => {
      const advantage = bySeed(costs[n] ?? []);
      const cheaper = advantage.length > 0 ? Number(meanInterval(advantage, seed).mean.toFixed(3)) : null;
      return [n + 1, fold.train.length, fold.test.length, fold.purged, ...errors[n]!.map(percent), cheaper];
    }),
  };
}
