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
    // whoever took it died; of two that find this out one is told to try again
    if (isHeld(lock)) return false;
    rmSync(lock, { force: true });
    return linked(draft, lock);
  } finally {
    rmSync(draft, { force: true });
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

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
