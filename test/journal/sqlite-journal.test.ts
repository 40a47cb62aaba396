import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Durability } from '../../src/journal/database';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { batch, run, stored, turn } from '../contract/journal';

let dir: string;
let file: string;
const opened: SqliteJournal[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-journal-'));
  file = join(dir, 'journal.db');
});
afterEach(() => {
  for (const journal of opened.splice(0)) journal.close();
  rmSync(dir, { recursive: true });
});

const open = (options: Partial<{ durability: Durability; readonly: boolean }> = {}): SqliteJournal => {
  const journal = new SqliteJournal(file, { durability: 'process', ...options });
  opened.push(journal);
  return journal;
};
const shut = (journal: SqliteJournal): void => {
  opened.splice(opened.indexOf(journal), 1);
  journal.close();
};

/** Two batches: turns 1 and 2, messages 1 to 3. */
function fill(journal: SqliteJournal): void {
  journal.append(turn(1));
  journal.commit(batch([run('S', 0, 1, ['a', 'b'])], { S: [4, 3, 0] }));
  journal.append(turn(2));
  journal.commit(batch([run('S', 0, 3, ['c'])], { S: [5, 4, 0] }));
}

const all = (journal: SqliteJournal): unknown => [
  [...journal.turns()].map(t => t.seq),
  journal.numbers('S'),
  stored(journal, 'S', 1, 99),
];
const FILLED = [[1, 2], { nextIn: 5, nextOut: 4, generation: 0 }, ['1 a', '2 b', '3 c']];

describe.each(['process', 'power'] as const)('a journal file, durability %s', durability => {
  test('opened again gives the same, and goes on', () => {
    const first = open({ durability });
    fill(first);
    shut(first);
    const again = open({ durability });
    const found = all(again);
    again.append(turn(3));
    again.commit(batch([run('S', 0, 4, ['d'])], { S: [5, 5, 0] }));
    shut(again);
    expect([found, all(open({ durability }))]).toEqual([
      FILLED,
      [[1, 2, 3], { nextIn: 5, nextOut: 5, generation: 0 }, ['1 a', '2 b', '3 c', '4 d']],
    ]);
  });

  test('a process that dies without closing loses nothing that was committed, and what was not is gone', () => {
    const dying = open({ durability });
    fill(dying);
    dying.append(turn(3));
    const left = join(dir, 'left');
    const files = readdirSync(dir);
    mkdirSync(left);
    for (const name of files) copyFileSync(join(dir, name), join(left, name));
    file = join(left, 'journal.db');
    expect(all(open({ durability }))).toEqual(FILLED);
  });

  test('a reader beside it sees what is committed and nothing else', () => {
    const writer = open({ durability });
    fill(writer);
    writer.append(turn(3));
    const reader = open({ durability, readonly: true });
    const early = all(reader);
    while (writer.settle());
    expect([early, all(open({ readonly: true }))]).toEqual([FILLED, FILLED]);
  });
});

