import { closeSync, openSync, readlinkSync, readSync } from 'node:fs';
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import type { Answer, Orders, Work } from './beside';
import { type BatchRow, decode, HEADER } from './commit-record';
import { openBeside } from './database';
import { TakeOver } from './take-over';

/** How far (of 19) it steps back: about a tenth of the time that the line has, where both want the same processor. */
const NICE = 10;

/** The records that stand in a commit log from byte `from` to `to`. */
function* rowsOf(file: string, from: number, to: number): Generator<BatchRow> {
  if (from === to) return;
  const bytes = Buffer.allocUnsafe(to - from);
  const fd = openSync(file, 'r');
  try {
    readSync(fd, bytes, 0, bytes.length, from);
  } finally {
    closeSync(fd);
  }
  for (let at = 0; at < bytes.length; at += HEADER + bytes.readUInt32LE(at)) yield decode(bytes, at + HEADER);
}

/** Does one work after the other; `answered` counts the answers for whoever waits without listening. */
function serve({ file, commits, durability, port, answered }: Orders): void {
  let db: Database.Database | undefined;
  let takeOver: TakeOver | undefined;
  const answer = (work: Work): Answer => {
    try {
      db ??= openBeside(file, durability);
      if (work.kind === 'checkpoint') {
        db.pragma('wal_checkpoint(PASSIVE)');
        return {};
      }
      takeOver ??= new TakeOver(db);
      return { hash: takeOver.write(work.before, rowsOf(commits, work.from, work.to), work.archive) };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', (work: Work) => {
    port.postMessage(answer(work));
    Atomics.add(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
}

/** Where threads have a niceness each (Linux), this one lets the line go first. */
function stepBack(): void {
  try {
    setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), NICE);
  } catch {
    // elsewhere it takes its turn like any other
  }
}

stepBack();
serve(workerData as Orders);
