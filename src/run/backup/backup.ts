import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { SCHEMA_VERSION } from '../../journal/schema';
import { copyJournal } from '../../journal/snapshot';
import { SqliteJournal } from '../../journal/sqlite-journal';
import { verifyChain } from '../../journal/verify-chain';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';
import { hashFile, MANIFEST, type Manifest, readManifest, syncFile, writeManifest } from './manifest';

export interface Backup {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Older backups of the same journal that were removed. */
  readonly removed: readonly string[];
}

/** Of a data folder: what belongs to a running process, or can be made again. The journal is copied as one, not file by file. */
const LEFT_OUT: ReadonlySet<string> = new Set(['control.sock', 'lock', 'lock-journal', 'dictionaries', 'journal.db']);
const leftOut = (name: string): boolean => LEFT_OUT.has(name) || /^journal\.db-(wal|shm|commits)$/.test(name);

/**
 * Copies a data folder into a new folder of `into`, named by the moment (UTC), and proves the copy: the journal's chain is followed and every file hashed. A gateway may
 * run on it. What was committed before is in it; what is committed meanwhile may be. With `keep`, older whole backups of the same journal beyond that number are removed
 * once this one is whole. Throws a UsageError where there is no journal, or `keep` would leave none, an Error where the copy does not hold.
 */
export function backUp(
  data: string,
  into: string,
  { keep, now }: { readonly keep?: number | undefined; readonly now: Date },
): Backup {
  const from = resolve(data);
  if (!existsSync(join(from, 'journal.db')))
    throw new UsageError(`--data: ${data} has no journal.db: name a gateway's data folder`);
  if (!relative(from, resolve(into)).startsWith('..')) throw new UsageError(`--out: ${into} lies in the data folder itself`);
  const folder = join(into, nameOf(now));
  if (existsSync(folder)) throw new UsageError(`${folder}: is there already`);
  if (keep !== undefined && keep < 1) throw new UsageError('--keep: keeps one at least, the one that is made');
  const partial = `${folder}.partial`;
  if (existsSync(partial))
    throw new UsageError(`${partial}: another backup is being made there, or one was not ended: remove it`);
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  try {
    // first what tells of the journal (published heads), then the journal, last the latch: a kill of a moment ago is in it
    for (const name of filesOf(from)) if (name !== LATCH) copyInto(from, partial, name);
    copyJournal(join(from, 'journal.db'), partial);
    if (existsSync(join(from, LATCH))) copyInto(from, partial, LATCH);
    writeManifest(partial, manifestOf(partial, from, now));
    renameSync(partial, folder);
    syncFile(dirname(folder));
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
  const manifest = readManifest(folder);
  return { folder, manifest, removed: keep === undefined ? [] : prune(into, manifest, keep) };
}

const LATCH = 'kill.json';

/** `20261121T233500Z`. */
const nameOf = (now: Date): string => `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** Files of a data folder by their path in it. */
function filesOf(root: string): string[] {
  const entries = readdirSync(root, { withFileTypes: true }).filter(e => !leftOut(e.name));
  return entries.flatMap(e => {
    if (e.isFile()) return [e.name];
    return e.isDirectory()
      ? readdirSync(join(root, e.name), { recursive: true, withFileTypes: true })
          .filter(inner => inner.isFile())
          .map(inner => relative(root, join(inner.parentPath, inner.name)))
      : [];
  });
}

function copyInto(from: string, to: string, name: string): void {
  const copy = join(to, name);
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
  try {
    copyFileSync(join(from, name), copy);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return; // it was one of a moment
    throw error;
  }
  syncFile(copy);
}

function manifestOf(folder: string, data: string, now: Date): Manifest {
  const { rows, waiting, head, faults } = verifyChain(join(folder, 'journal.db'), [], VERSION);
  const [fault] = faults;
  if (fault)
    throw new Error(
      `the journal does not hold, nothing was backed up: row ${fault.row}: ${fault.why} (\`sluice audit verify\` has all of it)`,
    );
  const files = ['journal.db', 'journal.db-commits', ...filesOf(folder)].filter(name => existsSync(join(folder, name)));
  return {
    form: 1,
    version: VERSION,
    journalSchema: SCHEMA_VERSION,
    at: now.toISOString(),
    data,
    journal: {
      first: firstHash(join(folder, 'journal.db')),
      rows,
      waiting,
      head: `${head.id}:${Buffer.from(head.hash).toString('hex')}`,
    },
    files: files.map(name => ({ name, bytes: statSync(join(folder, name)).size, sha256: hashFile(join(folder, name)) })),
  };
}

/** Of the journal's first row, in hexadecimal; empty where nothing is chained yet. */
function firstHash(file: string): string {
  const journal = new SqliteJournal(file, { durability: 'process', readonly: true });
  try {
    return Buffer.from(journal.hashOf(1) ?? []).toString('hex');
  } finally {
    journal.close();
  }
}

/** Removes the oldest whole backups of the same journal; what is no backup, or another's, is left alone. */
function prune(into: string, newest: Manifest, keep: number): string[] {
  const mine = readdirSync(into)
    .filter(name => existsSync(join(into, name, MANIFEST)))
    .map(name => ({ folder: join(into, name), manifest: readManifest(join(into, name)) }))
    .filter(({ manifest }) => manifest.journal.first === newest.journal.first)
    .sort((a, b) => b.manifest.at.localeCompare(a.manifest.at));
  const old = mine.slice(keep).map(b => b.folder);
  for (const folder of old) rmSync(folder, { recursive: true });
  return old;
}
