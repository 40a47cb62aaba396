import { closeSync, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RecordedTurn, WireBatch } from '../core/journal-port';
import { ByteWriter } from './byte-writer';
import { type BatchRow, decode, FIXED, HEADER, NO_WIRE } from './commit-record';
import { crc32 } from './crc32';
import { RowText } from './row-text';
import { COMMA, writeTurn } from './turn-json';

/** Where the record of a batch stands in the file, in bytes. */
export interface Stored {
  readonly id: number;
  readonly at: number;
  readonly length: number;
}

/**
 * The append-only file beside the database that makes a batch durable: one record, one write. SQLite takes the batches over in the
 * background, many in a transaction, and the file is emptied.
 */
export class CommitLog {
  private readonly fd: number;
  /** The record under way: the turns are written to it as they are appended. */
  private readonly record = new ByteWriter();
  private readonly text = new RowText(this.record);
  /** Bytes in the file. */
  size: number;

  constructor(
    readonly file: string,
    private readonly sync: boolean,
  ) {
    this.record.end = TURNS;
    this.fd = openSync(file, 'a+', 0o600);
    this.size = fstatSync(this.fd).size;
    if (sync) syncFolder(dirname(file));
  }

  /** Adds a turn to the record under way. */
  add(turn: RecordedTurn): void {
    const { record } = this;
    if (record.end > TURNS) record.byte(COMMA);
    writeTurn(record, turn);
  }

  /** Whether turns were added since the last `append`. */
  get holds(): boolean {
    return this.record.end > TURNS;
  }

  /**
   * Ends the record under way. Durable when it returns: in the kernel's hands, or with `sync` on the disk. Throws where the write did not go
   * through whole. Returns where it is.
   */
  append(id: number, batch: WireBatch | undefined): Stored {
    const { record } = this;
    const turnsEnd = record.end;
    const length = this.encode(id, batch);
    record.end = turnsEnd; // where the write fails, the turns still wait
    const written = writeSync(this.fd, record.buf, 0, length);
    if (written !== length) {
      ftruncateSync(this.fd, this.size);
      throw new Error(`${this.file}: ${written} of ${length} bytes could be written`);
    }
    if (this.sync) fdatasyncSync(this.fd);
    const stored = { id, at: this.size, length };
    this.size += length;
    record.end = TURNS;
    return stored;
  }

  /** The row of a record that was appended since the last `clear`; a row that was read already is itself. */
  rowOf(stored: Stored | BatchRow): BatchRow {
    if ('turns' in stored) return stored;
    const bytes = Buffer.allocUnsafe(stored.length);
    readSync(this.fd, bytes, 0, stored.length, stored.at);
    return decode(bytes, HEADER);
  }

  /** Forgets everything: the database has it. */
  clear(): void {
    ftruncateSync(this.fd, 0);
    this.size = 0;
  }

  close(): void {
    closeSync(this.fd);
  }

  private encode(id: number, batch: WireBatch | undefined): number {
    const { record } = this;
    const turnsEnd = record.end;
    if (batch) this.text.numbers(batch);
    const numbersEnd = record.end;
    if (batch) this.text.runs(batch);
    const runsEnd = record.end;
    if (batch) for (const run of batch.runs) record.part(run.bytes, run.start, run.end);
    const wireLength = record.end > runsEnd ? record.end - runsEnd : NO_WIRE;
    const { buf, end } = record;
    buf.writeUIntLE(id, HEADER, 6);
    buf.writeUInt32LE(turnsEnd - TURNS, HEADER + 6);
    buf.writeUInt32LE(numbersEnd - turnsEnd, HEADER + 10);
    buf.writeUInt32LE(runsEnd - numbersEnd, HEADER + 14);
    buf.writeUInt32LE(wireLength, HEADER + 18);
    buf.writeUInt32LE(end - HEADER, 0);
    buf.writeUInt32LE(crc32(buf.subarray(HEADER, end)), 4);
    return end;
  }
}

/** Where the turns of a record begin. */
const TURNS = HEADER + FIXED;

/** A new file's name is on the disk only once its folder is. */
export function syncFolder(dir: string): void {
  const fd = openSync(dir, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
