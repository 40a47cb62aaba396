import type { Journal, RecordedTurn, WireBatch } from '../core/journal-port';
import type { SessionId, SessionNumbers } from '../core/ports';
import { ByteWriter } from './byte-writer';
import { MemoryArchive } from './order-archive';
import { writeTurn } from './turn-json';
import { messagesOf, type Run, type StoredWire, WireIndex } from './wire-index';

/** A journal that lasts as long as the process: for tests, benches and backtests that keep no file. */
export class MemoryJournal implements Journal {
  readonly archive = new MemoryArchive();
  private readonly index = new WireIndex();
  private readonly committed: Buffer[] = [];
  private readonly wire: StoredWire[] = [];
  private readonly writer = new ByteWriter();
  private held: Buffer[] = [];

  append(turn: RecordedTurn): void {
    this.writer.end = 0;
    writeTurn(this.writer, turn);
    this.held.push(Buffer.from(this.writer.buf.subarray(0, this.writer.end)));
  }

  commit(batch: WireBatch | undefined): boolean {
    if (this.held.length === 0 && !batch) return false;
    for (const turn of this.held) this.committed.push(turn);
    this.held = [];
    if (!batch) return true;
    for (const [session, n] of batch.numbers) this.index.setNumbers(session, { ...n });
    if (batch.runs.length === 0) return true;
    for (const run of batch.runs) this.index.add(run.session, run.generation, run.first, this.wire.length);
    this.wire.push(storedWire(batch));
    return true;
  }

  *turns(): Iterable<RecordedTurn> {
    for (const turn of this.committed) yield JSON.parse(turn.toString()) as RecordedTurn;
  }

  numbers(session: SessionId): SessionNumbers | undefined {
    return this.index.numbers(session);
  }

  *messages(session: SessionId, first: number, last: number): Iterable<{ seqNum: number; bytes: Uint8Array }> {
    yield* this.index.messages(session, [first, last], batch => this.wire[batch], this.wire.length - 1);
  }

  get batches(): number {
    return this.wire.length;
  }

  batchAt(): number {
    return 1;
  }

  *sent(session: SessionId, first: number, last: number): Iterable<Uint8Array> {
    for (const wire of this.wire.slice(first - 1, last)) for (const { bytes } of messagesOf(wire, session)) yield bytes;
  }

  close(): void {}
}

/** A copy: the bytes of a batch are good during the commit only. */
const storedWire = (batch: WireBatch): StoredWire => ({
  runs: batch.runs.map((r): Run => [r.session, r.generation, r.first, r.last, r.end - r.start]),
  bytes: Buffer.concat(batch.runs.map(r => r.bytes.subarray(r.start, r.end))),
});
