import type Database from 'better-sqlite3';
import type { ArchivedOrder } from '../core/order/archive';
import { rowHash } from './chain';
import type { BatchRow } from './commit-record';

/** A closed order on its way to the database; its text as bytes (UTF-8), which a thread is handed for little. */
export interface Kept extends Omit<ArchivedOrder, 'text'> {
  readonly text: Uint8Array;
}

/** Closed orders for the database, and the last turn whose closed orders are all there with them; no turn where there are none. */
export interface ToArchive {
  readonly orders: readonly Kept[];
  readonly upTo: number;
}

/** Writes committed batches and closed orders into a journal's database: from the thread of the line, or from one beside it. */
export class TakeOver {
  private readonly insertBatch: Database.Statement;
  private readonly insertOrder: Database.Statement;
  private readonly insertKey: Database.Statement;
  private readonly mark: Database.Statement;

  /** On a database that has the journal's schema. */
  constructor(private readonly db: Database.Database) {
    this.insertBatch = db.prepare('INSERT INTO batch (id, turns, numbers, runs, wire, hash) VALUES (?, ?, ?, ?, ?, ?)');
    this.insertOrder = db.prepare('INSERT OR REPLACE INTO closed_order (parent, text) VALUES (?, ?)');
    this.insertKey = db.prepare('INSERT OR REPLACE INTO closed_key (key, parent) VALUES (?, ?)');
    this.mark = db.prepare("INSERT OR REPLACE INTO meta VALUES ('archived', ?)");
  }

  /** All in one transaction. `before` is the hash of the last row that is there; returns that of the last one now. Throws where it is locked. */
  write(before: Uint8Array, rows: Iterable<BatchRow>, { orders, upTo }: ToArchive): Uint8Array {
    let hash = before;
    this.db.transaction(() => {
      for (const { id, turns, numbers, runs, wire } of rows) {
        const row = { id, turns: `[${turns}]`, numbers, runs, wire };
        hash = rowHash(hash, row);
        this.insertBatch.run(id, row.turns, numbers, runs, wire, hash);
      }
      for (const { parentId, text, keys } of orders) {
        this.insertOrder.run(parentId, Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString());
        for (const key of keys) this.insertKey.run(key, parentId);
      }
      if (orders.length > 0) this.mark.run(String(upTo));
    })();
    return hash;
  }
}
