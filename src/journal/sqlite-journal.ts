import type Database from 'better-sqlite3';
import type { Journal, RecordedTurn, WireBatch } from '../core/journal-port';
import type { Micros } from '../core/numbers';
import type { SessionId, SessionNumbers } from '../core/ports';
import { Backlog } from './backlog';
import { type Head, headOf } from './chain';
import { CommitLog, type Stored } from './commit-log';
import type { BatchRow } from './commit-record';
import { type OpenOptions, openDatabase, orClose } from './database';
import { SqliteArchive } from './order-archive';
import { keepTorn, type Logged, readCommitLog } from './read-commit-log';
import { numbersOf } from './row-text';
import { Settler } from './settler';
import { messagesOf, type Run, type StoredWire, WireIndex } from './wire-index';

/** The time of a turn, at the head of its JSON. */
const TIME = /"at":(\d+)/;

/** What a closed order that waits weighs in the backlog: more than it has, so that what waits in memory stays little. */
const ARCHIVED_BYTES = 16_384;

/**
 * The journal: journal.db in SQLite, and beside it an append-only commit log that makes a batch durable with one write. `settle` moves what
 * the log holds into the database, off the line. One process writes; readers may open both files beside it.
 */
export class SqliteJournal implements Journal {
  readonly archive: SqliteArchive;
  private readonly db: Database.Database;
  private readonly log: CommitLog | undefined = undefined;
  private readonly selectWire: Database.Statement;
  private readonly selectTurns: Database.Statement;
  private readonly selectHash: Database.Statement;
  private readonly index = new WireIndex();
  /** Committed and not in the database yet: where the commit log has it, or the row itself where the journal is only read. */
  private readonly pending = new Backlog<Stored | BatchRow>();
  private lastBatch = 0;
  /** Hash of the last row that was in the database when it was opened. */
  private readonly hash: Uint8Array;
  /** Undefined where the journal is only read. */
  private readonly settler: Settler | undefined = undefined;

  /** Opens or makes the files. Throws an Error that names the file where it is not a journal of this version, or its commit log is damaged. */
  constructor(file: string, options: OpenOptions) {
    const readonly = options.readonly === true;
    this.db = openDatabase(file, options);
    this.selectTurns = this.db
      .prepare("SELECT substr(turns, 1, 80) FROM batch WHERE id >= ? AND id < ? AND turns <> '[]' ORDER BY id LIMIT 1")
      .pluck();
    this.selectHash = this.db.prepare('SELECT hash FROM batch WHERE id = ?').pluck();
    this.selectWire = this.db.prepare('SELECT runs, wire FROM batch WHERE id = ?');
    this.archive = new SqliteArchive(this.db);
    this.hash = headOf(this.db).hash;
    orClose(this.db, file, () => this.load(`${file}-commits`, readonly));
    if (readonly) return;
    this.log = new CommitLog(`${file}-commits`, options.durability === 'power');
    this.settler = new Settler(this.db, this.log, this.pending, this.archive, options.durability);
    this.settler.all();
    this.log.clear();
    // from here on the log holds what the database cannot take: never wait for a lock of another process on the line
    this.db.pragma('busy_timeout = 0');
  }

  append(turn: RecordedTurn): void {
    this.writable().add(turn);
  }

  commit(batch: WireBatch | undefined): boolean {
    const log = this.writable();
    if (!log.holds && !batch) return false;
    const id = this.lastBatch + 1;
    this.pending.push(log.append(id, batch));
    this.lastBatch = id;
    if (!batch) return true;
    for (const [session, n] of batch.numbers) this.index.setNumbers(session, n);
    for (const { session, generation, first } of batch.runs) this.index.add(session, generation, first, id);
    return true;
  }

  /**
   * Moves a small slice of what the commit log holds into the database; true while there is more. Call it until it says false: then the log is
   * empty. Throws where the database cannot take it, as when another process holds its lock: the log still has it, call again.
   */
  settle(): boolean {
    return this.settler?.small() ?? false;
  }

  /** The same beside the line: where more than a little waits a thread moves it, a large slice at a time. Throws what that failed with at the next call. */
  settleBeside(): boolean {
    return this.settler?.large() ?? false;
  }

  /** Begins to move the write-ahead log into the file, on the thread beside the line, once it has grown; with `force` in any case. Throws what the last one failed with. */
  checkpoint(force = false): void {
    this.settler?.checkpoint(force);
  }

  /** The thread beside the line is at work. */
  get besideBusy(): boolean {
    return this.settler?.busy ?? false;
  }

  *turns(): Iterable<RecordedTurn> {
    // a writer beside this reader moves on: what it has stored since is not ours, or stands in `pending` too
    const end = this.pending.at(0)?.id ?? this.lastBatch + 1;
    const select = this.db.prepare('SELECT turns FROM batch WHERE id < ? ORDER BY id').pluck();
    const rows = select.iterate(end) as IterableIterator<string>;
    for (const row of rows) yield* JSON.parse(row) as RecordedTurn[];
    for (const p of this.pending) yield* JSON.parse(`[${this.rowOf(p).turns}]`) as RecordedTurn[];
  }

  numbers(session: SessionId): SessionNumbers | undefined {
    return this.index.numbers(session);
  }

