import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { verifyChain } from '../../src/journal/verify-chain';

/** Deaths of a journal, each with more in it than the last. */
const KILLS = 6;
/** `SLUICE_LONG=1` takes more. */
const JOURNALS = process.env['SLUICE_LONG'] === '1' ? 25 : 2;

/** Commits without a pause, each tenth turn with a closed order, has the thread beside the line take it over, and says up to which turn all is committed. */
const WRITER = `
const { writeSync } = require('node:fs');
const { SqliteJournal } = require(process.argv[1]);
const journal = new SqliteJournal(process.argv[2], { durability: 'process' });
let seq = 0;
const close = seq => journal.archive.put({ parentId: 'P' + seq, keys: ['K' + seq], text: 'closed in ' + seq }, seq);
for (const turn of journal.turns()) {
  seq = turn.seq;
  if (seq % 10 === 0 && seq > journal.archive.upTo) close(seq);
}
function work() {
  for (let i = 0; i < 70; i++) {
    journal.append({ seq: ++seq, at: seq, facts: [{ type: 'MarketDataLost', venue: 'x'.repeat(seq % 1000) }] });
    if (seq % 10 === 0) close(seq);
    journal.commit(undefined);
  }
  writeSync(1, seq + (journal.besideBusy ? ' beside' : '') + '\\n');
  journal.settleBeside();
  setTimeout(work, 1);
}
work();
`;

/** Writes until it is killed, `after` ms behind its first commit. Returns the last turn that it said was committed, and how often it found the thread at work. */
async function writeAndDie(file: string, after: number): Promise<{ committed: number; beside: number }> {
  const library = join(__dirname, '../../dist/src/journal/sqlite-journal.js');
  const child = spawn(process.execPath, ['-e', WRITER, library, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), after);
    said += text.toString();
  });
  await ended;
  const lines = said.split('\n').slice(0, -1);
  return { committed: Number.parseInt(lines.at(-1)!, 10), beside: lines.filter(line => line.endsWith('beside')).length };
}

test.each(Array.from({ length: JOURNALS }, (_, i) => i + 1))(
  'journal %i over kill -9 while a thread takes it over: every turn that was committed is there once, in its place, and no closed order is lost',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-journal-crash-'));
    const file = join(dir, 'journal.db');
    try {
      const taken: number[] = [];
      let atWork = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const { committed, beside } = await writeAndDie(file, 20 + Math.random() * 100);
        const journal = new SqliteJournal(file, { durability: 'process', readonly: true });
        const { length, misplaced } = [...journal.turns()].reduce(
          (sum, turn) => ({ length: sum.length + 1, misplaced: sum.misplaced + Number(turn.seq !== sum.length + 1) }),
          { length: 0, misplaced: 0 },
        );
        let lost = 0;
        for (let seq = 10; seq <= journal.archive.upTo; seq += 10) if (journal.archive.find(`K${seq}`) === undefined) lost++;
        taken.push(journal.head.id);
        atWork += beside;
        journal.close();
        expect({ kill, misplaced, whole: length >= committed, more: length - committed < 200, lost }).toEqual({
          kill,
          misplaced: 0,
          whole: true,
          more: true,
          lost: 0,
        });
      }
      // a row at fault: the facts of this story close no order, so its archive is one too many
      const faults = verifyChain(file).faults.filter(f => f.row > 0);
      // one that dies at once has moved nothing
      const back = taken.some((id, i) => i > 0 && id < taken[i - 1]!);
      expect({ faults, back, grown: taken.at(-1)! > taken[0]!, beside: atWork > 0 }).toEqual({
        faults: [],
        back: false,
        grown: true,
        beside: true,
      });
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  },
);
