import Database from 'better-sqlite3';
import { SqliteArchive } from '../../src/journal/order-archive';
import { SCHEMA } from '../../src/journal/schema';
import { TakeOver } from '../../src/journal/take-over';

test('an order that was written is read from the database, also while others wait: memory has only what waits', () => {
  const db = new Database(':memory:');
  db.exec(SCHEMA);
  const archive = new SqliteArchive(db);
  const put = (parentId: string, text: string, seq: number): void => archive.put({ parentId, text, keys: [parentId] }, seq);
  put('A', 'A closed', 1);
  put('B', 'B closed', 2);
  put('A', 'A closed again', 3);
  const oldest = archive.oldest(2, 1_000);
  new TakeOver(db).write(new Uint8Array(), [], oldest);
  archive.release(oldest);
  db.exec("UPDATE closed_order SET text = text || ', from the database'");
  const found = ['A', 'B'].map(id => archive.find(id));
  db.close();
  expect([archive.backlog, found]).toEqual([1, ['A closed again', 'B closed, from the database']]);
});
