import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Micros } from '../../core/numbers';
import type { Direction } from '../../drop-copy/read/message';
import { UtcText } from '../../fix/codec/utc-text';
import { UsageError } from '../usage-error';

/** Bytes written at once. */
const PIECE = 1 << 18;
const STAMP_BYTES = 24;

/** A FIX log that is written once, in QuickFIX's form: `YYYYMMDD-HH:MM:SS.ffffff : MESSAGE`; the way that a message went stands before the colon where it is told. */
export class LineFile {
  private readonly stamp = new UtcText(6);
  private readonly stampBytes = Buffer.alloc(STAMP_BYTES);
  private parts: Buffer[] = [];
  private waiting = 0;

  private constructor(private readonly fd: number) {}

  /** Makes a file, and its folder where it is not there. Throws a UsageError where it is there already or cannot be written. */
  static make(path: string): LineFile {
    try {
      mkdirSync(dirname(path), { recursive: true });
      return new LineFile(openSync(path, 'wx', 0o640));
    } catch (error) {
      const there = (error as NodeJS.ErrnoException).code === 'EEXIST';
      throw new UsageError(
        there ? `--out: ${path} is there already: nothing is written over` : `--out: ${(error as Error).message}`,
      );
    }
  }

  message(at: Micros | undefined, direction: Direction | undefined, message: Uint8Array): void {
    const way = direction === undefined ? '' : `${direction} : `;
    this.add(Buffer.from(at === undefined ? way : `${this.time(at)} ${way === '' ? ': ' : way}`, 'latin1'));
    this.add(Buffer.from(message));
    this.text('');
  }

  /** A line. */
  text(line: string): void {
    this.add(Buffer.from(`${line}\n`, 'latin1'));
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private time(at: Micros): string {
    this.stamp.write(this.stampBytes, 0, at);
    return this.stampBytes.latin1Slice(0, STAMP_BYTES);
  }

  private add(bytes: Buffer): void {
    this.parts.push(bytes);
    this.waiting += bytes.length;
    if (this.waiting >= PIECE) this.flush();
  }

  private flush(): void {
    const all = Buffer.concat(this.parts);
    this.parts = [];
    this.waiting = 0;
    for (let at = 0; at < all.length; ) at += writeSync(this.fd, all, at);
  }
}
