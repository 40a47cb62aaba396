import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Beside } from '../../src/journal/beside';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { verifyChain } from '../../src/journal/verify-chain';
import { turn } from '../contract/journal';
import { until } from '../fix/transport/pair';

let dir: string;
let file: string;
let journal: SqliteJournal;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sluice-beside-'));
  file = join(dir, 'journal.db');
  journal = new SqliteJournal(file, { durability: 'process' });
});
afterEach(() => {
  jest.restoreAllMocks();
  journal.close();
  rmSync(dir, { recursive: true });
});

let seq = 0;
/** So many batches of a turn each; returns the number of the last. */
function commit(batches: number): number {
  for (let i = 0; i < batches; i++) {
    journal.append(turn(++seq));
    journal.commit(undefined);
  }
  return seq;
}

const idle = (): Promise<void> => until('the thread has answered', () => !journal.besideBusy);
async function settled(): Promise<void> {
  while (journal.settleBeside()) await idle();
}
/** What is in the database now: batches, and whether each follows from the one before. */
function stored(): unknown {
  const db = new Database(file, { readonly: true });
  const batches = db.prepare('SELECT count(*) FROM batch').pluck().get();
  db.close();
  return [batches, [...verifyChain(file).faults]];
}
const told = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  }
};

beforeEach(() => {
  seq = 0;
});

test('what is much is taken over by the thread, in order and chained, while the line goes on; then the log is empty', async () => {
  commit(3_000);
  const first = [journal.settleBeside(), journal.besideBusy, journal.batches];
  commit(10);
  const meanwhile = [...journal.turns()].length;
  await settled();
  expect([first, meanwhile, journal.backlog, stored(), [...journal.turns()].map(t => t.seq)]).toEqual([
    [true, true, 3_000],
    3_010,
    0,
    [3_010, []],
    Array.from({ length: 3_010 }, (_, i) => i + 1),
  ]);
});

test('what is little is taken over at once, and no thread begun', () => {
  const begin = jest.spyOn(Beside.prototype, 'begin');
  commit(5);
  expect([journal.settleBeside(), begin.mock.calls.length, stored()]).toEqual([false, 0, [5, []]]);
});

test('closed orders go with it, and are found all the same before, meanwhile and after', async () => {
  const ids = Array.from({ length: 200 }, (_, i) => `P${i}`);
  for (const parentId of ids) journal.archive.put({ parentId, text: `${parentId} closed`, keys: [parentId] }, 1);
  const found = (): number => ids.filter(id => journal.archive.find(id) === `${id} closed`).length;
  const before = found();
  journal.settleBeside();
  const meanwhile = found();
  await settled();
  expect([before, meanwhile, found(), journal.archive.backlog, journal.archive.upTo]).toEqual([200, 200, 200, 0, 1]);
});

test('closing waits for what is under way, and moves the rest', () => {
  commit(2_000);
  journal.settleBeside();
  commit(1);
  journal.close();
  const found = stored();
  journal = new SqliteJournal(file, { durability: 'process' });
  expect([found, [...journal.turns()].length]).toEqual([[2_001, []], 2_001]);
});

test('where another process holds the lock it is told at the next call, the log keeps all, and later it goes well', async () => {
  commit(1_000);
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  journal.settleBeside();
  await idle();
  const said = told(() => journal.settleBeside());
  other.exec('ROLLBACK');
  other.close();
  const kept = journal.backlog > 0 && journal.head.id;
  await settled();
  expect([said, kept, stored()]).toEqual([
    expect.stringMatching(/journal\.db: it could not take over what was committed: database is locked$/),
    0,
    [1_000, []],
  ]);
});

test('a thread that died behind its transaction and before its answer: what it took over is not taken over again', async () => {
  const { begin } = Beside.prototype;
  jest.spyOn(Beside.prototype, 'begin').mockImplementationOnce(function (this: Beside, work) {
    begin.call(this, work);
    this.join();
    throw new Error('its thread died');
  });
  commit(500);
  const said = told(() => journal.settleBeside());
  const head = journal.head.id;
  commit(500);
  await settled();
  expect([said, head, stored()]).toEqual(['its thread died', 500, [1_000, []]]);
});

test('a log that grew long is begun anew though orders never pause: what came in meanwhile is moved at once', async () => {
  const big = (): void => {
    journal.append({ ...turn(++seq), facts: [{ type: 'MarketDataLost', venue: 'x'.repeat(100_000) } as never] });
    journal.commit(undefined);
  };
  for (let i = 0; i < 700; i++) big();
  const long = journal.backlog;
  let most = 0;
  for (let i = 0; i < 100 && journal.backlog > 0; i++) {
    journal.settleBeside();
    for (let n = 0; n < 2; n++) big();
    most = Math.max(most, journal.backlog);
    await idle();
  }
  expect([long > 64 * 1024 * 1024, journal.backlog, most < 2 * long, stored()]).toEqual([true, 0, true, [seq, []]]);
});

test('a batch that is more than the thread works on is moved by the line; what is around it by the thread', async () => {
  const begin = jest.spyOn(Beside.prototype, 'begin');
  commit(500);
  journal.append({ ...turn(++seq), facts: [{ type: 'MarketDataLost', venue: 'x'.repeat(40_000_000) } as never] });
  journal.commit(undefined);
  commit(500);
  await settled();
  const bytes = begin.mock.calls.map(([work]) => (work.kind === 'take' ? work.to - work.from : 0));
  expect([stored(), bytes.length >= 2, Math.max(...bytes) <= 2 * 1024 * 1024]).toEqual([[1_001, []], true, true]);
});

test('a thread that cannot be begun is told, and tried again', async () => {
  const start = jest.spyOn(Beside.prototype as unknown as { start: () => unknown }, 'start');
  start.mockImplementationOnce(() => {
    throw new Error('no more threads');
  });
  commit(1_000);
  const said = told(() => journal.settleBeside());
  const busy = journal.besideBusy;
  await settled();
  expect([said, busy, stored()]).toEqual(['no more threads', false, [1_000, []]]);
});

test('a journal whose thread died behind its transaction is closed without a word', async () => {
  const { begin } = Beside.prototype;
  jest.spyOn(Beside.prototype, 'begin').mockImplementationOnce(function (this: Beside, work) {
    begin.call(this, work);
    this.join();
  });
  commit(500);
  journal.settleBeside();
  journal.close();
  const found = stored();
  journal = new SqliteJournal(file, { durability: 'process' });
  expect([found, [...journal.turns()].length]).toEqual([[500, []], 500]);
});

test('a checkpoint moves the write-ahead log into the file on the thread; what is no database is told once', async () => {
  commit(2_000);
  await settled();
  const before = statSync(file).size;
  journal.checkpoint(true);
  const atOnce = statSync(file).size;
  await idle();
  const after = statSync(file).size;
  const wrong = join(dir, 'wrong');
  writeFileSync(wrong, 'no database at all, but longer than the head of one. '.repeat(20));
  const beside = new Beside(wrong, `${wrong}-commits`, 'process');
  beside.begin({ kind: 'checkpoint' });
  beside.join();
  const said = [0, 1].map(() => told(() => beside.begin({ kind: 'checkpoint' })));
  beside.join();
  beside.close();
  expect([atOnce === before, after > before, said]).toEqual([
    true,
    true,
    [expect.stringMatching(/wrong: its write-ahead log could not be moved into it: .*file is not a database$/), undefined],
  ]);
});
