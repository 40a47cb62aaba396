import type Database from 'better-sqlite3';
import { Books } from '../core/books';
import { canonical } from '../core/canonical';
import type { Fact } from '../core/facts';
import type { RecordedTurn } from '../core/journal-port';
import { frozen, thawed } from '../core/order/archive';
import type { Fault } from './chain';

/** The turns of a row of `batch`, as JSON. */
export interface Turns {
  readonly id: number;
  readonly turns: string;
}

/** What an order was when it was last archived. */
interface Kept {
  readonly text: string;
  /** Keys of it that the archive has, from when it was archived before. */
  readonly stored: number;
}

/**
 * The archive of closed orders stands beside the chain: its rows are written once and replaced when an order comes back. So it is checked
 * against the chain: the facts are folded, and each order that leaves the books must stand in the archive as the books had it.
 */
export class ArchiveCheck {
  /** Orders found in the archive. */
  orders = 0;
  private keys = 0;
  private readonly books = new Books();
  private readonly upTo: number;
  /** Orders that come back some time: only of them is it kept what they were. */
  private readonly returning: ReadonlySet<string>;
  private readonly kept = new Map<string, Kept>();
  private readonly wrong = new Map<string, Fault>();
  private readonly recalls: Fault[] = [];
  private readonly text: Database.Statement;
  private readonly owner: Database.Statement;

  /** On a journal's database, in one read transaction; `waiting`: what is to be chained behind it. `version`: see `verifyChain`. */
  constructor(
    private readonly db: Database.Database,
    private readonly waiting: readonly Turns[],
    private readonly version: string | undefined,
  ) {
    this.upTo = Number(db.prepare("SELECT value FROM meta WHERE key = 'archived'").pluck().get() ?? 0);
    this.text = db.prepare('SELECT text FROM closed_order WHERE parent = ?').pluck();
    this.owner = db.prepare('SELECT parent FROM closed_key WHERE key = ?').pluck();
    this.returning = new Set(this.recalled());
  }

  /** Folds every row, and says what is wrong. To be called once. */
  faults(): readonly Fault[] {
    const rows = this.db.prepare('SELECT id, turns FROM batch ORDER BY id').iterate() as IterableIterator<Turns>;
    for (const row of rows) this.fold(row);
    for (const row of this.waiting) this.fold(row);
    const faults = [...this.recalls, ...this.wrong.values()];
    if (faults.length > 0) return faults;
    const count = (table: string): unknown => this.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    if (count('closed_order') !== this.orders)
      faults.push({ row: 0, why: `closed_order has ${count('closed_order')} rows; the facts archived ${this.orders} orders` });
    if (count('closed_key') !== this.keys)
      faults.push({ row: 0, why: `closed_key has ${count('closed_key')} rows; the archived orders have ${this.keys} keys` });
    return faults;
  }

  private fold({ id, turns }: Turns): void {
    for (const { seq, at, facts } of JSON.parse(turns) as RecordedTurn[])
      for (const fact of facts) {
        this.look(id, seq, fact);
        this.books.apply(fact, seq, at);
      }
  }

  private look(row: number, seq: number, fact: Fact): void {
    if (fact.type === 'OrderRecalled') this.recall(row, fact.order);
    if (fact.type === 'ClosedOrdersArchived') for (const id of fact.parentIds) this.leaves(row, seq, id);
  }

  /** A forged row of the archive could have come back as a fact of the chain. */
  private recall(row: number, text: string): void {
    const { parentId } = thawed(text);
    const kept = this.kept.get(parentId);
    if (!kept || !this.isSame(text, kept.text))
      this.recalls.push({ row, why: `order ${parentId} came back from the archive otherwise than it was archived` });
  }

  private leaves(row: number, seq: number, parentId: string): void {
    const order = frozen(this.books.parents.get(parentId)!);
    const before = this.kept.get(parentId);
    const text = this.text.get(parentId) as string | undefined;
    const why = this.fault(order, text);
    const isThere = why === undefined;
    if (isThere) {
      this.wrong.delete(parentId);
      this.count(order.keys.length, before);
    } else if (seq <= this.upTo || (text !== undefined && !before)) this.wrong.set(parentId, { row, why });
    if (!this.returning.has(parentId)) return;
    const stored = isThere ? order.keys.length : (before?.stored ?? 0);
    this.kept.set(parentId, { text: order.text, stored });
  }

  private count(keys: number, before: Kept | undefined): void {
    if (!before || before.stored === 0) this.orders++;
    this.keys += keys - (before?.stored ?? 0);
  }

  private fault({ parentId, keys, text }: ReturnType<typeof frozen>, stored: string | undefined): string | undefined {
    if (stored === undefined) return `closed_order has no order ${parentId}, which was archived here`;
    if (!this.isSame(stored, text)) return `closed_order has order ${parentId} otherwise than it was archived here`;
    const lost = keys.find(key => this.owner.get(key) !== parentId);
    return lost === undefined
      ? undefined
      : `closed_key has '${lost}' not as a name of order ${parentId}, which was archived here`;
  }

  private *recalled(): Iterable<string> {
    const rows = this.db.prepare(`SELECT id, turns FROM batch WHERE instr(turns, '"OrderRecalled"') > 0`).all() as Turns[];
    for (const { turns } of [...rows, ...this.waiting])
      for (const { facts } of JSON.parse(turns) as RecordedTurn[])
        for (const fact of facts) if (fact.type === 'OrderRecalled') yield thawed(fact.order).parentId;
  }

  /** The same order, whatever the order of keys, which reading it back may change; and written as we write JSON, byte for byte. */
  private isSame(stored: string, folded: string): boolean {
    if (stored === folded) return true;
    try {
      const value: unknown = JSON.parse(stored);
      if (JSON.stringify(value) !== stored) return false;
      const other: unknown = JSON.parse(folded);
      return canonical(value) === canonical(this.byOther ? known(other, value) : other);
    } catch {
      return false;
    }
  }

  /** Whether another version writes now: its orders may have other keys. */
  private get byOther(): boolean {
    return this.version !== undefined && this.books.version !== '' && this.books.version !== this.version;
  }
}

/** What an older version knew of a value: no key that it did not write. */
function known(value: unknown, written: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(written)) return value.map((item, n) => known(item, written[n]));
  if (!isRecord(value) || !isRecord(written)) return value;
  const both = Object.entries(value).filter(([key]) => key in written);
  return Object.fromEntries(both.map(([key, item]) => [key, known(item, written[key])]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
