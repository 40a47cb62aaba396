import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileHash } from '../../market-data/file-hash';
import type { RunRecord } from '../../validation/report';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';

/** The code that runs, as records name it. */
export const CODE = `sluice ${VERSION}`;

/** SHA-256 in hex of a value as JSON: keys in the order in which they stand, what is undefined left out. */
export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** What a run rests on. */
export interface RunTerms {
  readonly seed: number;
  /** As it was read, defaults filled in; where results are written to is no part of it. */
  readonly config: unknown;
  /** Settings of what made the data up, and hashes of what was made already; undefined: all of them were read. */
  readonly made?: unknown;
  /** Files and folders that were read. In the config they count by their names: where they lie on one machine means nothing elsewhere. */
  readonly files: readonly string[];
}

/** What a run records of what it rests on: with the same four it gives the same figures. Rejects with a UsageError that names a file that cannot be read. */
export async function recordOf({ seed, config, made, files }: RunTerms): Promise<RunRecord> {
  const places = new Set(files);
  const named = (_key: string, value: unknown): unknown =>
    typeof value === 'string' && places.has(value) ? basename(value) : value;
  const hash = (value: unknown): string => createHash('sha256').update(JSON.stringify(value, named)).digest('hex');
  const read: (readonly [name: string, hash: string])[] = [];
  for (const file of [...places].sort(byName)) read.push([basename(file), await contentHash(file)]);
  return { seed, dataHash: hash({ made, read }), configHash: hash(config), code: CODE };
}

const byName = (a: string, b: string): number => (basename(a) < basename(b) ? -1 : 1);

/** SHA-256 of a file, or of the names and contents of a folder's. Rejects with a UsageError where it cannot be read. */
export async function contentHash(path: string): Promise<string> {
  try {
    if (!statSync(path).isDirectory()) return await fileHash(path);
    const hash = createHash('sha256');
    const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    for (const file of files.map(entry => join(entry.parentPath, entry.name)).sort())
      hash.update(`${relative(path, file)} ${await fileHash(file)}\n`);
    return hash.digest('hex');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
