import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../usage-error';

/** Beside the files of a backup, written last: a folder without it is no backup. */
export const MANIFEST = 'backup.json';

const schema = z.object({
  /** Of this file's form. */
  form: z.literal(1),
  version: z.string(),
  journalSchema: z.int(),
  /** When it was begun, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** The data folder it is of. */
  data: z.string(),
  /** The hash of its first row tells the journal from any other, wherever it lies; rows of the chain, those that wait in its commit log, and the head `ROW:HASH` as `audit verify --head` takes it. */
  journal: z.object({ first: z.string(), rows: z.int(), waiting: z.int(), head: z.string() }),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof schema>;

/** Throws a UsageError where the folder is no whole backup. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST);
  if (!existsSync(file)) throw new UsageError(`${folder}: is no backup, or one that was not ended: it has no ${MANIFEST}`);
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`${file}: is not the manifest of a backup that this version reads: ${(error as Error).message}`);
  }
}

/** On the disk when it returns. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const file = join(folder, MANIFEST);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  syncFile(file);
}

/** What is wrong with the files of a backup, a line each. */
export function damageOf(folder: string, { files }: Manifest): string[] {
  return files.flatMap(({ name, bytes, sha256 }) => {
    const file = join(folder, name);
    if (!existsSync(file)) return [`${file}: is missing`];
    if (statSync(file).size !== bytes) return [`${file}: has ${statSync(file).size} bytes, ${bytes} were written`];
    return hashFile(file) === sha256 ? [] : [`${file}: its content is not what was written`];
  });
}

const PIECE = 1 << 20;

/** SHA-256 of a file, in hexadecimal, read a piece at a time. */
export function hashFile(file: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const fd = openSync(file, 'r');
  try {
    for (let n = readSync(fd, piece); n > 0; n = readSync(fd, piece)) hash.update(piece.subarray(0, n));
  } finally {
    closeSync(fd);
  }
  return hash.digest('hex');
}

export function syncFile(file: string): void {
  const fd = openSync(file, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