describe('a journal file', () => {
  test('what is on its way into the database is found wherever it is', () => {
    const journal = open();
    fill(journal);
    const before = all(journal);
    while (journal.settle());
    journal.append(turn(3));
    journal.commit(batch([run('S', 0, 4, ['d'])], { S: [5, 5, 0] }));
    expect([before, all(journal)]).toEqual([
      FILLED,
      [[1, 2, 3], { nextIn: 5, nextOut: 5, generation: 0 }, ['1 a', '2 b', '3 c', '4 d']],
    ]);
  });

  test('a record cut short at the end was never acknowledged: it is left out, what stands before it is kept', () => {
    const journal = open();
    fill(journal);
    const log = `${file}-commits`;
    const whole = readFileSync(log);
    journal.append(turn(3));
    journal.commit(undefined);
    const torn = readFileSync(log).subarray(0, -3);
    writeFileSync(log, torn);
    const found = all(open({ readonly: true }));
    writeFileSync(log, whole);
    appendFileSync(log, Buffer.alloc(40, 0xff));
    expect([found, all(open({ readonly: true }))]).toEqual([FILLED, FILLED]);
  });

  test('a torn end is kept in a copy before the log is emptied, and a second one beside it', () => {
    shut(open());
    const log = `${file}-commits`;
    for (const rest of ['cut', 'off']) {
      writeFileSync(log, rest);
      shut(open());
    }
    expect([`${log}.torn-3`, `${log}.torn-3-2`, log].map(name => readFileSync(name, 'utf8'))).toEqual(['cut', 'off', '']);
  });

  test.each([
    ['text', 60, 0x5a],
    ['length, now too long,', 3, 0x7f],
    ['length, now too short,', 0, 0],
  ])(
    'a record whose %s is damaged with another behind it is refused by file and offset, and left as it is',
    (_what, at, byte) => {
      const { log, second, whole } = abandoned();
      whole[at] = byte;
      writeFileSync(log, whole);
      const messages = [open, () => open({ readonly: true })].map(attempt);
      const why = `${log} is damaged at byte 0 of ${whole.length}, and what stands behind was committed: it is left as it is`;
      expect([second < whole.length, messages, readFileSync(log).equals(whole)]).toEqual([true, [why, why], true]);
    },
  );

  test('the last record damaged is a torn end: the one before it is kept, and its bytes are in the copy', () => {
    const { log, second, whole } = abandoned();
    whole[whole.length - 1]! ^= 0xff;
    writeFileSync(log, whole);
    const journal = open();
    const torn = whole.subarray(second);
    expect([[...journal.turns()].map(t => t.seq), readFileSync(`${log}.torn-${torn.length}`).equals(torn)]).toEqual([[1], true]);
  });

  test('a lock of another process does not hold the line up: settling throws at once, closing leaves it to the next opening', () => {
    const journal = open();
    fill(journal);
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const start = performance.now();
    const told = attempt(() => journal.settle());
    const found = all(journal);
    shut(journal);
    const waited = performance.now() - start > 2000;
    other.close();
    expect([told, found, waited, all(open())]).toEqual(['database is locked', FILLED, false, FILLED]);
  });

  test('a reader shows what was there when it was opened, once, whatever the writer beside it moves and adds', () => {
    const writer = open();
    fill(writer);
    const early = open({ readonly: true });
    while (writer.settle());
    const settled = open({ readonly: true });
    writer.append(turn(3));
    writer.commit(undefined);
    while (writer.settle());
    expect([early, settled, writer].map(j => [...j.turns()].map(t => t.seq))).toEqual([
      [1, 2],
      [1, 2],
      [1, 2, 3],
    ]);
  });

  test('one that is opened to read cannot commit, and must exist', () => {
    expect(() => open({ readonly: true })).toThrow();
    fill(open());
    const reader = open({ readonly: true });
    expect([attempt(() => reader.append(turn(3))), attempt(() => reader.commit(undefined)), existsSync(file)]).toEqual([
      'a journal opened to read takes nothing',
      'a journal opened to read takes nothing',
      true,
    ]);
  });

  test.each([
    [
      'text',
      () => writeFileSync(file, 'no database at all, but long enough to be looked at twice'),
      'is not a journal that can be read',
    ],
    [
      'of another version',
      () =>
        database("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID; INSERT INTO meta VALUES ('schema', '99')"),
      'is a journal of schema 99; this version reads 2',
    ],
    ['of something else', () => database('CREATE TABLE cookies (name TEXT)'), 'is a database of something else'],
    ['damaged', damage, 'is not a journal that can be read'],
  ])('a file that is %s is refused by name, and left as it was', (_what, make, why) => {
    make();
    const before = readFileSync(file);
    const message = attempt(() => open());
    expect([message.startsWith(`${file} ${why}`), readFileSync(file).equals(before)]).toEqual([true, true]);
  });
});

/** The files of a journal whose process died with two records in the commit log: its bytes, and where the second begins. */
function abandoned(): { log: string; second: number; whole: Buffer } {
  const dying = open();
  dying.append(turn(1));
  dying.commit(undefined);
  const second = dying.backlog;
  dying.append(turn(2));
  dying.commit(undefined);
  const whole = readFileSync(`${file}-commits`);
  file = join(dir, 'left.db');
  return { log: `${file}-commits`, second, whole };
}

const attempt = (act: () => unknown): string => {
  try {
    act();
    return 'done';
  } catch (error) {
    return (error as Error).message;
  }
};

function database(sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

/** A journal with garbage over its first page. */
function damage(): void {
  const journal = open();
  fill(journal);
  shut(journal);
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 16, 200);
  writeFileSync(file, bytes);
}
