import type { DepthSide } from '../../core/depth-side';
import type { Px, Qty } from '../../core/numbers';
import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';
import { EntryBook, type Scales } from './entry-book';

/** Who is told what a market data session says. Prices and quantities are integers in the units that `scalesOf` names. */
export interface MarketDataListener {
  /** How a symbol's numbers are counted; undefined for a symbol that nobody wants. */
  scalesOf(symbol: string): Scales | undefined;
  /** A trade, told before the book that it left. `aggressor`: 1 where a buyer came in, -1 a seller, 0 not said. */
  traded(symbol: string, px: Px, qty: Qty, aggressor: Aggressor): void;
  /** The last price as a snapshot or a correction has it: no new trade. */
  lastIs(symbol: string, px: Px): void;
  /** The book as the message left it. Both sides are the reader's own: good until the next message. */
  bookIs(symbol: string, bids: DepthSide, asks: DepthSide): void;
}

export type Aggressor = 1 | -1 | 0;

/** MDEntryType (269): trade, empty book. */
const TRADE = 50;
const EMPTY_BOOK = 74;
/** MDUpdateAction (279). */
const NEW = 48;
const CHANGE = 49;
const DELETE = 50;
/** AggressorSide (2446) of FIX 5.0SP2's later extension packs, and the user-defined tag that CME's feeds had before: 1 buy, 2 sell. */
const AGGRESSOR_TAGS: readonly number[] = [2_446, 5_797];
const BUY = 49;
const SELL = 50;

const ABSENT = -1;

/**
 * Reads a session's W and X into a book a symbol. Deletions of what is not there, entries of other types, symbols that nobody wants and
 * numbers finer than the symbol's units are passed over; the last are counted.
 */
export class MarketDataReader {
  private readonly books = new Map<string, EntryBook>();
  private readonly touched = new Set<string>();
  /** Entries whose price or quantity could not be read in the symbol's units. */
  leftOut = 0;

  constructor(private readonly listener: MarketDataListener) {}

  /** Takes a W or an X. */
  read(view: MessageView): void {
    this.touched.clear();
    if (view.msgType === 'W') this.snapshot(view);
    else if (view.msgType === 'X') this.entries(view, Tag.MDUpdateAction, '');
    for (const symbol of this.touched) {
      const book = this.books.get(symbol)!;
      this.listener.bookIs(symbol, book.bids, book.asks);
    }
  }

  /** Nothing is known any more: the session is gone, and begins with snapshots when it is back. */
  forget(): void {
    this.books.clear();
  }

  private snapshot(view: MessageView): void {
    const symbol = view.text(Tag.Symbol) ?? '';
    const book = this.bookOf(symbol);
    if (!book) return;
    book.clear();
    this.touched.add(symbol);
    this.entries(view, Tag.MDEntryType, symbol);
  }

  /** Walks the group that each `first` tag opens. An entry of an X that names no symbol is of that of the entry before it, or of its id's. */
  private entries(view: MessageView, first: number, symbolOfAll: string): void {
    let symbol = symbolOfAll;
    const { tags, count } = view;
    for (let i = view.find(first); i >= 0 && i < count; ) {
      entry.clear();
      do entry.note(tags[i]!, i);
      while (++i < count && tags[i] !== first);
      if (symbolOfAll === '' && entry.symbol !== ABSENT) symbol = view.textAt(entry.symbol);
      const id = entry.id === ABSENT ? '' : view.textAt(entry.id);
      this.take(view, symbol === '' ? this.symbolWith(id) : symbol, id, symbolOfAll !== '');
    }
  }

  /** One entry, whose fields `entry` has. */
  private take(view: MessageView, symbol: string, id: string, isSnapshot: boolean): void {
    const book = this.bookOf(symbol);
    if (!book) return;
    const { priceScale, qtyScale } = book.scales;
    const type = byteAt(view, entry.type, 0);
    const action = byteAt(view, entry.action, NEW);
    const px = this.unitsAt(view, entry.px, priceScale);
    const qty = this.unitsAt(view, entry.size, qtyScale);
    if (type === TRADE) return this.trade(symbol, px, qty, { view, action, isSnapshot });
    if (type === EMPTY_BOOK) book.clear();
    else if (action === DELETE || qty === 0 || px === UNREADABLE || qty === UNREADABLE) book.remove(id, type, readable(px));
    else book.put(id, type, px, qty, isSnapshot);
    this.touched.add(symbol);
  }

  private trade(symbol: string, px: number | undefined, qty: number | undefined, said: Said): void {
    const { action, isSnapshot, view } = said;
    if (px === undefined || px === UNREADABLE || action === DELETE) return;
    // the last trade of a snapshot may have been seen before, and a change is one that was: neither counts again
    if (isSnapshot || action === CHANGE || qty === undefined || qty <= 0) return this.listener.lastIs(symbol, px);
    const side = byteAt(view, entry.aggressor, 0);
    this.listener.traded(symbol, px, qty, side === BUY ? 1 : side === SELL ? -1 : 0);
  }

  /** The book of a symbol in its units of now; undefined where nobody wants it. */
  private bookOf(symbol: string): EntryBook | undefined {
    const scales = this.listener.scalesOf(symbol);
    if (!scales) return undefined;
    let book = this.books.get(symbol);
    if (book && book.scales.priceScale === scales.priceScale && book.scales.qtyScale === scales.qtyScale) return book;
    const { priceScale, qtyScale } = scales;
    book = book?.inUnits({ priceScale, qtyScale }) ?? new EntryBook({ priceScale, qtyScale });
    this.books.set(symbol, book);
    return book;
  }

  private symbolWith(id: string): string {
    for (const [symbol, book] of this.books) if (book.has(id)) return symbol;
    return '';
  }

  private unitsAt(view: MessageView, i: number, scale: number): number | undefined {
    if (i === ABSENT) return undefined;
    const value = view.decimalAt(i, scale);
    if (typeof value === 'number') return value;
    this.leftOut++;
    return UNREADABLE;
  }
}

interface Said {
  readonly view: MessageView;
  readonly action: number;
  readonly isSnapshot: boolean;
}

const UNREADABLE = Number.NEGATIVE_INFINITY;
const readable = (value: number | undefined): number | undefined => (value === UNREADABLE ? undefined : value);

/** First byte of field `i`; `otherwise` where there is none. */
const byteAt = (view: MessageView, i: number, otherwise: number): number =>
  i === ABSENT ? otherwise : view.buf[view.starts[i]!]!;

/** Where the fields of the entry that is read stand in the message: one is enough, for entries are read one after the other. */
class EntryFields {
  action = ABSENT;
  type = ABSENT;
  px = ABSENT;
  size = ABSENT;
  id = ABSENT;
  symbol = ABSENT;
  aggressor = ABSENT;

  clear(): void {
    this.action = this.type = this.px = this.size = this.id = this.symbol = this.aggressor = ABSENT;
  }

  note(tag: number, i: number): void {
    if (tag === Tag.MDUpdateAction) this.action = i;
    else if (tag === Tag.MDEntryType) this.type = i;
    else if (tag === Tag.MDEntryPx) this.px = i;
    else if (tag === Tag.MDEntrySize) this.size = i;
    else if (tag === Tag.MDEntryID) this.id = i;
    else if (tag === Tag.Symbol) this.symbol = i;
    else if (AGGRESSOR_TAGS.includes(tag)) this.aggressor = i;
  }
}

const entry = new EntryFields();
