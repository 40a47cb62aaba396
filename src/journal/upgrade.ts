import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { GENESIS, rowHash, type StoredRow } from './chain';
import { orClose } from './database';
import { SCHEMA, SCHEMA_VERSION } from './schema';
import { copyDatabase } from './snapshot';

/** What was done to a journal. */
export interface Upgraded {
  readonly from: number;
  readonly to: number;
  /** Rows of `batch`. */
  readonly rows: number;
  /** The database as it was, kept beside it; undefined where nothing had to be done. */
  readonly kept: string | undefined;
}

/** Makes the tables of schema 1 those of schema 2: rows become links of a chain, in their order, and closed orders get their tables. */
function chained(db: Database.Database): void {
  db.exec('DROP VIEW IF EXISTS fact; ALTER TABLE batch RENAME TO batch_before;');
  db.exec(SCHEMA);
  const insert = db.prepare('INSERT INTO batch (id, turns, numbers, runs, wire, hash) VALUES (?, ?, ?, ?, ?, ?)');
  const select = db.prepare('SELECT id, turns, numbers, runs, wire FROM batch_before WHERE id > ? ORDER BY id LIMIT 1');
  let hash: Uint8Array = GENESIS;
  // a row at a time: a database takes no writes while a statement reads on
  for (let row = select.get(0) as StoredRow | undefined; row; row = select.get(row.id) as StoredRow | undefined) {
    hash = rowHash(hash, row);
    insert.run(row.id, row.turns, row.numbers, row.runs, row.wire, hash);
  }
  db.exec('DROP TABLE batch_before');
}

/** The step from each schema to the next. The commit log is of one form in all of them. */
const STEPS: ReadonlyMap<number, (db: Database.Database) => void> = new Map([[1, chained]]);

/**
 * Brings a journal of an older schema to this one, in place and in one transaction: whoever ends in the middle leaves it as it was. Before, the database is copied to
 * `FILE.schema-N`. No gateway may run on it. Throws an Error that names the file where it is no journal, or of a schema that this version does not know.
 */
export function upgradeJournal(file: string): Upgraded {
  const db = new Database(file, { fileMustExist: true });
  let done: Upgraded | undefined;
  orClose(db, file, () => {
    const from = schemaOf(db, file);
    const rows = db.prepare('SELECT count(*) FROM batch').pluck().get() as number;
    done = { from, to: SCHEMA_VERSION, rows, kept: undefined };
    if (from === SCHEMA_VERSION) return;
    const kept = freeName(`${file}.schema-${from}`);
    copyDatabase(db, kept);
    db.transaction(() => {
      for (let at = from; at < SCHEMA_VERSION; at++) STEPS.get(at)!(db);
      db.prepare("UPDATE meta SET value = ? WHERE key = 'schema'").run(String(SCHEMA_VERSION));
    })();
    done = { ...done, kept };
  });
  db.close();
  return done!;
}

function schemaOf(db: Database.Database, file: string): number {
  const known = db.prepare("SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'batch')").pluck().get();
  if (known !== 2) throw new Error(`${file} is a database of something else, not a journal`);
  const told = String(db.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get());
  const version = Number(told);
  if (version === SCHEMA_VERSION || STEPS.has(version)) return version;
  throw new Error(
    `${file} is a journal of schema ${told}; this version upgrades ${[...STEPS.keys()].join(', ')} to ${SCHEMA_VERSION}`,
  );
}

function freeName(name: string): string {
  let free = name;
  for (let i = 2; existsSync(free); i++) free = `${name}-${i}`;
  return free;
}
