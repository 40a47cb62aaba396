import { compile, type Evaluator } from '../../core/learned/evaluate';
import type { LearnedModel, Target } from '../../core/learned/model';
import { type Interval, meanInterval } from '../../core/measures/bootstrap';
import type { Micros } from '../../core/numbers';
import type { Sample } from '../../training/data/sample';

/** Test data: a sample with every feature that one of the models has, and what belongs together. */
export interface TestSample {
  readonly sample: Sample;
  /** The journal's day: what is drawn as one. */
  readonly cluster: string;
  /** Rows up to here (us) are not judged: the model before has seen them. */
  readonly after: Micros;
}

/** How two models do on data that neither has seen. Skill: the part of the squared error of knowing nothing that is taken away. */
export interface SkillDifference {
  readonly target: string;
  readonly horizon: number;
  readonly before: number;
  readonly challenger: number;
  /** Challenger less the model before, paired by cluster, with its 95 % interval; null with fewer than two clusters. */
  readonly difference: Pick<Interval, 'mean' | 'clusters' | 'by'> & { readonly low: number | null; readonly high: number | null };
  readonly rows: number;
  /** Parts of the rows that are out of the range of each model's features: it is not asked there, and says what who knows nothing says. */
  readonly unasked: { readonly before: number; readonly challenger: number };
}

export interface SkillTerms {
  /** Names of the samples' columns, and their targets. */
  readonly features: readonly string[];
  readonly targets: readonly Target[];
  /** What is said by who knows nothing, by target. */
  readonly nothing: readonly number[];
  readonly seed: number;
}

/**
 * Holds a challenger against the model before it on the same rows, as a gateway would ask them: a row that lacks a feature gets the model's own fill, and one that is out of its range
 * is not asked. Only targets that both have, with the same horizon.
 */
export function compareSkill(
  before: LearnedModel,
  challenger: LearnedModel,
  tests: readonly TestSample[],
  terms: SkillTerms,
): SkillDifference[] {
  const models = [new Asked(before, terms.features), new Asked(challenger, terms.features)] as const;
  return terms.targets.flatMap((target, t) => {
    const places = models.map(m => m.placeOf(target));
    if (places.some(p => p < 0)) return [];
    const sums = new Map<string, Sums>();
    for (const test of tests) add(sums, test, { models, places, t, nothing: terms.nothing[t]!, drift: target.name === 'drift' });
    const all = [...sums.values()].filter(s => s.rows > 0);
    return all.length === 0 ? [] : [differenceOf(target, all, terms.seed)];
  });
}

interface Sums {
  rows: number;
  nothing: number;
  errors: [before: number, challenger: number];
  unasked: [before: number, challenger: number];
}

interface Judging {
  readonly models: readonly [Asked, Asked];
  readonly places: readonly number[];
  readonly t: number;
  readonly nothing: number;
  /** Errors of drift count by 1 over the variance that is expected. */
  readonly drift: boolean;
}

function add(sums: Map<string, Sums>, { sample, cluster, after }: TestSample, judging: Judging): void {
  const { models, places, t, nothing, drift } = judging;
  const sum = sums.get(cluster) ?? { rows: 0, nothing: 0, errors: [0, 0], unasked: [0, 0] };
  sums.set(cluster, sum);
  for (let r = 0; r < sample.at.length; r++) {
    const y = sample.y[t]![r]!;
    if (Number.isNaN(y) || sample.at[r]! <= after) continue;
    const w = drift ? sample.calm[r]! : 1;
    sum.rows++;
    sum.nothing += w * (y - nothing) ** 2;
    for (const m of [0, 1] as const) {
      const said = models[m].ask(sample, r, places[m]!);
      if (said === undefined) sum.unasked[m]++;
      sum.errors[m] += w * (y - (said ?? nothing)) ** 2;
    }
  }
}

function differenceOf({ name, horizon }: Target, all: readonly Sums[], seed: number): SkillDifference {
  const total = (of: (s: Sums) => number): number => all.reduce((sum, s) => sum + of(s), 0);
  const [rows, nothing] = [total(s => s.rows), total(s => s.nothing)];
  const skill = (m: 0 | 1): number => 1 - total(s => s.errors[m]) / nothing;
  // the error of knowing nothing is held to be as it was: the interval is that of the numerator
  const { mean, low, high, clusters, by } = meanInterval(
    all.map(s => [((s.errors[0] - s.errors[1]) * all.length) / nothing]),
    seed,
  );
  return {
    target: name,
    horizon,
    before: skill(0),
    challenger: skill(1),
    difference: { mean, low: known(low), high: known(high), clusters, by },
    rows,
    unasked: { before: total(s => s.unasked[0]) / rows, challenger: total(s => s.unasked[1]) / rows },
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** A model that is asked rows of other columns than its own. */
class Asked {
  private readonly evaluator: Evaluator;
  private readonly columns: readonly number[];
  private readonly row: Float32Array;

  constructor(
    private readonly model: LearnedModel,
    features: readonly string[],
  ) {
    this.evaluator = compile(model);
    this.columns = model.features.map(f => features.indexOf(f.name));
    this.row = new Float32Array(model.features.length);
  }

  placeOf({ name, horizon }: Target): number {
    return this.model.targets.findIndex(t => t.name === name && t.horizon === horizon);
  }

  /** What it says of a row's target; undefined where it is not asked. */
  ask({ x }: Sample, r: number, place: number): number | undefined {
    const { model, row, columns, evaluator } = this;
    for (let i = 0; i < row.length; i++) {
      const { fill, low, high } = model.features[i]!;
      const seen = columns[i]! < 0 ? Number.NaN : x[columns[i]!]![r]!;
      const value = Number.isNaN(seen) ? (fill ?? Number.NaN) : seen;
      if (!(value >= low && value <= high)) return undefined;
      row[i] = value;
    }
    evaluator.run(row);
    return evaluator.y[place];
  }
}
