import { closeSync, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type BatchRow, decode, FIXED, HEADER, NO_WIRE } from './commit-record';
import { crc32 } from './crc32';

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
  private buffer = Buffer.allocUnsafe(1 << 16);
  /** Bytes in the file. */
  size: number;

  constructor(
    readonly file: string,
    private readonly sync: boolean,
  ) {
    this.fd = openSync(file, 'a+', 0o600);
    this.size = fstatSync(this.fd).size;
    if (sync) syncFolder(dirname(file));
  }

  /** Durable when it returns: in the kernel's hands, or with `sync` on the disk. Throws where the write did not go through whole. Returns where it is. */
  append(row: BatchRow): Stored {
    const length = this.encode(row);
    const written = writeSync(this.fd, this.buffer, 0, length);
    if (written !== length) {
      ftruncateSync(this.fd, this.size);
      throw new Error(`${this.file}: ${written} of ${length} bytes could be written`);
    }
    if (this.sync) fdatasyncSync(this.fd);
    const stored = { id: row.id, at: this.size, length };
    this.size += length;
    return stored;
  }

  /** A record that was appended since the last `clear`. */
  read(stored: Stored): BatchRow {
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

  private encode(row: BatchRow): number {
    const wireLength = row.wire?.length ?? 0;
    const most = HEADER + FIXED + 3 * (row.turns.length + row.numbers.length + row.runs.length) + wireLength;
    if (this.buffer.length < most) this.buffer = Buffer.allocUnsafe(most * 2);
    const b = this.buffer;
    b.writeUIntLE(row.id, HEADER, 6);
    let at = HEADER + FIXED;
    at = this.text(row.turns, HEADER + 6, at);
    at = this.text(row.numbers, HEADER + 10, at);
    at = this.text(row.runs, HEADER + 14, at);
    b.writeUInt32LE(row.wire ? wireLength : NO_WIRE, HEADER + 18);
    if (row.wire) b.set(row.wire, at);
    at += wireLength;
    b.writeUInt32LE(at - HEADER, 0);
    b.writeUInt32LE(crc32(b.subarray(HEADER, at)), 4);
    return at;
  }

  private text(value: string, lengthAt: number, at: number): number {
    const length = this.buffer.write(value, at, 'utf8');
    this.buffer.writeUInt32LE(length, lengthAt);
    return at + length;
  }
}

/** A new file's name is on the disk only once its folder is. */
export function syncFolder(dir: string): void {
  const fd = openSync(dir, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
