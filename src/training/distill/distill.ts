import type { FeatureUse, LearnedModel, Member } from '../../core/learned/model';
import { TrainingError, type TrainingSet } from '../training-set';

/** States that a learner met: what it saw of each, and which order each is of. */
export interface Visited {
  /** F columns. */
  readonly columns: readonly Float32Array[];
  readonly order: Int32Array;
}

/** What a teacher says of each state: the tilt to learn, and its weight (0: nothing could be chosen there). */
export interface Lessons {
  readonly tilt: Float64Array;
  readonly weight: Float64Array;
}

/** Where a learner is taught: a simulator that can be worked by any policy, and a teacher who sees behind it. */
export interface Classroom<V extends Visited> {
  readonly features: readonly FeatureUse[];
  /** Works orders by the learner (undefined: by the baseline, with tilts at random so that more is met); another `round`, other orders. */
  visit(learner: LearnedModel | undefined, round: number): V;
  /** What the teacher says of those states to one who would do there what this learner does (undefined: what was done). */
  teach(visited: V, learner: LearnedModel | undefined): Lessons;
}

/** Makes a member of what is to be learned; `held`: rows of other orders, to stop by. */
export type Learn = (set: Required<TrainingSet>, held: Required<TrainingSet>) => Member;

export interface DistillOptions {
  readonly name: string;
  /** How often the learner goes out itself and is taught where it comes (two, after the round by the baseline). */
  readonly rounds: number;
  readonly kinds: readonly Learn[];
  /** Features that it is not to see: they are 0 wherever it learns. */
  readonly hidden?: readonly string[];
}

/** One order in so many is held out. */
const HELD = 5;

/**
 * A policy learned from a teacher: first where the baseline comes, then where the learner itself comes (DAgger: Ross, Gordon and Bagnell, AISTATS 2011), each
 * time on all states met so far and the teacher's answers to what the learner would do there now. The model has one target, `tilt`, and members of equal
 * weight. Throws a TrainingError where no state has a lesson.
 */
export function distill<V extends Visited>(classroom: Classroom<V>, options: DistillOptions): LearnedModel {
  const met: V[] = [];
  let learner: LearnedModel | undefined;
  for (let round = 0; round <= options.rounds; round++) {
    met.push(classroom.visit(learner, round));
    const taught = met.map(visited => ({ visited, lessons: classroom.teach(visited, learner) }));
    const hidden = classroom.features.map(({ name }) => options.hidden?.includes(name) ?? false);
    const set = setOf(taught, hidden, order => order % HELD !== 0);
    const held = setOf(taught, hidden, order => order % HELD === 0);
    const members = options.kinds.map(learn => learn(set, held));
    const gate = members.map(() => 1 / members.length);
    learner = { name: options.name, features: classroom.features, targets: [{ name: 'tilt', horizon: 1 }], members, gate };
  }
  return learner!;
}

/** Both models' members in one, in this order; `gate` has a weight for each. They must have the same features and targets. */
export const joined = (name: string, models: readonly LearnedModel[], gate: readonly number[]): LearnedModel => ({
  ...models[0]!,
  name,
  members: models.flatMap(m => m.members),
  gate,
});

interface Taught {
  readonly visited: Visited;
  readonly lessons: Lessons;
}

function setOf(taught: readonly Taught[], hidden: readonly boolean[], takes: (order: number) => boolean): Required<TrainingSet> {
  const rows = taught.map(({ visited, lessons }) => {
    const kept: number[] = [];
    for (let row = 0; row < visited.order.length; row++)
      if (lessons.weight[row]! > 0 && takes(visited.order[row]!)) kept.push(row);
    return kept;
  });
  const size = rows.reduce((sum, kept) => sum + kept.length, 0);
  if (size === 0) throw new TrainingError('no state has a lesson: the limits leave nothing to choose');
  const columns = hidden.map(() => new Float32Array(size));
  const [y, weight] = [new Float64Array(size), new Float64Array(size)];
  let at = 0;
  taught.forEach(({ visited, lessons }, n) => {
    for (const row of rows[n]!) {
      for (let f = 0; f < columns.length; f++) columns[f]![at] = hidden[f] ? 0 : visited.columns[f]![row]!;
      y[at] = lessons.tilt[row]!;
      weight[at++] = lessons.weight[row]!;
    }
  });
  return { columns, y, weight };
}
