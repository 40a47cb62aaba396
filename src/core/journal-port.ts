import type { Fact } from './facts';
import type { Micros } from './numbers';
import type { SessionId, SessionNumbers, SessionStore, WireRun } from './ports';

/** A turn as the journal gives it back. */
export interface RecordedTurn {
  readonly seq: number;
  readonly at: Micros;
  readonly facts: readonly Fact[];
}

/** What one drain brought: wire bytes and numbers travel in the same transaction as its turns. */
export interface WireBatch {
  readonly runs: readonly WireRun[];
  readonly numbers: ReadonlyMap<SessionId, SessionNumbers>;
}

/**
 * The journal: append-only. `append` holds turns, `commit` makes them durable together with what goes on the wire, all or nothing.
 * A commit that throws has stored nothing, and nothing of the batch may leave the process.
 */
export interface Journal extends SessionStore {
  append(turn: RecordedTurn): void;
  /** False where there was nothing to store. */
  commit(batch: WireBatch | undefined): boolean;
  /** Every committed turn, in order. */
  turns(): Iterable<RecordedTurn>;
  close(): void;
}
