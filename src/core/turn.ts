import type { Books } from './books';
import type { Fact, FactOf, Input } from './facts';
import type { Ledger } from './ledger';
import type { Micros } from './numbers';

/** One input and every fact that followed from it. `seq` is given at the mailbox; `at` never goes backwards. */
export interface Turn {
  readonly seq: number;
  readonly at: Micros;
  readonly facts: Fact[];
}

/** Where a stage puts what follows; each fact is applied to the books at once. */
export type Emit = (fact: Fact) => void;

type Decide<T extends Fact['type']> = (fact: FactOf<T>, books: Ledger, at: Micros, emit: Emit) => void;

/** A stage decides: it looks at one fact and the books and emits more facts. It removes none and keeps no state. */
export interface Stage {
  /** The facts that it looks at; no other comes to it. */
  readonly hears: readonly Fact['type'][];
  readonly decide: Decide<Fact['type']>;
}

/** Makes a stage; the compiler refuses one that decides on a fact it does not hear. */
export const stage = <const T extends Fact['type']>(hears: readonly T[], decide: Decide<T>): Stage => ({
  hears,
  decide: decide as unknown as Stage['decide'],
});

/** Opens a turn: the input is its first fact and is applied. */
export function openTurn(seq: number, at: Micros, input: Input, books: Books): Turn {
  books.apply(input, seq, at);
  return { seq, at, facts: [input] };
}

/** Sends the facts of a turn through the stages in turn: what one emits is seen by those behind it, not by itself again. */
export function through(stages: readonly Stage[], books: Books): (turn: Turn) => Turn {
  const hearers = hearersOf(stages);
  let current: Turn;
  /** Who hears the facts of the turn, one by one, and all of them together. */
  const heardBy: number[] = [];
  let heard = 0;
  const emit: Emit = fact => {
    const who = hearers.get(fact.type) ?? 0;
    heardBy[current.facts.length] = who;
    heard |= who;
    current.facts.push(fact);
    books.apply(fact, current.seq, current.at);
  };
  return turn => {
    current = turn;
    const { facts, at } = turn;
    heard = heardBy[0] = hearers.get(facts[0]!.type) ?? 0;
    for (let s = 0; s < stages.length; s++) {
      const bit = 1 << s;
      if ((heard & bit) === 0) continue;
      const { decide } = stages[s]!;
      const seen = facts.length;
      for (let i = 0; i < seen; i++) if ((heardBy[i]! & bit) !== 0) decide(facts[i]!, books, at, emit);
    }
    return turn;
  };
}

/** By fact type the stages that hear it, a bit each. */
function hearersOf(stages: readonly Stage[]): ReadonlyMap<Fact['type'], number> {
  if (stages.length > 31) throw new RangeError(`${stages.length} stages are more than an integer has bits`);
  const hearers = new Map<Fact['type'], number>();
  for (const [s, { hears }] of stages.entries()) for (const type of hears) hearers.set(type, (hearers.get(type) ?? 0) | (1 << s));
  return hearers;
}
