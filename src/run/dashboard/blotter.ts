import type { Books } from '../../core/books';
import type { OrderArchive } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { clOrdKey, thawed } from '../../core/order/archive';
import { isOpen } from '../../core/order/order';
import type { Parent } from '../../core/order/parent';
import type { ParentRow } from '../../dashboard/feed';
import type { BlotterView, BlotterViews } from '../../dashboard/frame/blotter-views';
import type { MarketFeed } from '../market/feed';
import type { OrdersSeen } from './orders-seen';
import { deniedRow, parentRow } from './parent-row';
import type { SeenOrder } from './seen-order';

/** Orders that are looked through, and rows that are made, before the line may go on. */
const ORDERS_A_STEP = 500;
const ROWS_A_STEP = 10;
/** What a working order should have done by now is told anew so often (us). */
const MOVES_EVERY: Micros = 1_000_000;

export interface BlotterParts {
  readonly books: Books;
  readonly archive: OrderArchive;
  readonly seen: OrdersSeen;
  readonly market: Pick<MarketFeed, 'sums'>;
}

/** A row, and what it was made of: of an order that was denied at intake there is no parent. */
export interface RowFound {
  readonly row: ParentRow;
  readonly seen: SeenOrder;
  readonly parent: Parent | undefined;
}

/** Makes the rows of the blotter that somebody looks at. */
export class Blotter {
  /** Orders whose row is as it was made last. */
  private readonly fresh = new Map<string, Micros>();
  private version = -1;
  private ids: { readonly open: readonly string[]; readonly all: readonly string[] } = { open: [], all: [] };

  constructor(private readonly parts: BlotterParts) {}

  /** Something happened to these orders; undefined: perhaps to any. */
  changed(ids: Iterable<string> | undefined): void {
    if (!ids) return this.fresh.clear();
    for (const id of ids) this.fresh.delete(id);
  }

  /** Brings every view up to date; yields now and then. */
  *refresh(views: BlotterViews, at: Micros, frame: number): Generator<void> {
    yield* this.list();
    for (const view of views.all()) {
      const { ids, total } = yield* this.select(view);
      let made = 0;
      for (const id of ids) if (this.make(id, views, at, frame) && ++made % ROWS_A_STEP === 0) yield;
      view.page.show(ids, total);
    }
    views.shrink();
    if (this.fresh.size > 2 * this.parts.seen.all.size + ORDERS_A_STEP) this.fresh.clear();
  }

  /** The row of an order as it is now; undefined where nobody knows it. */
  row(id: string, at: Micros): RowFound | undefined {
    const seen = this.parts.seen.all.get(id);
    if (seen?.asked) return { row: deniedRow(seen, seen.asked), seen, parent: undefined };
    const parent = seen && this.parent(seen);
    if (!parent) return undefined;
    const market = isOpen(parent.state) ? this.parts.market.sums(seen.symbol, at) : undefined;
    return { row: parentRow(parent, seen, at, market), parent, seen };
  }

  private make(id: string, views: BlotterViews, at: Micros, frame: number): boolean {
    const made = this.fresh.get(id);
    if (made !== undefined && at - made < MOVES_EVERY && views.rows.has(id)) return false;
    const found = this.row(id, at);
    if (!found) return false;
    views.rows.put(found.row, frame);
    this.fresh.set(id, found.row.open ? at : Number.POSITIVE_INFINITY);
    return true;
  }

  /** In the books, or in the archive. */
  private parent({ id, session, clOrdId }: SeenOrder): Parent | undefined {
    const { books, archive } = this.parts;
    const parent = books.parents.get(id);
    if (parent) return parent;
    const text = archive.find(clOrdKey(session, clOrdId));
    const kept = text === undefined ? undefined : thawed(text);
    return kept?.parentId === id ? kept : undefined;
  }

  /** All orders and the open ones, newest first: made anew where one came or ended. */
  private *list(): Generator<void> {
    const { seen, books } = this.parts;
    if (seen.version === this.version) return;
    const { version } = seen;
    const open: string[] = [];
    for (const parent of [...books.working]) if (open.push(parent.parentId) % ORDERS_A_STEP === 0) yield;
    this.ids = { open: open.reverse(), all: [...seen.all.keys()].reverse() };
    this.version = version;
  }

  private *select({ look, matches }: BlotterView): Generator<void, { ids: readonly string[]; total: number }> {
    const list = this.ids[look.show];
    const { offset, limit } = look;
    if (look.filter === '') return { ids: list.slice(offset, offset + limit), total: list.length };
    const wanted = look.filter.toLowerCase();
    const found: string[] = [];
    let looked = 0;
    for (const id of list) {
      let match = matches.get(id);
      if (match === undefined) matches.set(id, (match = this.matches(id, wanted)));
      if (match) found.push(id);
      if (++looked % ORDERS_A_STEP === 0) yield;
    }
    if (matches.size > 2 * list.length + ORDERS_A_STEP) matches.clear();
    return { ids: found.slice(offset, offset + limit), total: found.length };
  }

  private matches(id: string, wanted: string): boolean {
    const seen = this.parts.seen.all.get(id);
    if (!seen) return false;
    const { clOrdId, symbol, account, session, strategy } = seen;
    return [id, clOrdId, symbol, account, session, strategy].some(text => text.toLowerCase().includes(wanted));
  }
}
