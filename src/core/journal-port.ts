import type { Fact } from './facts';
import type { Micros } from './numbers';
import type { ArchivedOrder } from './order/archive';
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
  /** Of each session whose numbers changed, once. */
  readonly numbers: readonly (readonly [SessionId, SessionNumbers])[];
}

/** Closed orders that left the books, by the names they may still be asked for. */
export interface OrderArchive {
  /** Turns up to this one are settled: the orders they archived are kept for good. */
  readonly upTo: number;
  /** Keeps an order from now on, in place of what it had under that parentId; for good once settled. `seq`: the turn that archives it. */
  put(order: ArchivedOrder, seq: number): void;
  /** False where nothing is kept under a key, and mostly only there: cheap enough to ask for every message. */
  mayHave(key: string): boolean;
  /** The text of the order kept under a key; undefined where there is none. */
  find(key: string): string | undefined;
}

/**
 * The journal: append-only. `append` holds turns, `commit` makes them durable together with what goes on the wire, all or nothing.
 * A commit that throws has stored nothing, and nothing of the batch may leave the process.
 */
export interface Journal extends SessionStore {
  append(turn: RecordedTurn): void;
  /** False where there was nothing to store. */
  commit(batch: WireBatch | undefined): boolean;
  readonly archive: OrderArchive;
  /** Batches committed so far; they count from 1. */
  readonly batches: number;
  /** The first batch that may hold something of `at` or later. */
  batchAt(at: Micros): number;
  /** Wire bytes of every message that a session was sent in batches first..last, oldest first, whatever was reset since. */
  sent(session: SessionId, first: number, last: number): Iterable<Uint8Array>;
  /** Every committed turn, in order. */
  turns(): Iterable<RecordedTurn>;
  close(): void;
}
