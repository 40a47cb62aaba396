import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { Books } from '../../../src/core/books';
import { SqliteJournal } from '../../../src/journal/sqlite-journal';
import { upgradeJournal } from '../../../src/journal/upgrade';
import { backUp } from '../../../src/run/backup/backup';
import { restore } from '../../../src/run/backup/restore';
import { KillLatch } from '../../../src/run/kill-latch';

const OLD = join(__dirname, '..', '..', 'fixtures', 'journal-schema-1');
const dir = mkdtempSync(join(tmpdir(), 'backup-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** A data folder as a gateway leaves it: journal, latch, heads, models; and things that are no part of a backup. */
function dataFolder(name: string): string {
  const data = join(dir, name);
  mkdirSync(join(data, 'models'), { recursive: true });
  mkdirSync(join(data, 'dictionaries'));
  const journal = join(data, 'journal.db');
  writeFileSync(journal, gunzipSync(readFileSync(join(OLD, 'journal.db.gz'))));
  writeFileSync(`${journal}-commits`, gunzipSync(readFileSync(join(OLD, 'journal.db-commits.gz'))));
  upgradeJournal(journal);
  rmSync(`${journal}.schema-1`);
  new KillLatch(data).write({ engaged: [], released: [], guarded: false });
  for (const file of ['models/ledger.jsonl', 'dictionaries/cache.json', 'audit-heads.jsonl', 'lock', 'lock-journal'])
    writeFileSync(join(data, file), `${file}\n`);
  return data;
}

/** The data folder of another journal, with one turn. */
function anotherFolder(name: string): string {
  const data = dataFolder(name);
  for (const file of ['journal.db', 'journal.db-commits']) rmSync(join(data, file));
  const journal = new SqliteJournal(join(data, 'journal.db'), { durability: 'process' });
  journal.append({ seq: 1, at: 1, facts: [{ type: 'BatchWritten', seq: 1 }] });
  journal.commit({ runs: [], numbers: [] });
  while (journal.settle());
  journal.close();
  return data;
}

/** What the books hold, as JSON: the whole of every order. */
function booksOf(data: string): string {
  const journal = new SqliteJournal(join(data, 'journal.db'), { durability: 'process', readonly: true });
  const books = new Books();
  for (const turn of journal.turns()) for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
  const numbers = ['FIX.4.4:SLUICE->SIM', 'FIX.4.4:SLUICE->OMS'].map(session => journal.numbers(session));
  journal.close();
  const plain = (_: string, value: unknown): unknown =>
    value instanceof Map ? [...value] : value instanceof Set ? [...value] : typeof value === 'bigint' ? `${value}` : value;
  return JSON.stringify([[...books.parents], [...books.children.keys()], [...books.quotes], numbers], plain);
}

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 12, minute));
const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

test('a backup restored in another folder gives the same books and numbers; its kill switch is engaged, unless told otherwise', () => {
  const data = dataFolder('a');
  const { folder, manifest } = backUp(data, join(dir, 'backups-a'), { now: at(0) });
  const killed = restore(folder, join(dir, 'a-killed'), { by: 'ana', withoutKill: false });
  const plain = restore(folder, join(dir, 'a-plain'), { by: 'ana', withoutKill: true });
  const engaged = (of: string): string[] => new KillLatch(of).read().engaged.map(k => `${k.level} by ${k.by}: ${k.reason}`);
  expect({
    name: folder.slice(-16),
    files: filesOf(folder),
    counted: [manifest.journal.rows, manifest.journal.waiting, manifest.journal.head.startsWith('527:')],
    same: [booksOf(killed.data) === booksOf(data), booksOf(plain.data) === booksOf(data)],
    told: [plain.turns, plain.parents, plain.working],
    engaged: [engaged(killed.data), engaged(plain.data)],
  }).toEqual({
    name: '20261121T120000Z',
    files: ['audit-heads.jsonl', 'backup.json', 'journal.db', 'journal.db-commits', 'kill.json', 'models', 'models/ledger.jsonl'],
    counted: [527, 10, true],
    same: [true, true],
    told: [644, 4, 2],
    engaged: [
      ['firm by ana: restored from a backup of 2026-11-21T12:00:00.000Z: what happened after it is not in this journal'],
      [],
    ],
  });
});

