import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SessionId, SessionNumbers } from '../core/ports';
import type { EngineBatch } from '../fix/engine';
import { MemorySessionStore } from '../fix/standalone';
import { UsageError } from './usage-error';

/** An order this client sent, as far as it was told about it. Numbers are decimal text, codes are FIX's. */
export interface KnownOrder {
  /** ClOrdID (11) it was sent under. */
  readonly clOrdId: string;
  /** ClOrdIDs of its cancels and replaces, oldest first. */
  readonly requests: string[];
  /** ClOrdID in force: what a cancel or replace must name in 41. */
  current: string;
  readonly symbol: string;
  readonly side: string;
  readonly ordType: string;
  readonly timeInForce: string;
  readonly strategy?: string;
  orderQty: string;
  price?: string;
  /** OrdStatus (39); '' before the first report. */
  ordStatus: string;
  cumQty: string;
  avgPx: string;
}

interface Saved {
  readonly lastId: number;
  readonly numbers: Record<SessionId, SessionNumbers>;
  readonly orders: KnownOrder[];
}

/** Orders kept in the file; older ones are forgotten. */
const KEPT_ORDERS = 1000;

/**
 * What the order client must not forget between two runs: its session's numbers, and its orders. One JSON file, replaced whole
 * before the bytes that it accounts for are written to the socket.
 */
export class OrderFile extends MemorySessionStore {
  readonly orders: KnownOrder[];
  private lastId: number;

  private constructor(
    readonly path: string,
    saved: Saved,
  ) {
    super(saved.numbers);
    this.orders = saved.orders;
    this.lastId = saved.lastId;
  }

  /** Opens the file, or begins one where there is none. Throws UsageError where it cannot be read. */
  static open(path: string): OrderFile {
    if (!existsSync(path)) return new OrderFile(path, { lastId: 0, numbers: {}, orders: [] });
    try {
      const saved = JSON.parse(readFileSync(path, 'utf8')) as Saved;
      if (!Number.isInteger(saved.lastId) || !Array.isArray(saved.orders)) throw new Error('it lacks "lastId" or "orders"');
      return new OrderFile(path, saved);
    } catch (error) {
      throw new UsageError(`${path}: is not an order client's file: ${(error as Error).message}; move it away to begin anew`);
    }
  }

  /** The order that a ClOrdID belongs to: its own, or that of one of its requests. */
  find(clOrdId: string): KnownOrder | undefined {
    for (let i = this.orders.length - 1; i >= 0; i--) {
      const order = this.orders[i]!;
      if (order.clOrdId === clOrdId || order.requests.includes(clOrdId)) return order;
    }
    return undefined;
  }

  add(order: KnownOrder): void {
    this.orders.push(order);
    if (this.orders.length > KEPT_ORDERS) this.orders.splice(0, this.orders.length - KEPT_ORDERS);
  }

  /** A ClOrdID never used before: milliseconds in base 36, counted on where two fall into one. */
  nextId(now: number): string {
    this.lastId = Math.max(this.lastId + 1, now);
    return `o${this.lastId.toString(36)}`;
  }

  override commit(batch: EngineBatch): void {
    super.commit(batch);
    this.save(batch.runs.length > 0);
  }

  private save(sends: boolean): void {
    const saved: Saved = { lastId: this.lastId, numbers: this.saved(), orders: this.orders };
    const fresh = `${this.path}.new`;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const file = openSync(fresh, 'w', 0o600);
    writeSync(file, JSON.stringify(saved));
    if (sends) fsyncSync(file);
    closeSync(file);
    renameSync(fresh, this.path);
  }
}
