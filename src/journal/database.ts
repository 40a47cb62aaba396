import Database from 'better-sqlite3';
import { SCHEMA, SCHEMA_VERSION } from './schema';

/** `process` survives kill -9 (bytes in the kernel's hands); `power` survives power loss (fdatasync before anything is sent). */
export type Durability = 'process' | 'power';

export interface OpenOptions {
  readonly durability: Durability;
  readonly readonly?: boolean;
}

/** Opens or makes a journal's database; an Error names the file where it is a journal of another version, or none at all. */
export function openDatabase(file: string, { durability, readonly = false }: OpenOptions): Database.Database {
  const db = new Database(file, { readonly, fileMustExist: readonly });
  orClose(db, file, () => {
    refuseForeign(db, file);
    if (!readonly) prepare(db, durability);
    checkVersion(db, file);
  });
  return db;
}

/** A second connection that writes, beside the one that opened or made the database. It waits for no lock. */
export function openBeside(file: string, durability: Durability): Database.Database {
  const db = new Database(file, { fileMustExist: true, timeout: 0 });
  orClose(db, file, () => careful(db, durability));
  return db;
}

/** Does what belongs to opening a database; where that fails, it is closed and the error names the file. */
export function orClose(db: Database.Database, file: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    db.close();
    const { code, message } = error as Partial<InstanceType<typeof Database.SqliteError>>;
    throw code?.startsWith('SQLITE_') ? new Error(`${file} is not a journal that can be read: ${message}`) : error;
  }
}

/** A database of something else, or of another version, is left as it is. */
function refuseForeign(db: Database.Database, file: string): void {
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  if (tables.length === 0) return;
  if (tables.includes('meta')) checkVersion(db, file);
  else throw new Error(`${file} is a database of something else, not a journal`);
}

function careful(db: Database.Database, durability: Durability): void {
  db.pragma(`synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
  db.pragma('wal_autocheckpoint = 0');
}

function prepare(db: Database.Database, durability: Durability): void {
  db.pragma('journal_mode = WAL');
  careful(db, durability);
  // all or nothing: a start that dies here leaves an empty file, not half a journal
  db.transaction(() => {
    db.exec(SCHEMA);
    db.prepare('INSERT OR IGNORE INTO meta VALUES (?, ?)').run('schema', String(SCHEMA_VERSION));
  })();
}

function checkVersion(db: Database.Database, file: string): void {
  const version = db.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
  if (version !== String(SCHEMA_VERSION))
    throw new Error(
      `${file} is a journal of schema ${String(version)}; this version reads ${SCHEMA_VERSION}: \`sluice upgrade\` brings an older one there`,
    );
}
