import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { gunzipped, isGzip } from '../../files/chunks';

const PIECE = 1 << 18;

/** The bytes of a log, a piece at a time; one piece is good until the next is asked for. */
export interface Pieces {
  /** The next piece; undefined at the end, for now: a file that grows may have more later. Rejects where the file or its gzip stream cannot be read. */
  next(): Promise<Uint8Array | undefined>;
  /** Bytes of the file, as it is on the disk, that were read. */
  taken(): number;
  close(): Promise<void>;
}

/** Opens a log: unpacked where it begins as gzip does, whatever its name is. Rejects where it cannot be opened. */
export async function openPieces(file: string): Promise<Pieces> {
  const handle = await open(file, 'r');
  const head = Buffer.alloc(2);
  const { bytesRead } = await handle.read(head, 0, 2, 0);
  if (bytesRead < 2 || !isGzip(head)) return new PlainPieces(handle);
  await handle.close();
  return new GzipPieces(file);
}

/** A file as it is. It may grow. */
export class PlainPieces implements Pieces {
  private readonly buffer = Buffer.allocUnsafe(PIECE);
  private position = 0;

  constructor(readonly handle: FileHandle) {}

  async next(): Promise<Uint8Array | undefined> {
    const { bytesRead } = await this.handle.read(this.buffer, 0, PIECE, this.position);
    this.position += bytesRead;
    return bytesRead === 0 ? undefined : this.buffer.subarray(0, bytesRead);
  }

  taken(): number {
    return this.position;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

class GzipPieces implements Pieces {
  private readonly iterator: AsyncIterator<Uint8Array>;
  readonly taken: () => number;

  constructor(file: string) {
    const { bytes, taken } = gunzipped(file);
    this.iterator = bytes[Symbol.asyncIterator]();
    this.taken = taken;
  }

  async next(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.iterator.next();
    return done ? undefined : value;
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }
}
