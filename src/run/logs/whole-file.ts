import { closeSync, fchmodSync, openSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../usage-error';

/** Characters that are gathered before they are written. */
const PIECE = 1 << 16;

/**
 * A file that comes into being whole: it is written under a name beside its own, which `keep` gives it; what stood there is as it was until then, and for good
 * after `drop`. A device or a pipe is written to as it is.
 */
export class WholeFile {
  private held = '';
  private open = true;
  private done = false;

  private constructor(
    private readonly path: string,
    private readonly draft: string,
    private readonly fd: number,
  ) {}

  /** Throws a UsageError where nothing can be written there. */
  static make(path: string): WholeFile {
    try {
      const there = statOf(path);
      const real = there ? realpathSync(path) : path;
      if (there && (!there.isFile() || resolve(path).startsWith('/dev/'))) return new WholeFile(path, path, openSync(path, 'w'));
      const draft = `${real}.${process.pid}.part`;
      const fd = openSync(draft, 'wx');
      if (there) fchmodSync(fd, there.mode & 0o777);
      return new WholeFile(real, draft, fd);
    } catch (error) {
      throw new UsageError(`${path} cannot be written: ${(error as Error).message}`);
    }
  }

  /** Throws an Error that names the file where the disk takes it not. */
  write(text: string): void {
    this.held += text;
    if (this.held.length >= PIECE) this.flush();
  }

  /** Writes what is held, and gives the file its name. */
  keep(): void {
    this.flush();
    this.close();
    if (this.draft !== this.path) this.named(() => renameSync(this.draft, this.path));
    this.done = true;
  }

  /** Forgets what was written, unless it was kept. */
  drop(): void {
    if (this.done) return;
    if (this.open) this.close();
    if (this.draft !== this.path) rmSync(this.draft, { force: true });
  }

  private flush(): void {
    const bytes = Buffer.from(this.held);
    this.held = '';
    this.named(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.fd, bytes, at);
    });
  }

  private close(): void {
    this.open = false;
    closeSync(this.fd);
  }

  private named(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw new Error(`${this.path} cannot be written: ${(error as Error).message}`);
    }
  }
}

/** Throws a UsageError where a file that is to be written, by the option that names it, is one that is read, or stands behind two options. */
export function refuseSame(written: Readonly<Record<string, string | undefined>>, read: readonly string[]): void {
  const taken = new Map(read.map(file => [identityOf(file), `${file}, which is read`]));
  for (const [option, path] of Object.entries(written)) {
    if (path === undefined) continue;
    const identity = identityOf(path);
    const other = identity === undefined ? undefined : taken.get(identity);
    if (other !== undefined) throw new UsageError(`${option}: ${path} is the file of ${other}: name another`);
    taken.set(identity, option);
  }
}

/** What a file is one and the same by, whatever it is called; undefined for a device or a pipe. */
function identityOf(path: string): string | undefined {
  const there = statOf(path);
  if (there) return there.isFile() ? `${there.dev} ${there.ino}` : undefined;
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return resolve(path);
  }
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });
