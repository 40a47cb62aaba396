import type { Micros } from '../../core/numbers';

/** Bytes of a chunk: what is formatted in one go, a third of a millisecond of work. */
const CHUNK = 64 * 1024;
/** Bytes that may wait for the disk; what comes beyond is lost, and counted. */
const MOST_WAITING = 32 << 20;
/** In front of each entry: its length, its file, its time. */
const HEAD = 16;
/** Chunks that are kept to be filled again. */
const SPARE = 8;

/** One entry as it is read back; `buf[start..end)` is good until the chunk is given back. */
export type EntryReader = (file: number, at: Micros, buf: Buffer, start: number, end: number) => void;

/**
 * Bytes on their way from the line to the disk: adding is one copy into memory that is there already, nothing else. What does not fit any
 * more, because the disk does not take it, is counted in `lost`.
 */
export class Spool {
  /** Entries that found no room since this was last set to 0. */
  lost = 0;
  private readonly full: Buffer[] = [];
  private readonly spare: Buffer[] = [];
  private chunk: Buffer = Buffer.allocUnsafeSlow(CHUNK);
  private used = 0;
  private waiting = 0;

  /** Notes buf[start..end) for a file, by its number. */
  add(file: number, at: Micros, buf: Buffer, start: number, end: number): void {
    const length = end - start;
    if (this.used + HEAD + length > this.chunk.length && !this.turnOver(HEAD + length)) {
      this.lost++;
      return;
    }
    const { chunk, used } = this;
    chunk.writeUInt32LE(length, used);
    chunk.writeUInt32LE(file, used + 4);
    chunk.writeDoubleLE(at, used + 8);
    buf.copy(chunk, used + HEAD, start, end);
    this.used = used + HEAD + length;
  }

  get empty(): boolean {
    return this.used === 0 && this.full.length === 0;
  }

  /** The oldest chunk there is, to be read with `each` and given back with `release`; undefined where nothing waits. */
  take(): Buffer | undefined {
    if (this.full.length === 0) {
      if (this.used === 0) return undefined;
      this.close();
      this.chunk = this.fresh(CHUNK);
    }
    const chunk = this.full.shift()!;
    this.waiting -= chunk.length;
    return chunk;
  }

  release(chunk: Buffer): void {
    const whole = Buffer.from(chunk.buffer, chunk.byteOffset, CHUNK);
    if (chunk.length <= CHUNK && this.spare.length < SPARE) this.spare.push(whole);
  }

  private turnOver(needed: number): boolean {
    if (this.waiting + this.used + needed > MOST_WAITING) return false;
    this.close();
    this.chunk = this.fresh(Math.max(CHUNK, needed));
    return true;
  }

  private close(): void {
    if (this.used === 0) return;
    this.full.push(this.chunk.subarray(0, this.used));
    this.waiting += this.used;
    this.used = 0;
  }

  private fresh(size: number): Buffer {
    return (size === CHUNK && this.spare.pop()) || Buffer.allocUnsafeSlow(size);
  }
}

/** Reads the entries of a chunk, in the order in which they were added. */
export function each(chunk: Buffer, read: EntryReader): void {
  for (let at = 0; at < chunk.length; ) {
    const start = at + HEAD;
    const end = start + chunk.readUInt32LE(at);
    read(chunk.readUInt32LE(at + 4), chunk.readDoubleLE(at + 8), chunk, start, end);
    at = end;
  }
}
