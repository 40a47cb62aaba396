import { compile } from '../../core/learned/evaluate';
import type { LearnedModel } from '../../core/learned/model';
import { type Interval, meanInterval } from '../../core/measures/bootstrap';
import type { DataSet } from './data-set';

/** Squared errors of one target, summed by cluster over the rows that have a label: what a model left, and what knowing nothing leaves. */
export interface Errors {
  readonly cluster: string;
  readonly rows: number;
  readonly model: number;
  readonly nothing: number;
}

/**
 * Part of the squared error that a model takes away (1 - its own over that of knowing nothing), with a 95 % interval over clusters: the error of knowing
 * nothing is held to be as it was, so the interval is that of the numerator. Of a probability it is the Brier skill score.
 */
export function skillOf(errors: readonly Errors[], seed: number): Interval {
  const known = errors.filter(e => e.rows > 0);
  const mean = known.reduce((sum, e) => sum + e.nothing, 0) / known.length;
  return meanInterval(
    known.map(e => [(e.nothing - e.model) / mean]),
    seed,
  );
}

/** What a row of a target weighs: of drift 1 over the variance that is expected of it, so that one stormy market is not all there is. */
export const weightsOf = ({ calm }: DataSet, target: string): Float32Array | undefined => (target === 'drift' ? calm : undefined);

/** What is said of a target by who knows nothing: no drift, else the mean of the training set. */
export const nothingOf = (target: string, y: Float32Array): number =>
  target === 'drift' ? 0 : mean(y.filter(v => !Number.isNaN(v)));

const mean = (of: Float32Array): number => of.reduce((sum, v) => sum + v, 0) / of.length;

/** Errors by target, of a model (`whole`) and of each of its members. */
export interface Judged {
  readonly whole: readonly (readonly Errors[])[];
  readonly members: readonly (readonly (readonly Errors[])[])[];
}

/** Asks a model about every row of a set and sums its errors by cluster; `nothing`: what who knows nothing says, by target. */
export function judge(set: DataSet, model: LearnedModel, nothing: readonly number[]): Judged {
  const evaluator = compile(model);
  const [f, k, m, c] = [model.features.length, model.targets.length, model.members.length, set.clusters.length];
  const weights = model.targets.map(t => weightsOf(set, t.name));
  const rows = new Int32Array(k * c);
  const none = new Float64Array(k * c);
  const whole = new Float64Array(k * c);
  const members = new Float64Array(m * k * c);
  const row = new Float32Array(f);
  for (let n = 0; n < c; n++)
    for (let r = set.starts[n]!; r < (set.starts[n + 1] ?? set.rows); r++) {
      for (let i = 0; i < f; i++) row[i] = set.x[i]![r]!;
      evaluator.run(row);
      for (let t = 0; t < k; t++) {
        const y = set.y[t]![r]!;
        if (Number.isNaN(y)) continue;
        const w = weights[t]?.[r] ?? 1;
        rows[t * c + n]!++;
        none[t * c + n]! += w * (y - nothing[t]!) ** 2;
        whole[t * c + n]! += w * (y - evaluator.y[t]!) ** 2;
        for (let i = 0; i < m; i++) members[(i * k + t) * c + n]! += w * (y - evaluator.members[i * k + t]!) ** 2;
      }
    }
  const errorsOf = (from: Float64Array, place: number, t: number): Errors[] =>
    set.clusters.map((cluster, n) => ({
      cluster,
      rows: rows[t * c + n]!,
      model: from[place * c + n]!,
      nothing: none[t * c + n]!,
    }));
  const targets = [...model.targets.keys()];
  return {
    whole: targets.map(t => errorsOf(whole, t, t)),
    members: [...model.members.keys()].map(i => targets.map(t => errorsOf(members, i * k + t, t))),
  };
}

/** How strongly a member's errors count for its weight. */
const ETA = 50;

/** A weight for each member, summing to 1: softmax of -50 times the part of the error that it leaves, a mean over targets. */
export function gateOf({ members }: Judged): number[] {
  const losses = members.map(targets => {
    const parts = targets.flatMap(errors => {
      const nothing = total(errors, e => e.nothing);
      // a target that no row has a label of says nothing of a member
      return nothing > 0 ? [total(errors, e => e.model) / nothing] : [];
    });
    return parts.length === 0 ? 0 : parts.reduce((sum, p) => sum + p, 0) / parts.length;
  });
  const least = Math.min(...losses);
  const raw = losses.map(loss => Math.exp(-ETA * (loss - least)));
  const sum = raw.reduce((s, w) => s + w, 0);
  return raw.map(w => Number((w / sum).toPrecision(6)));
}

const total = (errors: readonly Errors[], of: (e: Errors) => number): number => errors.reduce((sum, e) => sum + of(e), 0);