test('a backup is taken beside a gateway that writes: what was committed before is in it, and it holds', () => {
  const data = dataFolder('b');
  const writer = new SqliteJournal(join(data, 'journal.db'), { durability: 'process' });
  const turn = (seq: number) => ({
    seq,
    at: 1_795_304_100_000_000 + seq,
    facts: [{ type: 'TimerFired', timer: `T${seq}` } as const],
  });
  for (let seq = 1_000; seq < 1_200; seq++) {
    writer.append(turn(seq));
    writer.commit(undefined);
    if (seq === 1_100) writer.settle();
  }
  const { folder, manifest } = backUp(data, join(dir, 'backups-b'), { now: at(0) });
  writer.append(turn(1_200));
  writer.commit(undefined);
  writer.close();
  const { data: copy } = restore(folder, join(dir, 'b2'), { by: 'ana', withoutKill: true });
  const journal = new SqliteJournal(join(copy, 'journal.db'), { durability: 'process', readonly: true });
  const last = [...journal.turns()].at(-1)!.seq;
  journal.close();
  expect([last, manifest.journal.rows + manifest.journal.waiting]).toEqual([1_199, 737]);
});

test('damage is found before anything is restored: a byte changed, a file cut, a file missing, no manifest', () => {
  const { folder } = backUp(dataFolder('c'), join(dir, 'backups-c'), { now: at(0) });
  const into = join(dir, 'c2');
  const trial = (): string => {
    try {
      restore(folder, into, { by: 'ana', withoutKill: true });
      return 'restored';
    } catch (error) {
      return (error as Error).message.replaceAll(folder, 'B');
    }
  };
  const journal = join(folder, 'journal.db');
  const whole = readFileSync(journal);
  const hurt = Buffer.from(whole);
  hurt[hurt.length - 100]! ^= 1;
  const told: string[] = [];
  writeFileSync(journal, hurt);
  told.push(trial());
  writeFileSync(journal, whole.subarray(0, 4096));
  told.push(trial());
  rmSync(journal);
  told.push(trial());
  writeFileSync(journal, whole);
  appendFileSync(join(folder, 'kill.json'), ' ');
  told.push(trial());
  rmSync(join(folder, 'backup.json'));
  told.push(trial());
  expect([told, existsSync(into)]).toEqual([
    [
      'the backup is damaged, nothing was restored:\nB/journal.db: its content is not what was written',
      `the backup is damaged, nothing was restored:\nB/journal.db: has 4096 bytes, ${whole.length} were written`,
      'the backup is damaged, nothing was restored:\nB/journal.db: is missing',
      expect.stringMatching(/^the backup is damaged, nothing was restored:\nB\/kill.json: has \d+ bytes, \d+ were written$/),
      'B: is no backup, or one that was not ended: it has no backup.json',
    ],
    false,
  ]);
});

test('nothing is written over, nothing is backed up that does not hold, and only old backups of the same journal are removed', () => {
  const data = dataFolder('d');
  const into = join(dir, 'backups-d');
  const other = backUp(anotherFolder('e'), into, { now: at(0) }).folder;
  const kept = [1, 2, 3].map(minute => backUp(data, into, { keep: 2, now: at(minute) }).removed.map(f => f.slice(-16)));
  expect(() => restore(other, data, { by: 'ana', withoutKill: true })).toThrow(
    `--data: ${data} is not empty: nothing is written over`,
  );
  expect(() => backUp(data, into, { keep: 0, now: at(9) })).toThrow('--keep: keeps one at least');
  expect(() => backUp(data, into, { now: at(3) })).toThrow('20261121T120300Z: is there already');
  expect(() => backUp(data, join(data, 'backups'), { now: at(4) })).toThrow('lies in the data folder itself');
  const db = new Database(join(data, 'journal.db'));
  db.exec("UPDATE batch SET turns = turns || ' ' WHERE id = 100");
  db.close();
  expect(() => backUp(data, into, { now: at(5) })).toThrow(
    /^the journal does not hold, nothing was backed up: row 100: its content/,
  );
  expect([kept, readdirSync(into).sort()]).toEqual([
    [[], [], ['20261121T120100Z']],
    ['20261121T120000Z', '20261121T120200Z', '20261121T120300Z'],
  ]);
});