  *messages(session: SessionId, first: number, last: number): Iterable<{ seqNum: number; bytes: Uint8Array }> {
    yield* this.index.messages(session, [first, last], batch => this.wireOf(batch), this.lastBatch);
  }

  /** What the database cannot take now, because another process holds its lock, stays in the commit log until the next opening. */
  close(): void {
    try {
      this.settler?.all();
      if (this.log) this.db.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw error;
    } finally {
      this.settler?.close();
      this.log?.close();
      this.db.close();
    }
  }

  /** Bytes committed, or archived, and not in the database yet. */
  get backlog(): number {
    return (this.log?.size ?? 0) + this.archive.backlog * ARCHIVED_BYTES;
  }

  /** Pages (4 KiB), estimated from above, that the write-ahead log has grown by since the last checkpoint. */
  get walPages(): number {
    return this.settler?.pages ?? 0;
  }

  /** The newest row of the hash chain; what the database has not taken over yet stands behind it. It stays readable once the journal is closed. */
  get head(): Head {
    return { id: this.pending.at(0) ? this.pending.at(0)!.id - 1 : this.lastBatch, hash: this.settler?.hash ?? this.hash };
  }

  /** The hash of a row of the chain; undefined where there is no such row. */
  hashOf(id: number): Uint8Array | undefined {
    return this.selectHash.get(id) as Uint8Array | undefined;
  }

  /** Batches committed so far. */
  get batches(): number {
    return this.lastBatch;
  }

  private writable(): CommitLog {
    if (!this.log) throw new Error('a journal opened to read takes nothing');
    return this.log;
  }

  /** By halves: each look reads the first turn at or behind a batch. */
  batchAt(at: Micros): number {
    let low = 1;
    let high = this.lastBatch + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.timeAt(middle) < at) low = middle + 1;
      else high = middle;
    }
    return Math.max(1, low - 1); // turns of a later time may stand behind the first of its batch
  }

  *sent(session: SessionId, first: number, last: number): Iterable<Uint8Array> {
    for (let batch = first; batch <= last; batch++) {
      const wire = this.wireOf(batch);
      if (wire) for (const { bytes } of messagesOf(wire, session)) yield bytes;
    }
  }

  /** The same of every session, from batch `first` on. */
  *sentByAll(first: number): Iterable<{ session: SessionId; bytes: Uint8Array }> {
    for (let batch = first; batch <= this.lastBatch; batch++) {
      const wire = this.wireOf(batch);
      for (const session of new Set(wire?.runs.map(([of]) => of))) {
        for (const { bytes } of messagesOf(wire!, session)) yield { session, bytes };
      }
    }
  }

  /** Time of the first turn in a batch or, where it has none, in the next that has; infinity behind the last. */
  private timeAt(batch: number): Micros {
    const waiting = this.pending.at(0)?.id ?? this.lastBatch + 1;
    const stored = batch < waiting ? (this.selectTurns.get(batch, waiting) as string | undefined) : undefined;
    let turns = stored ?? '';
    for (let id = Math.max(batch, waiting); turns === '' && id <= this.lastBatch; id++)
      turns = this.rowOf(this.pending.at(id - waiting)!).turns;
    const time = TIME.exec(turns.slice(0, 80));
    return time ? Number(time[1]) : Number.POSITIVE_INFINITY;
  }

  private rowOf(pending: Stored | BatchRow): BatchRow {
    return 'turns' in pending ? pending : this.log!.rowOf(pending);
  }

  private wireOf(batch: number): StoredWire | undefined {
    const first = this.pending.at(0)?.id;
    const waits = first !== undefined && batch >= first;
    const row = waits ? this.rowOf(this.pending.at(batch - first)!) : (this.selectWire.get(batch) as BatchRow | undefined);
    return row?.wire ? { runs: JSON.parse(row.runs) as Run[], bytes: row.wire } : undefined;
  }

  /** The log is read first: a batch that moves into the database meanwhile is then found twice, never missed. */
  private load(commits: string, readonly: boolean): void {
    const { rows: logged, torn } = readonly ? readBeside(commits) : readCommitLog(commits);
    if (torn.length > 0 && !readonly) keepTorn(commits, torn);
    const rows = this.db.prepare('SELECT id, numbers, runs FROM batch ORDER BY id').iterate();
    for (const row of rows as IterableIterator<BatchRow>) this.recall(row);
    for (const row of logged) {
      if (row.id <= this.lastBatch) continue;
      this.recall(row);
      this.pending.push(row);
    }
  }

  private recall(row: Pick<BatchRow, 'id' | 'numbers' | 'runs'>): void {
    this.lastBatch = row.id;
    for (const [session, n] of numbersOf(row.numbers)) this.index.setNumbers(session, n);
    const runs = row.runs === '' ? [] : (JSON.parse(row.runs) as Run[]);
    for (const [session, generation, first] of runs) this.index.add(session, generation, first, row.id);
  }
}

/** A writer that empties the log while it is read makes it look damaged: a second look tells. */
function readBeside(commits: string): Logged {
  try {
    return readCommitLog(commits);
  } catch {
    return readCommitLog(commits);
  }
}
