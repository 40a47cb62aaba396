import Database from 'better-sqlite3';
import type { Journal, RecordedTurn, WireBatch } from '../core/journal-port';
import type { SessionId, SessionNumbers } from '../core/ports';
import { Backlog } from './backlog';
import { CommitLog, type Stored } from './commit-log';
import type { BatchRow } from './commit-record';
import { keepTorn, type Logged, readCommitLog } from './read-commit-log';
import { SCHEMA, SCHEMA_VERSION } from './schema';
import { turnJson } from './turn-json';
import { messagesOf, WireIndex } from './wire-index';

/** `process` survives kill -9 (bytes in the kernel's hands); `power` survives power loss (fdatasync before anything is sent). */
export type Durability = 'process' | 'power';

type Numbers = Record<SessionId, [nextIn: number, nextOut: number, generation: number]>;
type Runs = [session: SessionId, generation: number, first: number, last: number, length: number][];

/** Write-ahead-log pages (4 KiB) above which a checkpoint is worth its time. */
const CHECKPOINT_PAGES = 16_000;
/** Batches the database takes over in one go: a slice of about a millisecond. */
const SLICE = 200;

/**
 * The journal: journal.db in SQLite, and beside it an append-only commit log that makes a batch durable with one write. `settle` moves what
 * the log holds into the database, off the line. One process writes; readers may open both files beside it.
 */
export class SqliteJournal implements Journal {
  private readonly db: Database.Database;
  private readonly log: CommitLog | undefined = undefined;
  private readonly insert: Database.Statement;
  private readonly selectWire: Database.Statement;
  private readonly index = new WireIndex();
  /** Committed and not in the database yet: where the commit log has it, or the row itself where the journal is only read. */
  private readonly pending = new Backlog<Stored | BatchRow>();
  private readonly quoted = new Map<SessionId, string>();
  private held = '';
  private lastBatch = 0;
  private pages = 0;

  /** Opens or makes the files. Throws an Error that names the file where it is not a journal of this version, or its commit log is damaged. */
  constructor(file: string, options: { durability: Durability; readonly?: boolean }) {
    const readonly = options.readonly === true;
    this.db = new Database(file, { readonly, fileMustExist: readonly });
    try {
      this.refuseForeign(file);
      if (!readonly) this.prepareFile(options.durability);
      this.checkVersion(file);
      this.insert = this.db.prepare('INSERT INTO batch (id, turns, numbers, runs, wire) VALUES (?, ?, ?, ?, ?)');
      this.selectWire = this.db.prepare('SELECT wire FROM batch WHERE id = ?').pluck();
      this.load(`${file}-commits`, readonly);
    } catch (error) {
      this.db.close();
      const { code, message } = error as Partial<InstanceType<typeof Database.SqliteError>>;
      throw code?.startsWith('SQLITE_') ? new Error(`${file} is not a journal that can be read: ${message}`) : error;
    }
    if (readonly) return;
    this.log = new CommitLog(`${file}-commits`, options.durability === 'power');
    this.settleAll();
    this.log.clear();
    // from here on the log holds what the database cannot take: never wait for a lock of another process on the line
    this.db.pragma('busy_timeout = 0');
  }

  append(turn: RecordedTurn): void {
    const text = turnJson(turn);
    this.held = this.held === '' ? text : `${this.held},${text}`;
  }

  commit(batch: WireBatch | undefined): boolean {
    if (this.held === '' && !batch) return false;
    const turns = this.held;
    const id = this.lastBatch + 1;
    const numbers = batch && batch.numbers.size > 0 ? this.numbersRow(batch) : '';
    const runs: Runs = [];
    const wire = batch ? joined(batch, runs) : null;
    const row: BatchRow = { id, turns, numbers, runs: runs.length > 0 ? JSON.stringify(runs) : '', wire };
    if (!this.log) throw new Error('a journal opened to read cannot commit');
    this.pending.push(this.log.append(row));
    this.held = '';
    this.lastBatch = id;
    if (batch) this.remember(id, runs, batch.numbers);
    return true;
  }

