import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ModelError } from '../model-error';

/** A file that is being written, and a writer that died leaves behind: nobody reads it. */
const DRAFT = '.draft';

/** Writes a file so that whoever reads it, also after a crash, finds the old one or the new one; on the disk when it returns. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const draft = `${path}.${process.pid}${DRAFT}`;
  try {
    writeFileSync(draft, content, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** How long a writer who would rather wait waits for another one to be done, and between two looks (ms). */
export const PATIENCE_MS = 5_000;
const LOOK_MS = 10;

/** Does something that reads and then writes, with nobody else doing so. Throws a ModelError while another process does, after waiting for it `patience` ms. */
export function alone<T>(lock: string, work: () => T, patience = 0): T {
  mkdirSync(dirname(lock), { recursive: true, mode: 0o700 });
  for (let waited = 0; !taken(lock); waited += LOOK_MS) {
    if (waited >= patience) throw new ModelError(`${lock}: another process writes to the registry: try again`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_MS);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The lock is there at once with the writer's process id in it, or is not there. */
function taken(lock: string): boolean {
  const draft = `${lock}.${process.pid}${DRAFT}`;
  writeFileSync(draft, String(process.pid), { mode: 0o600 });
  try {
    if (linked(draft, lock)) return true;
    return holderOf(lock) === 'dead' && cleared(lock) && linked(draft, lock);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes away the lock of somebody who died; false while another one is about to. It is looked at again by who alone may take it away: since it was seen, another one may have done so and
 * locked, and that lock must stand. Whoever dies here leaves a lock that is cleared likewise.
 */
function cleared(lock: string): boolean {
  const clearing = `${lock}.clearing`;
  if (!taken(clearing)) return false;
  try {
    if (holderOf(lock) === 'dead') rmSync(lock);
    return true;
  } finally {
    rmSync(clearing, { force: true });
  }
}

function linked(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of the process that a lock names; `gone`: there is no lock any more. */
function holderOf(lock: string): 'alive' | 'dead' | 'gone' {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return 'alive';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return 'gone';
    return code === 'EPERM' ? 'alive' : 'dead';
  }
}
