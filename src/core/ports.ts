import type { Micros } from './numbers';

/** Identity of a FIX session: `BeginString:SenderCompID->TargetCompID` and, where there is one, `/qualifier`. */
export type SessionId = string;

/** What time it is, and a call at a time. The only source of either. */
export interface Clock {
  now(): Micros;
  /** Calls `wake` once at or after `at`; returns how to cancel. Never called synchronously. */
  at(at: Micros, wake: () => void): () => void;
}

/** Sequence numbers of a session: the next expected, the next to send, and how often they were reset. */
export interface SessionNumbers {
  /** When they last began at 1; only of a session with a schedule, where it says which window they belong to. */
  readonly createdAt?: Micros;
  readonly nextIn: number;
  readonly nextOut: number;
  readonly generation: number;
}

/** Wire bytes of one session in one batch: messages `first`..`last`, in order and without a hole, from `start` to `end` of `bytes`. */
export interface WireRun {
  readonly session: SessionId;
  readonly generation: number;
  readonly first: number;
  readonly last: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** What a session reads back from the journal; writes travel with the batch. */
export interface SessionStore {
  numbers(session: SessionId): SessionNumbers | undefined;
  /** Stored wire bytes of the messages first..last of the current generation, in order; a number that was never stored is left out. */
  messages(session: SessionId, first: number, last: number): Iterable<{ seqNum: number; bytes: Uint8Array }>;
}
