import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyAudit } from '../../../src/run/audit/verify';
import { story, Written } from './written';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-archive-'));
  file = join(dir, 'journal.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Two orders archived; the first came back and left again. */
const written = (version?: string): Written =>
  new Written(file, version).story(story()).archive('A', 'C').recall('A').settle().archive('A');

const verdict = () => {
  const { faults, archived } = verifyAudit(file, undefined);
  return { archived, faults: faults.map(f => f.why) };
};

test('an archive that a line wrote is what the facts say', () => {
  written().close();
  expect(verdict()).toEqual({ archived: 2, faults: [] });
});

test('it is so too while what was archived last waits to be taken over', () => {
  const open = written();
  const meanwhile = verdict();
  open.close();
  expect(meanwhile).toEqual({ archived: 2, faults: [] });
});

test('an order that came back from an archive which was edited meanwhile is found, whatever the archive says now', () => {
  const open = new Written(file).story(story()).archive('A').settle();
  const text = open.journal.archive.find('FIX.4.4:SLUICE->OMS A')!;
  open.post({ type: 'OrderRecalled', order: text.replace('"clOrdId":"B"', '"clOrdId":"Z"') }).archive('B');
  open.close();
  expect(verdict().faults[0]).toMatch(/^order TP1 came back from the archive otherwise than it was archived/);
});

test('an order that another version archived without a key of ours is as it was archived; with another value it is not', () => {
  const change = (text: string): void => {
    const db = new Database(file);
    db.prepare("UPDATE closed_order SET text = json_remove(text, '$.held', '$.timeInForce')").run();
    if (text !== '') db.exec(text);
    db.close();
  };
  written('0.0.1').close();
  change('');
  const older = verdict();
  change(`UPDATE closed_order SET text = replace(text, '"side":"1"', '"tide":"1"') WHERE parent = 'TP2'`);
  expect([older, verdict().faults]).toEqual([{ archived: 2, faults: [] }, [expect.stringMatching(/order TP2 otherwise/)]]);
});

test.each<[string, string, RegExp]>([
  [
    'an edited order',
    `UPDATE closed_order SET text = replace(text, '"side":"1"', '"side":"2"') WHERE parent = 'TP2'`,
    /order TP2 otherwise/,
  ],
  ['other white space', `UPDATE closed_order SET text = text || ' ' WHERE parent = 'TP1'`, /order TP1 otherwise/],
  ['an order taken out', `DELETE FROM closed_order WHERE parent = 'TP1'`, /has no order TP1/],
  ['an order put in', `INSERT INTO closed_order VALUES ('TP9', '{}')`, /closed_order has 3 rows; the facts archived 2/],
  [
    'a name taken out',
    `DELETE FROM closed_key WHERE key LIKE '% D'`,
    /closed_key has 'FIX.4.4:SLUICE->OMS D' not as a name of order TP2/,
  ],
  ['a name of another order', `UPDATE closed_key SET parent = 'TP1' WHERE key LIKE '% C'`, /not as a name of order TP2/],
  ['a name put in', `INSERT INTO closed_key VALUES ('x', 'TP1')`, /closed_key has \d+ rows; the archived orders have \d+ keys/],
])('%s is found', (_what, change, why) => {
  written().close();
  const db = new Database(file);
  db.exec(change);
  db.close();
  expect(verdict().faults[0]).toMatch(why);
});
