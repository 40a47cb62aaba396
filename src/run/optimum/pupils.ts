import type { LearnedModel } from '../../core/learned/model';
import { distill, joined, type Learn } from '../../training/distill/distill';
import { linear, network, trees } from '../../training/distill/fits';
import { type ClassroomOptions, classroomOf, type Labels, teacherOf } from './classroom';

/** Policies that were learned. */
export interface Pupils {
  /** One member alone. */
  readonly single: readonly LearnedModel[];
  /** An ensemble; one without the signal; both in one model. */
  readonly sees: LearnedModel;
  readonly blind: LearnedModel;
  readonly both: LearnedModel;
  /** Trees from hindsight's labels. */
  readonly raw: LearnedModel;
}

/** Rounds in which the learner goes out itself. */
const ROUNDS = 2;

/** Learns all of them, from the same orders. */
export function teachAll(options: Omit<ClassroomOptions, 'labels' | 'teacher'>, told: (what: string) => void): Pupils {
  const { seed } = options;
  const teacher = teacherOf(options);
  const learn = (name: string, labels: Labels, kinds: readonly Learn[], hidden: readonly string[] = []): LearnedModel => {
    told(`learning: ${name}`);
    return distill(classroomOf({ ...options, labels, teacher }), { name, rounds: ROUNDS, kinds, hidden });
  };
  const single = [learn('linear', 'taught', [linear]), learn('trees', 'taught', [trees(seed)])];
  const sees = learn('ensemble', 'taught', [trees(seed), network(seed)]);
  const blind = learn('without a signal', 'taught', [trees(seed)], ['signal']);
  const gate = [...sees.gate, ...blind.gate].map(weight => weight / 2);
  const raw = learn('from hindsight', 'hindsight', [trees(seed)]);
  return { single, sees, blind, both: joined('gated', [sees, blind], gate), raw };
}
