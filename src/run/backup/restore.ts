import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Books } from '../../core/books';
import { leavesQty } from '../../core/order/order';
import { SqliteJournal } from '../../journal/sqlite-journal';
import { verifyChain } from '../../journal/verify-chain';
import { KillLatch } from '../kill-latch';
import { UsageError } from '../usage-error';
import { VERSION } from '../version';
import { damageOf, type Manifest, readManifest, syncFile } from './manifest';

export interface Restored {
  readonly data: string;
  readonly manifest: Manifest;
  readonly turns: number;
  /** Orders in the books, and how many of them still work. */
  readonly parents: number;
  readonly working: number;
}

export interface RestoreOptions {
  readonly by: string;
  /** Leaves the kill switch as the backup has it. */
  readonly withoutKill: boolean;
}

/**
 * Puts a backup into a folder that is not there, or empty, after its files and the journal's chain were found whole. Unless told otherwise the firm's kill switch is engaged
 * there: what happened after the backup is not in it, and somebody has to look before orders are taken. Throws a UsageError where nothing was restored.
 */
export function restore(backup: string, data: string, { by, withoutKill }: RestoreOptions): Restored {
  const manifest = readManifest(backup);
  const to = resolve(data);
  if (existsSync(to) && readdirSync(to).length > 0) throw new UsageError(`--data: ${data} is not empty: nothing is written over`);
  const wrong = damageOf(backup, manifest);
  if (wrong.length > 0) throw new UsageError(`the backup is damaged, nothing was restored:\n${wrong.join('\n')}`);
  const partial = `${to}.partial`;
  if (existsSync(partial))
    throw new UsageError(`${partial}: another restore is under way there, or one was not ended: remove it`);
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  try {
    for (const { name } of manifest.files) {
      const copy = join(partial, name);
      mkdirSync(dirname(copy), { recursive: true, mode: 0o700 });
      copyFileSync(join(backup, name), copy);
      syncFile(copy);
    }
    const [fault] = verifyChain(join(partial, 'journal.db'), [publishedHead(manifest)], VERSION).faults;
    if (fault) throw new UsageError(`the backup's journal does not hold, nothing was restored: row ${fault.row}: ${fault.why}`);
    if (!withoutKill) kill(partial, manifest, by);
    if (existsSync(to)) rmdirSync(to);
    renameSync(partial, to);
    syncFile(dirname(to));
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
  return { data: to, manifest, ...booksOf(join(to, 'journal.db')) };
}

function publishedHead({ journal }: Manifest): { id: number; hash: string } {
  const [id = '', hash = ''] = journal.head.split(':');
  return { id: Number(id), hash };
}

function kill(folder: string, { at }: Manifest, by: string): void {
  const reason = `restored from a backup of ${at}: what happened after it is not in this journal`;
  new KillLatch(folder).engage({ level: 'firm', key: '', id: randomUUID(), by, reason });
}

/** What the books hold after a fold of the whole journal. */
function booksOf(file: string): Pick<Restored, 'turns' | 'parents' | 'working'> {
  const journal = new SqliteJournal(file, { durability: 'process', readonly: true });
  try {
    const books = new Books();
    let turns = 0;
    for (const turn of journal.turns()) {
      turns++;
      for (const fact of turn.facts) books.apply(fact, turn.seq, turn.at);
    }
    const all = [...books.parents.values()];
    return { turns, parents: all.length, working: all.filter(p => leavesQty(p.state) > 0).length };
  } finally {
    journal.close();
  }
}
