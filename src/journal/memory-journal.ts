import type { Journal, RecordedTurn, WireBatch } from '../core/journal-port';
import type { SessionId, SessionNumbers } from '../core/ports';
import { turnJson } from './turn-json';
import { messagesOf, WireIndex } from './wire-index';

/** A journal that lasts as long as the process: for tests, benches and backtests that keep no file. */
export class MemoryJournal implements Journal {
  private readonly index = new WireIndex();
  private readonly committed: Buffer[] = [];
  private readonly wire: Uint8Array[] = [];
  private held: string[] = [];

  append(turn: RecordedTurn): void {
    this.held.push(turnJson(turn));
  }

  commit(batch: WireBatch | undefined): boolean {
    if (this.held.length === 0 && !batch) return false;
    for (const turn of this.held) this.committed.push(Buffer.from(turn)); // flat: a string put together from pieces would keep them all
    this.held = [];
    if (!batch) return true;
    for (const [session, n] of batch.numbers) this.index.setNumbers(session, { ...n });
    for (const run of batch.runs) {
      const bytes = Uint8Array.prototype.slice.call(run.bytes, run.start, run.end);
      this.wire.push(bytes);
      const stored = { first: run.first, last: run.last, batch: this.wire.length - 1, offset: 0, length: bytes.length };
      this.index.add(run.session, run.generation, stored);
    }
    return true;
  }

  *turns(): Iterable<RecordedTurn> {
    for (const turn of this.committed) yield JSON.parse(turn.toString()) as RecordedTurn;
  }

  numbers(session: SessionId): SessionNumbers | undefined {
    return this.index.numbers(session);
  }

  *messages(session: SessionId, first: number, last: number): Iterable<{ seqNum: number; bytes: Uint8Array }> {
    for (const run of this.index.find(session, first, last)) yield* messagesOf(this.wire[run.batch]!, run, first, last);
  }

  close(): void {}
}
