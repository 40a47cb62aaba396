import type Database from 'better-sqlite3';
import type { Backlog } from './backlog';
import { Beside } from './beside';
import { headOf } from './chain';
import type { CommitLog, Stored } from './commit-log';
import type { BatchRow } from './commit-record';
import type { Durability } from './database';
import type { SqliteArchive } from './order-archive';
import { TakeOver, type ToArchive } from './take-over';

/** Write-ahead-log pages (4 KiB) above which a checkpoint is worth its time. */
const CHECKPOINT_PAGES = 16_000;

/** What is taken over in one go: batches, or fewer of so many bytes, and closed orders, or fewer of so many bytes; one of each at least, whatever its size. */
interface Slice {
  readonly batches: number;
  readonly bytes: number;
  readonly orders: number;
  readonly orderBytes: number;
}

/** On the thread of the line: under a millisecond. */
const SMALL: Slice = { batches: 64, bytes: 64 * 1024, orders: 4, orderBytes: 64 * 1024 };
/** On the thread beside it; handing closed orders over copies their text. */
const LARGE: Slice = { batches: 8_192, bytes: 2 * 1024 * 1024, orders: 32, orderBytes: 128 * 1024 };

/** A commit log so long is not begun anew by luck: while orders flow, what came in while the thread worked is moved at once where it is no more than this. */
const LONG_LOG = 64 * 1024 * 1024;
const REST: Slice = { ...SMALL, batches: 1_024, bytes: 256 * 1024 };

/** Moves what the commit log and the archive of closed orders hold into the database, in order. */
export class Settler {
  /** Hash of the last row in the database. */
  hash: Uint8Array;
  /** Pages (4 KiB), estimated from above, that the write-ahead log has grown by since the last checkpoint. */
  pages = 0;
  private readonly takeOver: TakeOver;
  private readonly beside: Beside;

  constructor(
    private readonly db: Database.Database,
    private readonly log: CommitLog,
    private readonly pending: Backlog<Stored | BatchRow>,
    private readonly archive: SqliteArchive,
    durability: Durability,
  ) {
    this.hash = headOf(db).hash;
    this.takeOver = new TakeOver(db);
    this.beside = new Beside(db.name, log.file, durability);
  }

  /** The thread beside the line is at work. */
  get busy(): boolean {
    return this.beside.busy;
  }

  /** Moves a small slice, at once; true while there is more. */
  small(): boolean {
    this.beside.join();
    return this.move(SMALL);
  }

  /** Has a large slice moved by the thread beside the line or, where little waits, moves it; true while there is more. Throws what the last one failed with. */
  large(): boolean {
    if (this.busy) return true;
    if (this.archive.backlog <= SMALL.orders && this.isAll(SMALL)) return this.small();
    const count = this.count(LARGE);
    const archive = this.archive.oldest(LARGE.orders, LARGE.orderBytes);
    const [first, last] = [this.pending.at(0) as Stored | undefined, this.pending.at(count - 1) as Stored | undefined];
    const [from, to] = first && last ? [first.at, last.at + last.length] : [0, 0];
    // one batch that is more than the thread has memory for, a firm that was killed with all it had open
    if (to - from > LARGE.bytes) return this.small();
    try {
      this.beside.begin({ kind: 'take', before: this.hash, from, to, archive }, hash => {
        this.taken(count, archive, hash);
        this.beginLogAnew();
      });
    } catch (error) {
      this.lookAgain();
      throw error;
    }
    return true;
  }

  all(): void {
    while (this.small());
  }

  /** Begins to move the write-ahead log into the file once it has grown; with `force` in any case. Throws what the last one failed with. */
  checkpoint(force: boolean): void {
    if (this.busy || (!force && this.pages < CHECKPOINT_PAGES)) return;
    this.beside.begin({ kind: 'checkpoint' });
    this.pages = 0;
  }

  close(): void {
    this.beside.join();
    this.beside.close();
  }

  private get waits(): boolean {
    return this.pending.length > 0 || this.archive.backlog > 0;
  }

  /** The batches of the next slice, one at least where any wait. */
  private count({ batches, bytes }: Slice): number {
    let count = 0;
    let size = 0;
    for (; count < batches && count < this.pending.length; count++) {
      size += sizeOf(this.pending.at(count)!);
      if (count > 0 && size > bytes) break;
    }
    return count;
  }

  private taken(count: number, archive: ToArchive, hash: Uint8Array): void {
    this.hash = hash;
    this.archive.release(archive);
    this.pages += archive.orders.length;
    for (let i = 0; i < count; i++) this.pages += 2 + (sizeOf(this.pending.at(i)!) >> 12);
    this.pending.drop(count);
    if (count > 0 && this.pending.length === 0) this.log.clear();
  }

  private move(slice: Slice): boolean {
    if (!this.waits) return false;
    const rows: BatchRow[] = [];
    for (let i = 0, n = this.count(slice); i < n; i++) rows.push(this.log.rowOf(this.pending.at(i)!));
    const archive = this.archive.oldest(slice.orders, slice.orderBytes);
    try {
      this.taken(rows.length, archive, this.takeOver.write(this.hash, rows, archive));
    } catch (error) {
      if (!this.lookAgain()) throw error;
    }
    return this.waits;
  }

  private beginLogAnew(): void {
    if (this.log.size < LONG_LOG || !this.isAll(REST)) return;
    try {
      this.move(REST);
    } catch {
      // it is still in the log: whoever looks next tries again, and tells
    }
  }

  /** Whether a slice has all the batches that wait. */
  private isAll(slice: Slice): boolean {
    return this.count(slice) === this.pending.length;
  }

  /** What was begun once and never answered for may be in the database all the same: where something fails, it is looked. Returns whether it was. */
  private lookAgain(): boolean {
    const { id, hash } = headOf(this.db);
    let count = 0;
    while (count < this.pending.length && this.pending.at(count)!.id <= id) count++;
    if (count > 0) this.taken(count, this.archive.oldest(0, 0), hash);
    return count > 0;
  }
}

const sizeOf = (row: Stored | BatchRow): number => ('turns' in row ? row.turns.length + (row.wire?.length ?? 0) : row.length);