  /**
   * Moves a slice of what the commit log holds into the database; true while there is more. Call it off the line until it says false: then
   * the log is empty. Throws where the database cannot take it, as when another process holds its lock: the log still has it, call again.
   */
  settle(): boolean {
    if (this.pending.length === 0) return false;
    const slice = this.pending.first(SLICE).map(p => this.rowOf(p));
    this.db.transaction(() => {
      for (const row of slice) this.insert.run(row.id, `[${row.turns}]`, row.numbers, row.runs, row.wire);
    })();
    this.pending.drop(slice.length);
    for (const row of slice) this.pages += 2 + ((row.turns.length + (row.wire?.length ?? 0)) >> 12);
    if (this.pending.length === 0) this.log?.clear();
    return this.pending.length > 0;
  }

  /** Moves the write-ahead log into the file once it has grown: call it when there is nothing else to do. */
  checkpoint(force = false): void {
    if (!force && this.pages < CHECKPOINT_PAGES) return;
    this.db.pragma('wal_checkpoint(PASSIVE)');
    this.pages = 0;
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
    for (const run of this.index.find(session, first, last)) {
      yield* messagesOf(this.wireOf(run.batch), run, first, last);
    }
  }

  /** What the database cannot take now, because another process holds its lock, stays in the commit log until the next opening. */
  close(): void {
    try {
      this.settleAll();
      if (this.log) this.checkpoint(true);
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('SQLITE_BUSY')) throw error;
    } finally {
      this.log?.close();
      this.db.close();
    }
  }

  /** Bytes committed and not in the database yet. */
  get backlog(): number {
    return this.log?.size ?? 0;
  }

  /** Pages (4 KiB), estimated from above, that the write-ahead log has grown by since the last checkpoint. */
  get walPages(): number {
    return this.pages;
  }

  /** Batches committed so far. */
  get batches(): number {
    return this.lastBatch;
  }

  private rowOf(pending: Stored | BatchRow): BatchRow {
    return 'turns' in pending ? pending : this.log!.read(pending);
  }

  private settleAll(): void {
    if (this.log) while (this.settle());
  }

  private wireOf(batch: number): Uint8Array {
    const first = this.pending.at(0)?.id;
    if (first !== undefined && batch >= first) return this.rowOf(this.pending.at(batch - first)!).wire!;
    return this.selectWire.get(batch) as Uint8Array;
  }

  /** A database of something else, or of another version, is left as it is. */
  private refuseForeign(file: string): void {
    const tables = this.db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    if (tables.length === 0) return;
    if (tables.includes('meta')) this.checkVersion(file);
    else throw new Error(`${file} is a database of something else, not a journal`);
  }

  private prepareFile(durability: Durability): void {
    this.db.pragma('journal_mode = WAL');
    this.db.pragma(`synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
    this.db.pragma('wal_autocheckpoint = 0');
    // all or nothing: a start that dies here leaves an empty file, not half a journal
    this.db.transaction(() => {
      this.db.exec(SCHEMA);
      this.db.prepare('INSERT OR IGNORE INTO meta VALUES (?, ?)').run('schema', String(SCHEMA_VERSION));
    })();
  }

  private checkVersion(file: string): void {
    const version = this.db.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
    if (version !== String(SCHEMA_VERSION))
      throw new Error(`${file} is a journal of schema ${String(version)}; this version reads ${SCHEMA_VERSION}`);
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
    const numbers = row.numbers === '' ? {} : (JSON.parse(row.numbers) as Numbers);
    const entries = Object.entries(numbers).map(
      ([s, [nextIn, nextOut, generation]]) => [s, { nextIn, nextOut, generation }] as const,
    );
    this.remember(row.id, row.runs === '' ? [] : (JSON.parse(row.runs) as Runs), entries);
  }

  /** JSON of the numbers that changed; a session's name is quoted once. */
  private numbersRow(batch: WireBatch): string {
    let text = '';
    for (const [session, n] of batch.numbers) {
      let name = this.quoted.get(session);
      if (name === undefined) this.quoted.set(session, (name = JSON.stringify(session)));
      text = `${text}${text === '' ? '{' : ','}${name}:[${n.nextIn},${n.nextOut},${n.generation}]`;
    }
    return `${text}}`;
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

/** A writer that empties the log while it is read makes it look damaged: a second look tells. */
function readBeside(commits: string): Logged {
  try {
    return readCommitLog(commits);
  } catch {
    return readCommitLog(commits);
  }
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
