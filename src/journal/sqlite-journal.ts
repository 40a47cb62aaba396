import Database from 'better-sqlite3';
import type { Journal, RecordedTurn, SessionId, SessionNumbers, WireBatch } from '../core/ports';
import { SCHEMA, SCHEMA_VERSION } from './schema';
import { messagesOf, WireIndex } from './wire-index';

/** `process` survives kill -9 (WAL, synchronous=NORMAL); `power` survives power loss (synchronous=FULL). */
export type Durability = 'process' | 'power';

type Numbers = Record<SessionId, [nextIn: number, nextOut: number, generation: number]>;
type Runs = [session: SessionId, generation: number, first: number, last: number, length: number][];

/** Write-ahead-log pages (4 KiB) above which a checkpoint is worth its time. */
const CHECKPOINT_PAGES = 2000;

/** The journal in one SQLite file. One connection writes; readers may open the file beside it. */
export class SqliteJournal implements Journal {
  private readonly db: Database.Database;
  private readonly insert: Database.Statement;
  private readonly selectWire: Database.Statement;
  private readonly index = new WireIndex();
  private held = '';
  private lastBatch = 0;
  private pages = 0;

  /** Opens or makes the file. Throws an Error that names the file where it is not a journal of this version. */
  constructor(file: string, options: { durability: Durability; readonly?: boolean }) {
    this.db = new Database(file, { readonly: options.readonly === true, fileMustExist: options.readonly === true });
    try {
      if (!options.readonly) this.prepareFile(options.durability);
      this.checkVersion(file);
      this.insert = this.db.prepare('INSERT INTO batch (id, turns, numbers, runs, wire) VALUES (?, ?, ?, ?, ?)');
      this.selectWire = this.db.prepare('SELECT wire FROM batch WHERE id = ?').pluck();
      this.load();
    } catch (error) {
      this.db.close();
      throw error instanceof Database.SqliteError
        ? new Error(`${file} is not a journal that can be read: ${error.message}`)
        : error;
    }
  }

  append(turn: RecordedTurn): void {
    const text = JSON.stringify(turn);
    this.held = this.held === '' ? text : `${this.held},${text}`;
  }

  commit(batch: WireBatch | undefined): boolean {
    if (this.held === '' && !batch) return false;
    const turns = this.held;
    const id = this.lastBatch + 1;
    const numbers = batch && batch.numbers.size > 0 ? JSON.stringify(numbersRow(batch)) : '';
    const runs: Runs = [];
    const wire = batch ? joined(batch, runs) : null;
    this.insert.run(id, `[${turns}]`, numbers, runs.length > 0 ? JSON.stringify(runs) : '', wire);
    this.held = '';
    this.lastBatch = id;
    this.pages += 2 + ((turns.length + (wire?.length ?? 0)) >> 12);
    if (batch) this.remember(id, runs, batch.numbers);
    return true;
  }

  /** Moves the write-ahead log into the file once it has grown: call it when there is nothing else to do. */
  checkpoint(force = false): void {
    if (!force && this.pages < CHECKPOINT_PAGES) return;
    this.db.pragma('wal_checkpoint(PASSIVE)');
    this.pages = 0;
  }

  *turns(): Iterable<RecordedTurn> {
    const rows = this.db.prepare('SELECT turns FROM batch ORDER BY id').pluck().iterate() as IterableIterator<string>;
    for (const row of rows) yield* JSON.parse(row) as RecordedTurn[];
  }

  numbers(session: SessionId): SessionNumbers | undefined {
    return this.index.numbers(session);
  }

  *messages(session: SessionId, first: number, last: number): Iterable<{ seqNum: number; bytes: Uint8Array }> {
    for (const run of this.index.find(session, first, last)) {
      yield* messagesOf(this.selectWire.get(run.batch) as Uint8Array, run, first, last);
    }
  }

  close(): void {
    if (!this.db.readonly) this.checkpoint(true);
    this.db.close();
  }

  private prepareFile(durability: Durability): void {
    this.db.pragma('journal_mode = WAL');
    this.db.pragma(`synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
    this.db.pragma('wal_autocheckpoint = 0');
    this.db.exec(SCHEMA);
    this.db.prepare('INSERT OR IGNORE INTO meta VALUES (?, ?)').run('schema', String(SCHEMA_VERSION));
  }

  private checkVersion(file: string): void {
    const version = this.db.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
    if (version !== String(SCHEMA_VERSION))
      throw new Error(`${file} is a journal of schema ${String(version)}; this version reads ${SCHEMA_VERSION}`);
  }

  private load(): void {
    const rows = this.db.prepare('SELECT id, numbers, runs FROM batch ORDER BY id').iterate();
    for (const row of rows as IterableIterator<{ id: number; numbers: string; runs: string }>) {
      this.lastBatch = row.id;
      const numbers = row.numbers === '' ? {} : (JSON.parse(row.numbers) as Numbers);
      const entries = Object.entries(numbers).map(
        ([s, [nextIn, nextOut, generation]]) => [s, { nextIn, nextOut, generation }] as const,
      );
      this.remember(row.id, row.runs === '' ? [] : (JSON.parse(row.runs) as Runs), entries);
    }
  }

  private remember(batch: number, runs: Runs, numbers: Iterable<readonly [SessionId, SessionNumbers]>): void {
    for (const [session, n] of numbers) this.index.setNumbers(session, n);
    let offset = 0;
    for (const [session, generation, first, last, length] of runs) {
      this.index.add(session, generation, { first, last, batch, offset, length });
      offset += length;
    }
  }
}

function numbersRow(batch: WireBatch): Numbers {
  const row: Numbers = {};
  for (const [session, n] of batch.numbers) row[session] = [n.nextIn, n.nextOut, n.generation];
  return row;
}

/** All bytes of the batch, one run behind another; a single run is not copied. */
function joined(batch: WireBatch, runs: Runs): Uint8Array | null {
  const parts: Uint8Array[] = [];
  for (const run of batch.runs) {
    parts.push(run.bytes.subarray(run.start, run.end));
    runs.push([run.session, run.generation, run.first, run.last, run.end - run.start]);
  }
  return parts.length === 0 ? null : parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
