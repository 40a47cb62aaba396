import { meanInterval } from '../../core/measures/bootstrap';
import type { Errors } from '../../training/data/skill';
import type { Gate, ReportTable } from '../../validation/report';
import { judgeSelection } from '../../validation/selection/selection';
import type { TrainConfig } from '../train/config';
import { type History, regimeName } from './data';
import { nameOf, skill } from './refits';
import type { StageParts } from './stage';

/** What recipes gained of the drift's error, by cluster in one order: the recipe itself, and each variant. */
export interface Trials {
  readonly own: readonly number[];
  readonly variants: readonly (readonly number[])[];
}

/** A skill below which a difference between two recipes is none: a two-hundredth of the error. */
const MARGIN = 0.005;

/** How the recipe was chosen: among knowing nothing, its variants and itself. A variant that says nothing at all is the baseline once more, and is left out. */
export function selectionGates({ recipe, config, ledger }: StageParts, { own, variants }: Trials): Gate[] {
  if (!varies(own)) return [saysNothing(own.length)];
  const told = variants.flatMap((gains, v) => (varies(gains) ? [{ gains, name: config.inSample.variants[v]!.name }] : []));
  const names = ['nothing', recipe.name, ...told.map(t => t.name)];
  const advantage = [own.map(() => 0), own, ...told.map(t => t.gains)];
  const gates = judgeSelection({ names, advantage, selected: 1, margin: MARGIN, trials: ledger.trials().length });
  return gates.map(gate => ({
    ...gate,
    what: `${gate.what}; the gain is the part of the drift's error taken away, the baseline is to know nothing`,
  }));
}

const varies = (gains: readonly number[]): boolean => gains.some(g => g !== gains[0]);

const saysNothing = (clusters: number): Gate => ({
  id: 'selection.gain',
  what: "part of the drift's error that refits take away, in whatever cluster",
  value: 0,
  must: 'at least',
  bound: 0,
  clusters,
  verdict: 'inconclusive',
  why: 'refits of the recipe say of every row what is said by who knows nothing: there is nothing that could have been chosen',
});

/** Skills by target and regime, on the folds that were not seen. */
export function skillTable(
  { targets }: TrainConfig,
  byTarget: readonly (readonly Errors[])[],
  { groupOf }: History,
  seed: number,
): ReportTable {
  const groups = [...new Set(groupOf.values())];
  const rows = targets.flatMap((target, t) =>
    ['all', ...groups].flatMap(group => {
      const of = byTarget[t]!.filter(e => group === 'all' || groupOf.get(e.cluster) === group);
      if (of.length === 0) return [];
      const { mean, low, high, clusters } = skill(of, seed);
      return [[nameOf(target), regimeName(group), percent(mean), percent(low), percent(high), clusters]];
    }),
  );
  return { title: 'Skill on folds not seen', head: ['target', 'regime', 'skill %', 'low', 'high', 'clusters'], rows };
}

/** What every recipe that was tried gained. */
export function trialsTable({ recipe, config, seed }: StageParts, { own, variants }: Trials): ReportTable {
  const names = [recipe.name, ...config.inSample.variants.map(v => v.name)];
  const rows = [own, ...variants].map((gains, n) => {
    const { mean, low, high } = meanInterval(
      gains.map(g => [g]),
      seed,
    );
    return [names[n]!, percent(mean), percent(low), percent(high)];
  });
  const head = ['recipe', 'skill of the drift %', 'low', 'high'];
  return { title: 'What was tried', head, rows: [['nothing', 0, 0, 0], ...rows] };
}

const percent = (part: number): number | null => (Number.isFinite(part) ? Number((100 * part).toFixed(2)) : null);
