import type Database from 'better-sqlite3';
import type { OrderArchive } from '../core/journal-port';
import type { ArchivedOrder } from '../core/order/archive';
import { Backlog } from './backlog';
import { KeyFilter } from './key-filter';

/**
 * Closed orders in the journal's database. What is put waits in memory until `settle` moves it there; what a crash takes from memory is put
 * again when the recorded turns are folded, from `upTo` on.
 */
export class SqliteArchive implements OrderArchive {
  private readonly filter = new KeyFilter();
  private readonly fresh = new MemoryArchive();
  private readonly waiting = new Backlog<{ readonly order: ArchivedOrder; readonly seq: number }>();
  private readonly select: Database.Statement;
  private readonly insertOrder: Database.Statement;
  private readonly insertKey: Database.Statement;
  private readonly mark: Database.Statement;
  private settled: number;
  private written: number;

  /** On a database that has the journal's schema. */
  constructor(db: Database.Database) {
    this.select = db
      .prepare('SELECT o.text FROM closed_key k JOIN closed_order o ON o.parent = k.parent WHERE k.key = ?')
      .pluck();
    this.insertOrder = db.prepare('INSERT OR REPLACE INTO closed_order (parent, text) VALUES (?, ?)');
    this.insertKey = db.prepare('INSERT OR REPLACE INTO closed_key (key, parent) VALUES (?, ?)');
    this.mark = db.prepare("INSERT OR REPLACE INTO meta VALUES ('archived', ?)");
    this.settled = Number(db.prepare("SELECT value FROM meta WHERE key = 'archived'").pluck().get() ?? 0);
    this.written = this.settled;
    const keys = db.prepare('SELECT key FROM closed_key').pluck().iterate() as IterableIterator<string>;
    for (const key of keys) this.filter.add(key);
  }

  get upTo(): number {
    return this.settled;
  }

  put(order: ArchivedOrder, seq: number): void {
    for (const key of order.keys) this.filter.add(key);
    this.fresh.put(order);
    this.waiting.push({ order, seq });
  }

  mayHave(key: string): boolean {
    return this.filter.has(key);
  }

  find(key: string): string | undefined {
    return this.fresh.find(key) ?? (this.select.get(key) as string | undefined);
  }

  /** Orders that wait to be moved into the database. */
  get backlog(): number {
    return this.waiting.length;
  }

  /**
   * Writes what has waited longest, at most `count` orders; to be called within a transaction, and followed by `release` once that is
   * committed. Returns how many it wrote.
   */
  write(count: number): number {
    const orders = this.waiting.first(count);
    for (const { order } of orders) {
      this.insertOrder.run(order.parentId, order.text);
      for (const key of order.keys) this.insertKey.run(key, order.parentId);
    }
    this.written = this.wholeTurns(orders.length);
    if (orders.length > 0) this.mark.run(String(this.written));
    return orders.length;
  }

  /** The oldest `count` that waited are in the database. */
  release(count: number): void {
    this.settled = this.written;
    for (const { order } of this.waiting.first(count)) this.fresh.drop(order);
    this.waiting.drop(count);
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

  /** Lets an order go, unless it was put again since with another text. */
  drop(order: ArchivedOrder): void {
    for (const key of order.keys) if (this.orders.get(key) === order.text) this.orders.delete(key);
  }
}
