import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that are gathered before they are written. */
const GATHERED = 1 << 18;

/**
 * Stretches of bytes on disk: appended, and read again by their place. The file has no name in its folder while it is used (where the system allows that), so it is
 * gone with the process, however that ends. It needs as many bytes as what is kept; an Error of the system is thrown where there is no room.
 */
export class Spill {
  private file: number | undefined;
  private folder = '';
  private readonly waiting = Buffer.allocUnsafe(GATHERED);
  private gathered = 0;
  private written = 0;
  private page = Buffer.allocUnsafe(1 << 16);

  /** Appends bytes, as many as there are; returns where they begin. */
  add(bytes: Buffer): number {
    if (bytes.length > GATHERED - this.gathered) this.flush();
    const at = this.written + this.gathered;
    if (bytes.length > GATHERED) this.write(bytes);
    else {
      this.waiting.set(bytes, this.gathered);
      this.gathered += bytes.length;
    }
    return at;
  }

  /** So many bytes that begin there; good until the next call of any kind. */
  read(at: number, bytes: number): Buffer {
    if (at >= this.written) return this.waiting.subarray(at - this.written, at - this.written + bytes);
    if (this.page.length < bytes) this.page = Buffer.allocUnsafe(2 * bytes);
    readSync(this.file!, this.page, 0, bytes, at);
    return this.page.subarray(0, bytes);
  }

  /** The file is gone. */
  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    if (this.folder !== '') rmSync(this.folder, { recursive: true, force: true });
    this.file = undefined;
    this.folder = '';
  }

  private flush(): void {
    this.write(this.waiting.subarray(0, this.gathered));
    this.gathered = 0;
  }

  private write(bytes: Uint8Array): void {
    this.file ??= this.open();
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.file, bytes, done, bytes.length - done);
    } catch (error) {
      throw new Error(`orders are kept in ${tmpdir()} (TMPDIR), which cannot be written: ${(error as Error).message}`);
    }
    this.written += bytes.length;
  }

  private open(): number {
    this.folder = mkdtempSync(join(tmpdir(), 'sluice-orders-'));
    const file = openSync(join(this.folder, 'orders'), 'wx+', 0o600);
    try {
      rmSync(this.folder, { recursive: true });
      this.folder = '';
    } catch {
      // a system that does not let go of a file in use: it goes in close()
    }
    return file;
  }
}
