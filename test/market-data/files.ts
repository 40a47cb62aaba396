import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A folder of its own for the tests of a file. */
export interface Folder {
  readonly path: string;
  /** Writes a file and returns its path; gzipped where the name ends in `.gz`. */
  readonly file: (name: string, text: string) => string;
  /** Writes bytes as they are. */
  readonly raw: (name: string, bytes: Uint8Array) => string;
  readonly remove: () => void;
}

export function folder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'sluice-data-'));
  const raw = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(path, name), bytes);
    return join(path, name);
  };
  return {
    path,
    raw,
    file: (name, text) => raw(name, name.endsWith('.gz') ? gzipSync(text) : Buffer.from(text)),
    remove: () => rmSync(path, { recursive: true }),
  };
}

/** What a promise is rejected with, without the folder; undefined where it is not. */
export async function saidOf(path: string, work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return (error as Error).message.replaceAll(`${path}/`, '');
  }
}
