import { compile } from '../../core/learned/evaluate';
import type { Target } from '../../core/learned/model';
import { type Interval, meanInterval } from '../../core/measures/bootstrap';
import type { Sample } from '../../training/data/sample';
import { type Errors, judge } from '../../training/data/skill';
import type { TrainConfig } from '../train/config';
import { type FitAsked, type FittedModel, rowsFor } from '../train/fitting';
import { UsageError } from '../usage-error';
import { drawOf, type History, joined } from './data';

/**
 * Which clusters of a training part say when to stop and how much each member counts: the last ones of each group, by the recipe's share, one at least. A group of
 * one cluster trains on it alone.
 */
export function askedOf(config: TrainConfig, learned: readonly Sample[], groupOf: History['groupOf']): FitAsked {
  const held = new Set<Sample>();
  for (const group of new Set(learned.map(s => groupOf.get(s.cluster)!))) {
    const own = learned.filter(s => groupOf.get(s.cluster) === group);
    const n = own.length < 2 ? 0 : Math.max(1, Math.round((own.length * config.split.valid) / (1 - config.split.test)));
    for (const sample of own.slice(own.length - n)) held.add(sample);
  }
  const train = learned.filter(s => !held.has(s));
  return { config, train, valid: held.size > 0 ? learned.filter(s => held.has(s)) : train };
}

/** Errors of a refit on clusters that it has not seen, by target and then cluster. */
export function errorsOn({ model, nothing }: FittedModel, tested: readonly Sample[]): readonly (readonly Errors[])[] {
  return judge(rowsFor(model, tested), model, nothing).whole;
}

/**
 * What a model took away of the error of knowing nothing, cluster by cluster, in parts of its mean over clusters: the mean of these is the skill of the card
 * (`skillOf`). Throws a UsageError that names the cluster whose error is no number: a refit that runs away is not to count as one that is always right.
 */
export function gainsOf(errors: readonly Errors[]): number[] {
  const bad = errors.find(e => !(Number.isFinite(e.model) && Number.isFinite(e.nothing)));
  if (bad)
    throw new UsageError(
      `a refit's error in ${bad.cluster} is not a number: its training ran away (see the recipe's learning rate and data)`,
    );
  const mean = errors.reduce((sum, e) => sum + e.nothing, 0) / errors.length;
  return errors.map(e => (mean > 0 ? (e.nothing - e.model) / mean : 0));
}

/** The same with what was drawn together put together (`drawOf`): a cluster's gains are those of its markets. */
export function gainsByDraw(errors: readonly Errors[]): number[][] {
  const gains = gainsOf(errors);
  return [...joined(errors.map(({ cluster }, n) => [drawOf(cluster), [gains[n]!]] as const)).values()];
}

/** The skill over clusters with its interval. */
export const skill = (errors: readonly Errors[], seed: number): Interval => meanInterval(gainsByDraw(errors), seed);

/** What a refit says of a target's rows, in the order of the samples. */
export function saidOf({ model }: FittedModel, target: number, tested: readonly Sample[]): Float64Array {
  const set = rowsFor(model, tested);
  const evaluator = compile(model);
  const row = new Float32Array(model.features.length);
  return Float64Array.from({ length: set.rows }, (_, r) => {
    for (let i = 0; i < row.length; i++) row[i] = set.x[i]![r]!;
    evaluator.run(row);
    return evaluator.y[target]!;
  });
}

/** Pearson's correlation; NaN where one of the two does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array): number => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Number.NaN;
}

export const nameOf = ({ name, horizon }: Target): string => `${name} ${horizon} s`;
