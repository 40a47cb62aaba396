import { existsSync } from 'node:fs';
import { Books } from '../core/books';
import { canonical } from '../core/canonical';
import type { Fact, Input } from '../core/facts';
import type { RecordedTurn } from '../core/journal-port';
import type { Turn } from '../core/turn';
import { SqliteJournal } from '../journal/sqlite-journal';
import { type LineOwner, Mailbox } from '../pipeline/mailbox';
import { UsageError } from './usage-error';

/** The first decision that came out otherwise. `fact` counts from 0, the turn's input; undefined: there is none on that side. */
export interface Difference {
  readonly seq: number;
  readonly fact: number;
  readonly expected: Fact | undefined;
  readonly got: Fact | undefined;
  /** Where the line itself failed, or the journal is not whole: what happened. */
  readonly why?: string;
}

export interface ReplayResult {
  readonly turns: number;
  /** Inputs posted again. */
  readonly inputs: number;
  /** Decisions (facts that follow from an input) found equal. */
  readonly decisions: number;
  /** Turns made outside the pipe, after a stage had failed: their facts are applied as recorded, nothing is decided. */
  readonly emergencies: readonly number[];
  readonly difference: Difference | undefined;
}

/** Decides again on a journal's recorded inputs. The file is opened for reading only. Throws UsageError where it is no journal. */
export function replayJournal(file: string): ReplayResult {
  const journal = openJournal(file);
  try {
    return replayTurns(journal.turns());
  } finally {
    journal.close();
  }
}

/** A journal opened for reading, beside a running gateway or without one. Throws UsageError that names `option` where there is none. */
export function openJournal(file: string, option = '--journal'): SqliteJournal {
  if (!existsSync(file)) throw new UsageError(`${option}: ${file} does not exist`);
  try {
    return new SqliteJournal(file, { durability: 'process', readonly: true });
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}

/** Posts each turn's first fact, its input, at its recorded time through fresh books, and compares what follows; stops at the first difference. */
export function replayTurns(recorded: Iterable<RecordedTurn>): ReplayResult {
  const replay = new Replay();
  let difference: Difference | undefined;
  for (const turn of recorded) {
    difference = replay.again(turn);
    if (difference) break;
  }
  const { turns, inputs, decisions, emergencies } = replay;
  return { turns, inputs, decisions, emergencies, difference };
}

/** The line once more: the same pipe and books, a comparison in place of journal and dispatch. */
class Replay implements LineOwner {
  turns = 0;
  inputs = 0;
  decisions = 0;
  readonly emergencies: number[] = [];
  private readonly books = new Books();
  private mailbox = new Mailbox(this.books, this);
  private decided: Turn | undefined;
  private failure = '';

  /** Told by the pipe. */
  turn(turn: Turn): void {
    this.decided = turn;
  }

  /** Told by the pipe. */
  failed(error: unknown): void {
    this.failure = error instanceof Error ? error.message : String(error);
  }

  again(recorded: RecordedTurn): Difference | undefined {
    const { lastSeq } = this.mailbox;
    this.turns++;
    if (isEmergency(recorded, lastSeq)) return this.apply(recorded);
    if (recorded.seq !== lastSeq + 1) return nowhere(recorded, `turn ${lastSeq + 1} is missing from the journal`);
    this.inputs++;
    this.decided = undefined;
    this.mailbox.post(recorded.facts[0] as Input, recorded.at);
    if (!this.decided) return nowhere(recorded, `the line failed: ${this.failure}`);
    return this.compare(recorded, this.decided);
  }

  /** What was done when a stage had thrown was not decided by the line: it is taken as it was recorded. */
  private apply(recorded: RecordedTurn): undefined {
    for (const fact of recorded.facts) this.books.apply(fact, recorded.seq, recorded.at);
    this.mailbox = new Mailbox(this.books, this, recorded.seq, recorded.at);
    this.emergencies.push(recorded.seq);
  }

  private compare(recorded: RecordedTurn, decided: Turn): Difference | undefined {
    const { seq, facts } = recorded;
    const most = Math.max(facts.length, decided.facts.length);
    for (let i = 1; i < most; i++) {
      const expected = facts[i];
      const got = decided.facts[i];
      if (!expected || !got || !same(expected, got)) return { seq, fact: i, expected, got };
      this.decisions++;
    }
    return undefined;
  }
}

/** The turn that failed was never recorded: the emergency turn stands behind a hole of one, and a stage cannot have made its facts. */
function isEmergency({ seq, facts }: RecordedTurn, lastSeq: number): boolean {
  const [first] = facts;
  return seq === lastSeq + 2 && first?.type === 'KillSwitchEngaged' && first.by === 'sluice';
}

const nowhere = ({ seq, facts }: RecordedTurn, why: string): Difference => ({
  seq,
  fact: 0,
  expected: facts[0],
  got: undefined,
  why,
});

/** Equal as JSON, whatever the order of keys: a decision that was made now also holds keys whose value is undefined. */
function same(a: Fact, b: Fact): boolean {
  return JSON.stringify(a) === JSON.stringify(b) || canonical(a) === canonical(b);
}
