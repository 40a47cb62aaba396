import type { LearnedModel } from '../../core/learned/model';
import type { DataSet } from '../../training/data/data-set';
import { type Errors, judge, skillOf } from '../../training/data/skill';

/** How much of a target's squared error a model, or a member of it, takes away: 1 all, 0 none, below 0 it is worse than knowing nothing. */
export interface SkillFigure {
  readonly target: string;
  /** Seconds. */
  readonly horizon: number;
  /** `model`, or the kind of a member. */
  readonly of: string;
  readonly part: 'train' | 'test';
  /** A regime, `files`, or `all`. */
  readonly group: string;
  readonly skill: number;
  /** 95 %, over clusters; null where there are fewer than five: so few say nothing of how they vary. */
  readonly low: number | null;
  readonly high: number | null;
  readonly clusters: number;
  readonly rows: number;
}

const FEW = 5;

/** Figures of a model on a part of the data: of the whole and of each member over all of it, and of the whole by group. */
export function figuresOf(
  model: LearnedModel,
  set: DataSet,
  part: SkillFigure['part'],
  {
    nothing,
    groupOf,
    seed,
  }: { readonly nothing: readonly number[]; readonly groupOf: ReadonlyMap<string, string>; readonly seed: number },
): SkillFigure[] {
  const judged = judge(set, model, nothing);
  const groups = [...new Set(set.clusters.map(c => groupOf.get(c)!))];
  return model.targets.flatMap((target, t) => {
    const figure = (of: string, group: string, errors: readonly Errors[]): SkillFigure => {
      const { mean, low, high, clusters } = skillOf(errors, seed);
      const rows = errors.reduce((sum, e) => sum + e.rows, 0);
      const bound = (value: number): number | null => (clusters < FEW ? null : short(value));
      return {
        target: target.name,
        horizon: target.horizon,
        of,
        part,
        group,
        skill: short(mean),
        low: bound(low),
        high: bound(high),
        clusters,
        rows,
      };
    };
    return [
      figure('model', 'all', judged.whole[t]!),
      ...(model.members.length > 1 ? model.members.map((m, i) => figure(m.kind, 'all', judged.members[i]![t]!)) : []),
      ...(groups.length > 1
        ? groups.map(group =>
            figure(
              'model',
              group,
              judged.whole[t]!.filter(e => groupOf.get(e.cluster) === group),
            ),
          )
        : []),
    ];
  });
}

const short = (value: number): number => Number(value.toFixed(5));
