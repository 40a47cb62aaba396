import Database from 'better-sqlite3';
import { type Fault, GENESIS, type Head, type PublishedHead, rowHash, type StoredRow } from './chain';
import { type Logged, readCommitLog } from './read-commit-log';
import { SCHEMA_VERSION } from './schema';
import { ArchiveCheck, type Turns } from './verify-archive';

export interface Verdict {
  readonly rows: number;
  /** Committed, in the commit log, and not chained yet. */
  readonly waiting: number;
  readonly head: Head;
  /** Closed orders compared with what their facts say; undefined where the chain is not whole, so that its facts say nothing. */
  readonly archived: number | undefined;
  /** In order; at most `MOST_FAULTS`. */
  readonly faults: readonly Fault[];
}

const MOST_FAULTS = 100;
/** A gateway writes meanwhile: what looks wrong at its moving end is looked at again after so many milliseconds. */
const AGAIN_MS = 200;

type ChainedRow = StoredRow & { readonly hash: Uint8Array | null; readonly types: string };

/** As bytes: what is no UTF-8 any more would read as something else. */
const ROWS = `SELECT id, typeof(turns) || typeof(numbers) || typeof(runs) || typeof(wire) || typeof(hash) AS types,
  coalesce(CAST(turns AS BLOB), x'') AS turns, coalesce(CAST(numbers AS BLOB), x'') AS numbers, coalesce(CAST(runs AS BLOB), x'') AS runs,
  CAST(wire AS BLOB) AS wire, CAST(hash AS BLOB) AS hash FROM batch ORDER BY id`;
const TYPES = new Set(['texttexttextblobblob', 'texttexttextnullblob']);

/**
 * Follows the hash chain of a journal from its first row on and names every row that was edited, removed, put in or moved; against heads
 * published outside it also a cut tail or a chain written anew. Where the chain is whole, the archive of closed orders is compared with the
 * facts; `version` is that of this program: an order that another one archived is compared in the keys that it wrote. The files are only
 * read, and a gateway may write to them meanwhile. Throws where it is no journal of this schema.
 */
export function verifyChain(file: string, published: readonly PublishedHead[] = [], version?: string): Verdict {
  const first = new Walk(published);
  const verdict = look(file, first, version);
  if (!first.moving) return verdict;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN_MS);
  return look(file, new Walk(published), version);
}

function look(file: string, walk: Walk, version: string | undefined): Verdict {
  // before the database: what it takes over meanwhile is then found twice, never missed
  const log = walk.readLog(`${file}-commits`);
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.exec('BEGIN'); // one view of all tables
    walk.schema(db, file);
    for (const row of db.prepare(ROWS).iterate() as IterableIterator<ChainedRow>) walk.row(row);
    const waiting = walk.waiting(log);
    walk.end();
    const archived = walk.faults.length > 0 ? undefined : walk.archive(new ArchiveCheck(db, waiting, version));
    return { rows: walk.rows, waiting: waiting.length, head: walk.head, archived, faults: walk.faults };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === 'SQLITE_CORRUPT') return walk.broken(`the database is damaged behind this row: ${message}`);
    throw code?.startsWith('SQLITE_') ? new Error(`${file} cannot be read as a journal: ${message}`) : error;
  } finally {
    db.close();
  }
}

class Walk {
  rows = 0;
  head: Head = { id: 0, hash: GENESIS };
  readonly faults: Fault[] = [];
  /** A fault where a gateway that writes meanwhile could make one seem so. */
  moving = false;
  private readonly published: Map<number, Set<string>> = new Map();

  constructor(published: readonly PublishedHead[]) {
    for (const { id, hash } of published) {
      const told = this.published.get(id) ?? new Set();
      this.published.set(id, told.add(hash.toLowerCase()));
    }
  }

  /** Throws an Error for a journal of another version; a damaged database is a fault. */
  schema(db: Database.Database, file: string): void {
    for (const trouble of db.pragma('quick_check', { simple: false }) as { quick_check: string }[])
      if (trouble.quick_check !== 'ok') this.fault(0, `the database is damaged: ${trouble.quick_check}`);
    const version = db.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
    if (this.faults.length === 0 && version !== String(SCHEMA_VERSION))
      throw new Error(`${file} is a journal of schema ${String(version)}; this version reads ${SCHEMA_VERSION}`);
  }

  row(row: ChainedRow): void {
    this.rows++;
    const wanted = this.head.id + 1;
    if (row.id !== wanted)
      this.fault(row.id, row.id === wanted + 1 ? `row ${wanted} is missing` : `rows ${wanted} to ${row.id - 1} are missing`);
    const right = rowHash(this.head.hash, row);
    const stored = Buffer.from(row.hash ?? []);
    if (!right.equals(stored)) this.fault(row.id, 'its content, or that of the row before, is not what was written');
    else if (!TYPES.has(row.types)) this.fault(row.id, 'a column has another type than it was written with');
    for (const told of this.published.get(row.id) ?? [])
      if (told !== stored.toString('hex')) this.fault(row.id, `its hash is not the one published: ${told}`);
    this.published.delete(row.id);
    // from here on by what stands there: the next rows are judged for themselves
    this.head = { id: row.id, hash: stored };
  }

  readLog(file: string): Logged {
    try {
      const logged = readCommitLog(file);
      const { torn } = logged;
      const text = `${file} ends in ${torn.length} bytes that are no whole record: a write was cut short, or they were changed`;
      if (torn.length > 0) this.moved(0, text);
      return logged;
    } catch (error) {
      this.moved(0, (error as Error).message);
      return { rows: [], torn: Buffer.alloc(0) };
    }
  }

  /** What is committed and not chained yet must go on where the chain ends. */
  waiting({ rows }: Logged): readonly Turns[] {
    const waiting = rows.filter(r => r.id > this.head.id);
    const [first] = waiting;
    if (first && first.id !== this.head.id + 1) this.fault(first.id, `rows ${this.head.id + 1} to ${first.id - 1} are missing`);
    return waiting.map(({ id, turns }) => ({ id, turns: `[${turns}]` }));
  }

  end(): void {
    for (const [id, hashes] of this.published)
      for (const hash of hashes)
        this.fault(id, `it was published as ${hash} and is not there: the journal ends at row ${this.head.id}`);
  }

  /** Compares the archive with what the facts make of it. Returns how many orders it has. */
  archive(check: ArchiveCheck): number {
    for (const { row, why } of check.faults()) this.moved(row, why);
    return check.orders;
  }

  broken(why: string): Verdict {
    this.fault(this.head.id, why);
    return { rows: this.rows, waiting: 0, head: this.head, archived: undefined, faults: this.faults };
  }

  private moved(row: number, why: string): void {
    this.moving = true;
    this.fault(row, why);
  }

  private fault(row: number, why: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ row, why });
  }
}
