import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { GENESIS, type PublishedHead, rowHash, type StoredRow } from '../../src/journal/chain';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { verifyChain } from '../../src/journal/verify-chain';
import { batch, run, turn } from '../contract/journal';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-chain-'));
  file = join(dir, 'journal.db');
  const journal = new SqliteJournal(file, { durability: 'process' });
  for (let n = 1; n <= 12; n++) {
    journal.append(turn(n));
    journal.commit(n % 3 === 0 ? undefined : batch([run('S', 1, n, [`58=message ${n}`])], { S: [n, n + 1, 1] }));
  }
  journal.close();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const edit = (change: (db: Database.Database) => void): void => {
  const db = new Database(file);
  change(db);
  db.close();
};
const found = (published: readonly PublishedHead[] = []): number[] => [
  ...new Set(verifyChain(file, published).faults.map(f => f.row)),
];
const headNow = (): PublishedHead => {
  const { id, hash } = verifyChain(file).head;
  return { id, hash: Buffer.from(hash).toString('hex') };
};

test('a journal as it was written has no fault, and its head is its last row', () => {
  const { rows, waiting, head, faults } = verifyChain(file);
  expect({ rows, waiting, head: head.id, faults }).toEqual({ rows: 12, waiting: 0, head: 12, faults: [] });
});

test('one byte of any column of any row, changed to another, is found in that row', () => {
  const columns = ['turns', 'numbers', 'runs', 'wire', 'hash'] as const;
  const rows = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(rows, fc.constantFrom(...columns), fc.nat(), fc.integer({ min: 1, max: 255 }), (id, column, at, flip) => {
      const db = new Database(file);
      try {
        const before = db.prepare(`SELECT CAST(${column} AS BLOB) FROM batch WHERE id = ?`).pluck().get(id) as Buffer | null;
        if (!before || before.length === 0) return;
        const after = Buffer.from(before);
        after[at % after.length]! ^= flip;
        const cast = column === 'wire' || column === 'hash' ? '?' : 'CAST(? AS TEXT)';
        const put = db.prepare(`UPDATE batch SET ${column} = ${cast} WHERE id = ?`);
        put.run(after, id);
        const faults = found();
        put.run(before, id);
        expect(faults).toContain(id);
      } finally {
        db.close();
      }
    }),
    { numRuns: 300 },
  );
});

test.each<[string, (db: Database.Database) => void, number]>([
  ['a row taken out', db => db.exec('DELETE FROM batch WHERE id = 5'), 6],
  ['the first row taken out', db => db.exec('DELETE FROM batch WHERE id = 1'), 2],
  [
    'two rows that changed places',
    db =>
      db.exec(
        'UPDATE batch SET id = 99 WHERE id = 4; UPDATE batch SET id = 4 WHERE id = 7; UPDATE batch SET id = 7 WHERE id = 99',
      ),
    4,
  ],
  [
    'a row put in at the end',
    db => db.exec('INSERT INTO batch SELECT 13, turns, numbers, runs, wire, hash FROM batch WHERE id = 12'),
    13,
  ],
  ['wire bytes taken away', db => db.exec('UPDATE batch SET wire = NULL WHERE id = 2'), 2],
])('%s is found and named', (_what, change, row) => {
  edit(change);
  expect(found()).toContain(row);
});

test('a cut tail shows against a published head, and only there', () => {
  const published = [headNow()];
  edit(db => db.exec('DELETE FROM batch WHERE id > 9'));
  expect([found(), found(published)]).toEqual([[], [12]]);
});

test('a chain written anew from the first row shows against a published head, and only there', () => {
  const published = [headNow()];
  edit(db => {
    db.exec('UPDATE batch SET turns = replace(turns, \'"at":1003\', \'"at":1004\') WHERE id = 3');
    let before: Uint8Array = GENESIS;
    for (const row of db.prepare('SELECT * FROM batch ORDER BY id').all() as StoredRow[]) {
      before = rowHash(before, row);
      db.prepare('UPDATE batch SET hash = ? WHERE id = ?').run(before, row.id);
    }
  });
  expect([found(), found(published)]).toEqual([[], [12]]);
});

test('what is committed and not chained yet is counted', () => {
  const journal = new SqliteJournal(file, { durability: 'process' });
  journal.append(turn(13));
  journal.commit(undefined);
  const { rows, waiting, faults } = verifyChain(file);
  journal.close();
  expect({ rows, waiting, faults, after: verifyChain(file).rows }).toEqual({ rows: 12, waiting: 1, faults: [], after: 13 });
});
