import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { Books } from '../../src/core/books';
import { formatDecimal } from '../../src/core/numbers';
import { ordStatus } from '../../src/core/order/order';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { upgradeJournal } from '../../src/journal/upgrade';
import { verifyChain } from '../../src/journal/verify-chain';

/** A journal that the last version of schema 1 wrote on paper: four orders, ended by SIGTERM with batches still in its commit log. */
const OLD = join(__dirname, '..', 'fixtures', 'journal-schema-1');
const dir = mkdtempSync(join(tmpdir(), 'upgrade-'));
afterAll(() => rmSync(dir, { recursive: true }));

let made = 0;
/** A copy of the old journal in a file of its own. */
function old(): string {
  const file = join(dir, `${++made}.db`);
  writeFileSync(file, gunzipSync(readFileSync(join(OLD, 'journal.db.gz'))));
  writeFileSync(`${file}-commits`, gunzipSync(readFileSync(join(OLD, 'journal.db-commits.gz'))));
  return file;
}

const opened = (file: string): SqliteJournal => new SqliteJournal(file, { durability: 'process' });

test('a journal of schema 1 is refused with what to do, upgraded, chained, and folded to the orders that it had', () => {
  const file = old();
  expect(() => opened(file)).toThrow(
    `${file} is a journal of schema 1; this version reads 2: \`sluice upgrade\` brings an older one there`,
  );
  const before = new Database(file).prepare('SELECT id, turns, numbers, runs, wire FROM batch ORDER BY id').all();
  const upgraded = upgradeJournal(file);
  const after = new Database(file).prepare('SELECT id, turns, numbers, runs, wire FROM batch ORDER BY id').all();
  expect([upgraded, after]).toEqual([{ from: 1, to: 2, rows: 527, kept: `${file}.schema-1` }, before]);

  const journal = opened(file);
  const books = new Books();
  for (const turn of journal.turns()) for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
  const orders = [...books.parents.values()].map(p => {
    const { state, instrument, strategy } = p;
    return `${strategy} ${ordStatus(state)} ${formatDecimal(state.cumQty, instrument.qtyScale)} of ${formatDecimal(state.orderQty, instrument.qtyScale)}`;
  });
  const numbers = journal.numbers('FIX.4.4:SLUICE->SIM');
  journal.close();
  const { faults, rows, waiting } = verifyChain(file);
  expect([orders, numbers?.nextOut, { faults, rows, waiting }]).toEqual([
    ['DMA 2 500 of 500', 'DMA 0 0 of 200', 'TWAP 2 600 of 600', 'DMA 0 0 of 100'],
    expect.any(Number),
    { faults: [], rows: 537, waiting: 0 },
  ]);
});

test('the old database is kept as it was, and an upgrade of what is new already does nothing', () => {
  const file = old();
  const { kept } = upgradeJournal(file);
  const rows = new Database(kept!, { readonly: true }).prepare('SELECT count(*) FROM batch').pluck().get();
  const again = upgradeJournal(file);
  expect([rows, again.kept, existsSync(`${file}.schema-2`)]).toEqual([527, undefined, false]);
});

test('an upgrade that fails in the middle leaves the journal as it was', () => {
  const file = old();
  const db = new Database(file);
  // a row that schema 2 cannot hold
  db.exec(`DROP VIEW fact;
    ALTER TABLE batch RENAME TO strict;
    CREATE TABLE batch (id INTEGER PRIMARY KEY, turns TEXT, numbers TEXT NOT NULL, runs TEXT NOT NULL, wire BLOB);
    INSERT INTO batch SELECT * FROM strict;
    DROP TABLE strict;
    UPDATE batch SET turns = NULL WHERE id = 300;`);
  db.close();
  expect(() => upgradeJournal(file)).toThrow();
  const left = new Database(file, { readonly: true });
  const tables = left.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all();
  const schema = left.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
  expect([tables, schema]).toEqual([['batch', 'meta'], '1']);
});

test('what is no journal, or one of a later version, is left alone', () => {
  const other = join(dir, 'other.db');
  new Database(other).exec('CREATE TABLE t (x)');
  const later = old();
  new Database(later).exec("UPDATE meta SET value = '9'");
  const text = join(dir, 'text.db');
  writeFileSync(text, 'nothing of the sort '.repeat(100));
  expect(() => upgradeJournal(other)).toThrow(`${other} is a database of something else, not a journal`);
  expect(() => upgradeJournal(later)).toThrow(`${later} is a journal of schema 9; this version upgrades 1 to 2`);
  expect(() => upgradeJournal(text)).toThrow(`${text} is not a journal that can be read: file is not a database`);
});
