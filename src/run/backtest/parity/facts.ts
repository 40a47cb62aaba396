import type { Fact } from '../../../core/facts';
import type { RecordedTurn } from '../../../core/journal-port';
import type { Micros } from '../../../core/numbers';

/** A fact as two runs can be compared by. */
export interface ComparedFact {
  /** Microseconds since the start. */
  readonly at: Micros;
  readonly type: Fact['type'];
  /** The fact as JSON, with what is merely called otherwise under one name. */
  readonly text: string;
}

/** Facts about sessions, files and keeping: a backtest has no sessions, and a journal in memory keeps nothing. */
const NOT_COMPARED: ReadonlySet<Fact['type']> = new Set([
  'Started',
  'SessionLoggedOn',
  'SessionLoggedOff',
  'SessionSettled',
  'SessionReset',
  'BatchWritten',
  'ClosedOrdersArchived',
]);

/** What a run calls the same thing that another calls otherwise: session ids, what ids of the venue begin with. From its own name to a common one. */
export type Names = readonly (readonly [own: string, common: string])[];

/** The facts of a journal that are compared, from `start` up to `end`. */
export function* comparedFacts(
  turns: Iterable<RecordedTurn>,
  { start, end, names }: { readonly start: Micros; readonly end: Micros; readonly names: Names },
): Generator<ComparedFact> {
  for (const turn of turns) {
    if (turn.at > end) return;
    for (const fact of turn.facts) {
      if (NOT_COMPARED.has(fact.type)) continue;
      const text = names.reduce((told, [own, common]) => told.replaceAll(own, common), JSON.stringify(fact));
      yield { at: turn.at - start, type: fact.type, text };
    }
  }
}

/** Where two runs part. */
export interface Difference {
  /** Facts before it, which are alike. */
  readonly after: number;
  /** Of the first run and of the second; undefined where that one has no further fact. */
  readonly first: ComparedFact | undefined;
  readonly second: ComparedFact | undefined;
}

/** Compares facts one by one, times included. `alike`: how many there are where all are the same. */
export function compareFacts(
  first: Iterable<ComparedFact>,
  second: Iterable<ComparedFact>,
): Difference | { readonly alike: number } {
  const [a, b] = [first[Symbol.iterator](), second[Symbol.iterator]()];
  for (let alike = 0; ; alike++) {
    const [one, two] = [a.next(), b.next()];
    if (one.done && two.done) return { alike };
    const [x, y] = [one.done ? undefined : one.value, two.done ? undefined : two.value];
    if (x?.at !== y?.at || x?.text !== y?.text) return { after: alike, first: x, second: y };
  }
}
