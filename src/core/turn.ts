import type { Books } from './books';
import type { Fact, Input } from './facts';
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

/** A stage decides: it looks at one fact and the books and emits more facts. It removes none and keeps no state. */
export type Stage = (fact: Fact, books: Ledger, at: Micros, emit: Emit) => void;

/** Opens a turn: the input is its first fact and is applied. */
export function openTurn(seq: number, at: Micros, input: Input, books: Books): Turn {
  books.apply(input, seq, at);
  return { seq, at, facts: [input] };
}

/** Sends the facts of a turn through the stages in turn: what one emits is seen by those behind it, not by itself again. */
export function through(stages: readonly Stage[], books: Books): (turn: Turn) => Turn {
  let current: Turn;
  const emit: Emit = fact => {
    current.facts.push(fact);
    books.apply(fact, current.seq, current.at);
  };
  return turn => {
    current = turn;
    const { facts, at } = turn;
    for (const stage of stages) {
      const seen = facts.length;
      for (let i = 0; i < seen; i++) stage(facts[i]!, books, at, emit);
    }
    return turn;
  };
}
