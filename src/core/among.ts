import type { Fact, FactOf } from './facts';

/** Makes the question whether a fact is of one of some types: one look, however many a switch would compare. */
export function among<const T extends Fact['type']>(types: readonly T[]): (fact: Fact) => fact is FactOf<T> {
  const set: ReadonlySet<string> = new Set(types);
  return (fact): fact is FactOf<T> => set.has(fact.type);
}
