import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { utcDayOf } from '../../core/civil';
import type { Micros } from '../../core/numbers';
import type { Keeping } from './keeping';
import { currentLog, type LogKind, putAside } from './names';

const ASIDE = /\.backup\.(\d+)\.log$/;

/** A log that begins anew each day (UTC) and where it has grown too large: the one before is put aside under the next number. */
export class RollingFile {
  private handle: FileHandle | undefined;
  private size = 0;
  private day = 0;

  constructor(
    private readonly keeping: Keeping,
    private readonly name: string,
    private readonly kind: LogKind,
  ) {}

  /** Writes lines of about the time `at` at the end. Returns how many bytes the disk took, where it did not take all; rejects where it took none. */
  async append(bytes: Uint8Array, at: Micros): Promise<number> {
    const handle = await this.ready(bytes.length, utcDayOf(at));
    let written = 0;
    while (written < bytes.length) {
      try {
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written);
        written += bytesWritten;
        this.size += bytesWritten;
      } catch (error) {
        if (written === 0) throw error;
        break;
      }
    }
    return written;
  }

  async close(): Promise<void> {
    const { handle } = this;
    this.handle = undefined;
    await handle?.close();
  }

  private get path(): string {
    return join(this.keeping.dir, currentLog(this.name, this.kind));
  }

  private async ready(more: number, day: number): Promise<FileHandle> {
    const handle = this.handle ?? (await this.open(day));
    const { mostBytes } = this.keeping;
    const large = mostBytes > 0 && this.size > 0 && this.size + more > mostBytes;
    if (day <= this.day && !large) return handle;
    await this.close();
    if (this.size > 0) await this.putAside();
    return this.open(day);
  }

  /** Opens the file that is written. What another run left there counts as of the day on which it was written last. */
  private async open(day: number): Promise<FileHandle> {
    await mkdir(dirname(this.path), { recursive: true });
    const handle = await open(this.path, 'a', 0o640);
    const { size, mtimeMs } = await handle.stat();
    this.size = size;
    this.day = size > 0 ? utcDayOf(mtimeMs * 1000) : day;
    this.handle = handle;
    return handle;
  }

  private async putAside(): Promise<void> {
    const { dir, keep } = this.keeping;
    const head = `${this.name}.${this.kind}.backup.`;
    const names = (await readdir(dir)).filter(n => n.startsWith(head) && ASIDE.test(n));
    const numbers = names.map(n => Number(ASIDE.exec(n)![1])).sort((a, b) => a - b);
    const next = (numbers.at(-1) ?? 0) + 1;
    await rename(this.path, join(dir, putAside(this.name, this.kind, next)));
    numbers.push(next);
    for (const n of numbers.slice(0, Math.max(0, numbers.length - keep)))
      await rm(join(dir, putAside(this.name, this.kind, n)), { force: true });
  }
}
