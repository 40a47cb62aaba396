import type { Micros } from '../../core/numbers';
import type { SessionId, WireRun } from '../../core/ports';
import { MessageWriter } from '../codec/writer';
import type { SessionIdentity } from '../settings/settings';

/** The connection that bytes are meant for; with `NO_CONNECTION` they are stored and not written. */
export type ConnectionId = number;
export const NO_CONNECTION: ConnectionId = 0;

export type Header = NonNullable<Parameters<MessageWriter['begin']>[3]>;

/** A stretch of a batch's bytes and whom it is for. */
export interface WireSegment {
  connection: ConnectionId;
  start: number;
  end: number;
}

type OpenRun = { -readonly [K in keyof WireRun]: WireRun[K] };

/** What a session encoded since the last take: what to store, what to write. */
export interface OutBatch {
  readonly writer: MessageWriter;
  readonly runs: readonly WireRun[];
  readonly segments: readonly WireSegment[];
}

/**
 * Encodes a session's messages one behind another. New messages are stored and written; replayed ones only written; those made while
 * logged off only stored. Pure bytes: two writers take turns, so that one fills while the other is committed and written.
 */
export class Outbox {
  private writer: MessageWriter;
  private spare: MessageWriter | undefined;
  private runs: OpenRun[] = [];
  private segments: WireSegment[] = [];
  private begunAt = 0;

  constructor(
    private readonly session: SessionId,
    private readonly identity: SessionIdentity,
  ) {
    this.writer = new MessageWriter(identity);
  }

  get empty(): boolean {
    return this.writer.length === 0;
  }

  /** Starts a message; the caller adds fields to the writer it gets and then calls `seal`. */
  begin(msgType: string, seqNum: number, at: Micros, header?: Header): MessageWriter {
    this.begunAt = this.writer.length;
    this.writer.begin(msgType, seqNum, at, header);
    return this.writer;
  }

  /** Takes back a message that was begun and not sealed. */
  abandon(): void {
    this.writer.length = this.begunAt;
  }

  /** Ends a new message: it is stored under its number, and written where there is a connection. */
  sealNew(seqNum: number, generation: number, connection: ConnectionId): void {
    this.writer.end();
    const start = this.begunAt;
    const end = this.writer.length;
    const run = this.runs[this.runs.length - 1];
    if (run !== undefined && run.end === start && run.generation === generation && run.last + 1 === seqNum) {
      run.last = seqNum;
      run.end = end;
    } else {
      const { session, writer } = this;
      this.runs.push({ session, generation, first: seqNum, last: seqNum, bytes: writer.buf, start, end });
    }
    if (connection !== NO_CONNECTION) this.addSegment(connection, start, end);
  }

  /** Ends a message that is only written: a replay, or the gap fill in place of one. */
  sealAgain(connection: ConnectionId): void {
    this.writer.end();
    this.addSegment(connection, this.begunAt, this.writer.length);
  }

  /** Whether bytes for this connection wait to be taken. */
  holdsFor(connection: ConnectionId): boolean {
    return this.segments.some(s => s.connection === connection);
  }

  /** Hands over everything sealed so far; undefined when there is nothing. Give the writer back with `release`. */
  take(): OutBatch | undefined {
    if (this.empty) return undefined;
    const { runs, writer, segments } = this;
    for (const run of runs) run.bytes = writer.buf; // it may have grown into another
    this.writer = this.spare ?? new MessageWriter(this.identity);
    this.spare = undefined;
    this.runs = [];
    this.segments = [];
    return { writer, runs, segments };
  }

  /** Takes a batch's writer back after its bytes were written. `held`: a socket still reads them, so they must not be overwritten. */
  release(batch: OutBatch, held: boolean): void {
    if (held) batch.writer.take();
    else batch.writer.clear();
    this.spare = batch.writer;
  }

  private addSegment(connection: ConnectionId, start: number, end: number): void {
    const last = this.segments[this.segments.length - 1];
    if (last !== undefined && last.connection === connection && last.end === start) last.end = end;
    else this.segments.push({ connection, start, end });
  }
}
