import type Database from 'better-sqlite3';
import type { OrderArchive } from '../core/journal-port';
import type { ArchivedOrder } from '../core/order/archive';
import { Backlog } from './backlog';
import { KeyFilter } from './key-filter';
import type { Kept, ToArchive } from './take-over';

/**
 * Closed orders in the journal's database. What is put waits in memory until `settle` moves it there; what a crash takes from memory is put
 * again when the recorded turns are folded, from `upTo` on.
 */
export class SqliteArchive implements OrderArchive {
  private readonly filter = new KeyFilter();
  /** What is not in the database yet: under each of its keys, and in order. */
  private readonly fresh = new Map<string, Kept>();
  private readonly waiting = new Backlog<{ readonly order: Kept; readonly seq: number }>();
  private readonly select: Database.Statement;
  private settled: number;

  /** On a database that has the journal's schema. */
  constructor(db: Database.Database) {
    this.select = db
      .prepare('SELECT o.text FROM closed_key k JOIN closed_order o ON o.parent = k.parent WHERE k.key = ?')
      .pluck();
    this.settled = Number(db.prepare("SELECT value FROM meta WHERE key = 'archived'").pluck().get() ?? 0);
    const keys = db.prepare('SELECT key FROM closed_key').pluck().iterate() as IterableIterator<string>;
    for (const key of keys) this.filter.add(key);
  }

  get upTo(): number {
    return this.settled;
  }

  put({ parentId, keys, text }: ArchivedOrder, seq: number): void {
    const order: Kept = { parentId, keys, text: Buffer.from(text) };
    for (const key of keys) {
      this.filter.add(key);
      this.fresh.set(key, order);
    }
    this.waiting.push({ order, seq });
  }

  mayHave(key: string): boolean {
    return this.filter.has(key);
  }

  find(key: string): string | undefined {
    return this.fresh.get(key)?.text.toString() ?? (this.select.get(key) as string | undefined);
  }

  /** Orders that wait to be moved into the database. */
  get backlog(): number {
    return this.waiting.length;
  }

  /** What has waited longest, at most `count` orders, or fewer of so many bytes; `release` them once they are in the database. */
  oldest(count: number, bytes: number): ToArchive {
    const orders: Kept[] = [];
    for (let size = 0, i = 0; i < count && i < this.waiting.length; i++) {
      const { order } = this.waiting.at(i)!;
      size += order.text.length;
      if (i > 0 && size > bytes) break;
      orders.push(order);
    }
    return { orders, upTo: this.wholeTurns(orders.length) };
  }

  /** They are in the database: the oldest that waited. */
  release({ orders, upTo }: ToArchive): void {
    this.settled = upTo;
    for (const order of orders) for (const key of order.keys) if (this.fresh.get(key) === order) this.fresh.delete(key);
    this.waiting.drop(orders.length);
  }

  /** The last turn of which nothing waits any more once the oldest `count` are written. */
  private wholeTurns(count: number): number {
    if (count === 0) return this.settled;
    const last = this.waiting.at(count - 1)!.seq;
    return this.waiting.at(count)?.seq === last ? last - 1 : last;
  }
}

/** An archive that lasts as long as the process. */
export class MemoryArchive implements OrderArchive {
  private readonly orders = new Map<string, string>();
  readonly upTo = Number.MAX_SAFE_INTEGER;

  put(order: ArchivedOrder): void {
    for (const key of order.keys) this.orders.set(key, order.text);
  }

  mayHave(key: string): boolean {
    return this.orders.has(key);
  }

  find(key: string): string | undefined {
    return this.orders.get(key);
  }
}
