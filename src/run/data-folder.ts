import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where a gateway keeps what it must not lose: journal.db, kill.json, and while it runs the control socket and a lock. */
export interface DataFolder {
  readonly dir: string;
  readonly journal: string;
  readonly socket: string;
  /** Custom dictionaries as they were compiled, by their content. */
  readonly dictionaries: string;
  /** Held by the one gateway that may run here. */
  readonly lock: string;
}

/** Paths of a data folder; made where it is missing. */
export function dataFolder(dir: string): DataFolder {
  const path = resolve(dir);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return {
    dir: path,
    journal: join(path, 'journal.db'),
    socket: join(path, 'control.sock'),
    dictionaries: join(path, 'dictionaries'),
    lock: join(path, 'lock'),
  };
}
