import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Books } from '../../src/core/books';
import { SqliteJournal } from '../../src/journal/sqlite-journal';
import { Rig } from '../core/rig';
import { snapshot } from '../core/snapshot';

const FILES = ['journal.db', 'journal.db-wal', 'journal.db-commits'];

/** A story with a TWAP, a passed-through order, a replace, a cancel, a venue that goes and comes back. Each step is a commit. */
const STORY: readonly ((rig: Rig) => unknown)[] = [
  rig => rig.twap('T', '1000', '10').until(0),
  rig => rig.order('A', { orderQty: '300' }),
  rig => rig.ack('TC1').ack('TC2'),
  rig => rig.fill('TC1', '40', '99.99').fill('TC2', '120', '100.00'),
  rig => rig.venueDown().until(1.5),
  rig => rig.replace('T2', 'T', { strategy: '1001', orderQty: '900' }),
  rig => rig.venueUp().until(2.5),
  rig => rig.cancel('A2', 'A'),
  rig => rig.report('TC2R1', '4', { origClOrdId: 'TC2' }),
  rig => rig.post({ type: 'KillSwitchEngaged', by: 'desk', reason: 'drill' }),
  rig => rig.report('TC1R1', '4', { origClOrdId: 'TC1' }),
];

/** The books that a restart would make of the files as they are now, without the writer having closed them. */
function foldCopy(from: string, to: string): unknown {
  for (const file of FILES) {
    rmSync(join(to, file), { force: true });
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
  }
  const journal = new SqliteJournal(join(to, 'journal.db'), { durability: 'process' });
  const books = new Books();
  for (const turn of journal.turns()) for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
  journal.close();
  return snapshot(books);
}

describe('a journal as a crash leaves it', () => {
  test('folds into the books of the moment after every commit, whether the database took the batches over or not', () => {
    const dirs = [mkdtempSync(join(tmpdir(), 'sluice-fold-')), mkdtempSync(join(tmpdir(), 'sluice-fold-'))] as const;
    const journal = new SqliteJournal(join(dirs[0], 'journal.db'), { durability: 'process' });
    const rig = Rig.ready();
    let journaled = 0;
    const live: unknown[] = [];
    const folded: unknown[] = [];
    try {
      for (const [i, step] of STORY.entries()) {
        step(rig);
        for (; journaled < rig.turns.length; journaled++) journal.append(rig.turns[journaled]!);
        journal.commit(undefined);
        if (i % 3 === 2) while (journal.settle());
        live.push(snapshot(rig.books));
        folded.push(foldCopy(...dirs));
      }
      expect({ folded, failures: rig.failures }).toEqual({ folded: live, failures: [] });
    } finally {
      journal.close();
      for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
    }
  });
});
