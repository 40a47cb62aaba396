import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { GENESIS, type PublishedHead, rowHash, type StoredRow } from '../../../src/journal/chain';
import { readCommitLog } from '../../../src/journal/read-commit-log';
import { readHead, verifyAudit } from '../../../src/run/audit/verify';
import { story, Written } from './written';

/** Different bytes each run; a failure says which. `SLUICE_LONG=1` tries more of each. */
const TRIES = process.env['SLUICE_LONG'] === '1' ? 40 : 1;
let seed = 20_261_121;
/** Integers below `n`, from a seed (Park and Miller's generator). */
const draw = (n: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % n;
};

let dir: string;
let good: string;
let file: string;
let head: PublishedHead;
/** A journal that a line wrote, with orders in the archive. */
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-tamper-'));
  good = join(dir, 'good.db');
  file = join(dir, 'journal.db');
  new Written(good).story(story()).archive('A', 'C').close();
  head = readHead(good);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Faults found once a copy was changed; `against`: a published head. */
function tampered(change: (db: Database.Database) => void, against = false): readonly { row: number; why: string }[] {
  copyFileSync(good, file);
  const db = new Database(file);
  change(db);
  db.close();
  return verifyAudit(file, against ? `${head.id}:${head.hash}` : undefined).faults;
}

const cells = (table: string, key: string, columns: readonly string[]): [string, string, string, string][] => {
  const db = new Database(good, { readonly: true });
  const keys = db.prepare(`SELECT ${key} FROM ${table}`).pluck().all() as (string | number)[];
  db.close();
  return keys.flatMap(k => columns.map((c): [string, string, string, string] => [table, key, String(k), c]));
};

/** Changes one byte of a cell to another, its type kept; false for a cell that is empty. */
function flip(
  db: Database.Database,
  [table, key, value, column]: [string, string, string, string],
  at: number,
  by: number,
): boolean {
  const where = `FROM ${table} WHERE ${key} = ?`;
  const [bytes, type] = db.prepare(`SELECT CAST(${column} AS BLOB), typeof(${column}) ${where}`).raw().get(value) as [
    Buffer,
    string,
  ];
  if (!bytes || bytes.length === 0) return false;
  bytes[at % bytes.length]! ^= by;
  const put = type === 'blob' ? '?' : 'CAST(? AS TEXT)';
  db.prepare(`UPDATE OR REPLACE ${table} SET ${column} = ${put} WHERE ${key} = ?`).run(bytes, value);
  return true;
}

test('a byte of any cell of any row, changed to another by SQL: each is found, in the chain by its row', () => {
  const all = [
    ...cells('batch', 'id', ['turns', 'numbers', 'runs', 'wire', 'hash']),
    ...cells('closed_order', 'parent', ['parent', 'text']),
    ...cells('closed_key', 'key', ['key', 'parent']),
  ];
  const missed: unknown[] = [];
  let flipped = 0;
  for (const cell of all)
    for (let i = 0; i < TRIES; i++) {
      const [at, by] = [draw(100_000), 1 + draw(255)];
      let was = false;
      const faults = tampered(db => {
        was = flip(db, cell, at, by);
      });
      if (!was) continue;
      flipped++;
      const isNamed = cell[0] !== 'batch' || faults.some(f => f.row === Number(cell[2]));
      if (faults.length === 0 || !isNamed) missed.push([...cell, at, by, faults]);
    }
  expect([missed, flipped > 30]).toEqual([[], true]);
});

describe('rows', () => {
  const each = (work: (row: number) => boolean): number[] => {
    const missed: number[] = [];
    for (let row = 1; row < head.id; row++) if (!work(row)) missed.push(row);
    return missed;
  };

  test('any one removed, any two neighbours exchanged, any one doubled: each is found without a head', () => {
    const removed = each(row => tampered(db => db.exec(`DELETE FROM batch WHERE id = ${row}`)).some(f => f.row === row + 1));
    const swapped = each(row => {
      const move = (from: number, to: number): string => `UPDATE batch SET id = ${to} WHERE id = ${from};`;
      return tampered(db => db.exec(move(row, -1) + move(row + 1, row) + move(-1, row + 1))).some(f => f.row === row);
    });
    const doubled = each(row => {
      const copy = `INSERT INTO batch SELECT ${head.id + 1}, turns, numbers, runs, wire, hash FROM batch WHERE id = ${row}`;
      return tampered(db => db.exec(copy)).some(f => f.row === head.id + 1);
    });
    expect({ removed, swapped, doubled }).toEqual({ removed: [], swapped: [], doubled: [] });
  });

  /** The archive as it was before anything was archived: whoever cuts the tail can do that, too. */
  const NO_ARCHIVE = "DELETE FROM closed_order; DELETE FROM closed_key; DELETE FROM meta WHERE key = 'archived';";

  test('the tail cut anywhere is found with a published head', () => {
    const cut = (row: number) => (db: Database.Database) => db.exec(`DELETE FROM batch WHERE id > ${row}; ${NO_ARCHIVE}`);
    expect([each(row => tampered(cut(row), true).some(f => f.row === head.id)), tampered(cut(3))]).toEqual([[], []]);
  });

  test('the chain written anew from any row on is found with a published head, and only there', () => {
    const rewrite = (from: number) => (db: Database.Database) => {
      db.prepare('UPDATE batch SET turns = json_set(turns, ?, ?) WHERE id = ?').run('$[0].at', 1, from);
      let before: Uint8Array = GENESIS;
      for (const row of db.prepare('SELECT * FROM batch ORDER BY id').all() as StoredRow[]) {
        before = rowHash(before, row);
        db.prepare('UPDATE batch SET hash = ? WHERE id = ?').run(before, row.id);
      }
    };
    const whys = tampered(rewrite(1), true).map(f => f.why);
    expect([each(row => tampered(rewrite(row), true).some(f => f.row === head.id)), tampered(rewrite(1)), whys]).toEqual([
      [],
      [],
      [`its hash is not the one published: ${head.hash}`],
    ]);
  });
});

/** Whether a commit log reads as if nothing had happened to it. */
function isWhole(log: string): boolean {
  try {
    return readCommitLog(log).torn.length === 0;
  } catch {
    return false;
  }
}

test('any one byte of the commit log, changed to another: each is found while it waits there', () => {
  const open = new Written(join(dir, 'open.db')).story(story());
  const log = readFileSync(join(dir, 'open.db-commits'));
  const flipped = (at: number): void => {
    const bytes = Buffer.from(log);
    bytes[at]! ^= 1 + draw(255);
    writeFileSync(`${file}-commits`, bytes);
  };
  const missed: number[] = [];
  for (let at = draw(5); at < log.length; at += TRIES > 1 ? 1 : 5) {
    flipped(at);
    if (isWhole(`${file}-commits`)) missed.push(at);
  }
  // `verify` looks again after a while, in case a gateway writes: a few are enough to see that it reports what the reader sees
  for (let i = 0; i < 3 * TRIES; i++) {
    const at = draw(log.length);
    flipped(at);
    for (const part of ['', '-wal']) copyFileSync(join(dir, `open.db${part}`), file + part);
    if (verifyAudit(file, undefined).faults.length === 0) missed.push(at);
  }
  open.close();
  for (const part of ['-wal', '-shm', '-commits']) rmSync(file + part, { force: true });
  expect([missed, log.length > 1000]).toEqual([[], true]);
});
