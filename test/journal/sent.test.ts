import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteJournal } from '../../src/journal/sqlite-journal';

const TIMES = [0, 10, 1000, 1500, 2500, 3000, 9999];

const message = (n: number): Buffer => Buffer.from(`8=FIX.4.4\x019=5\x0135=${n}\x0110=000\x01`, 'latin1');

/** Batches at times 10, 20 ... with a message each; every third has no turn, and numbers are reset half way. */
function filled(journal: SqliteJournal, count: number): void {
  for (let n = 1; n <= count; n++) {
    if (n % 3 !== 0) journal.append({ seq: n, at: n * 10, facts: [{ type: 'BatchWritten', seq: n }] });
    const bytes = message(n % 10);
    const generation = n > count / 2 ? 1 : 0;
    const run = { session: n % 2 === 0 ? 'A' : 'B', generation, first: n, last: n, bytes, start: 0, end: bytes.length };
    journal.commit({ runs: [run], numbers: [] });
  }
}

test('what a session was sent is found by time, in the database and behind it, over a reset of its numbers', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-sent-'));
  const journal = new SqliteJournal(join(dir, 'journal.db'), { durability: 'process' });
  try {
    filled(journal, 300);
    journal.settle(); // a slice of 200: the rest waits in the commit log
    const from = TIMES.map(at => journal.batchAt(at));
    const early = from.map((batch, i) => batch === 1 || batch * 10 < TIMES[i]!);
    const near = from.map((batch, i) => TIMES[i]! / 10 - batch);
    const sent = [...journal.sent('A', 95, 205)].map(bytes => Buffer.from(bytes).toString('latin1'));
    const expected = [];
    for (let n = 96; n <= 204; n += 2) expected.push(message(n % 10).toString('latin1'));
    expect([journal.batches, early, near.slice(2, 5).every(d => d >= 0 && d <= 3), from.at(-1), sent]).toEqual([
      300,
      from.map(() => true),
      true,
      299,
      expected,
    ]);
  } finally {
    journal.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
