import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Checkpointer } from '../../src/journal/checkpointer';
import { until } from '../fix/transport/pair';

const dir = mkdtempSync(join(tmpdir(), 'sluice-checkpoint-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('moves the write-ahead log into the file on another thread, and tells once of a file that is no database', async () => {
  const file = join(dir, 'a.db');
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('wal_autocheckpoint = 0');
  db.exec('CREATE TABLE t (x)');
  db.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000));
  const before = statSync(file).size;
  const checkpointer = new Checkpointer(file);
  checkpointer.begin();
  const atOnce = statSync(file).size;
  await until('it is done', () => !checkpointer.busy);
  const after = statSync(file).size;
  checkpointer.close();
  db.close();
  const wrong = new Checkpointer(__filename);
  wrong.begin();
  await until('it has failed', () => !wrong.busy);
  const told = [0, 1].map(() => {
    try {
      wrong.begin();
      return 'begun';
    } catch (error) {
      return (error as Error).message.replace(/.*: /, '');
    }
  });
  wrong.close();
  expect([atOnce === before, after > 100_000, told]).toEqual([true, true, ['file is not a database', 'begun']]);
});
