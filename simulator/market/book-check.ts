import type { OrderBook } from '../matching/book';
import { BUY, type Lots, SELL, type Side, type Ticks } from '../matching/types';
import type { BookFile } from './lobster-files';
import type { TapeHands } from './tape-hands';

/** How the book that was rebuilt compares with the given one. Meaningful only where no order from outside takes part. */
export interface BookReport {
  readonly rows: number;
  /** Rows in which a level came into view that the messages had not shown, the first row (which seeds the book) left out. */
  readonly revealed: number;
  /** Rows of which a level that was in view before, or was just added, differs from the given book. */
  readonly mismatches: number;
  /** The first such row, counted from 1. */
  readonly firstMismatch: number | undefined;
}

/** Whether the best levels of a book are those of row k of a book file. `tick` is in US dollars x 10,000. */
export function showsRow(book: OrderBook, file: BookFile, k: number, tick: number): boolean {
  for (let cell = k * file.levels * 4, level = 0; level < file.levels; level++, cell += 4)
    if (!showsCell(book, SELL, level, file.cells, cell, tick) || !showsCell(book, BUY, level, file.cells, cell + 2, tick))
      return false;
  return true;
}

function showsCell(book: OrderBook, side: Side, level: number, cells: Int32Array, at: number, tick: number): boolean {
  const size = cells[at + 1]!;
  return size === book.levelQty(side, level) && (size === 0 || book.levelPrice(side, level)! * tick === cells[at]);
}

/** Compares a book with the rows of an order book file, and takes from a row only the levels that came into view with it. */
export class BookCheck {
  private rows = 0;
  private revealed = 0;
  private mismatches = 0;
  private firstMismatch: number | undefined;

  constructor(
    private readonly book: OrderBook,
    private readonly hands: TapeHands,
    private readonly file: BookFile,
    /** In US dollars x 10,000. */
    private readonly tick: number,
  ) {}

  /** Row k, after message k has been played; `added` is where that message put a new order, in US dollars x 10,000. */
  row(k: number, added: { side: Side; price: number } | undefined): void {
    const bids = this.revealSide(k, BUY, added);
    const asks = this.revealSide(k, SELL, added);
    if (k > 0 && (bids || asks)) this.revealed++;
    this.rows++;
    if (showsRow(this.book, this.file, k, this.tick)) return;
    this.mismatches++;
    this.firstMismatch ??= k + 1;
  }

  report(): BookReport {
    const { rows, revealed, mismatches, firstMismatch } = this;
    return { rows, revealed, mismatches, firstMismatch };
  }

  /** Takes over the levels that came into view; true where there are any. */
  private revealSide(k: number, side: Side, added: { side: Side; price: number } | undefined): boolean {
    let revealed = false;
    let seen = 0;
    for (let level = 0; level < this.file.levels && this.size(k, level, side) > 0; level++) {
      const price = this.price(k, level, side);
      if (added?.side === side && added.price === price) continue;
      while (k > 0 && seen < this.file.levels && this.isBetter(k - 1, seen, side, price)) seen++;
      if (k > 0 && seen < this.file.levels && this.size(k - 1, seen, side) > 0 && this.price(k - 1, seen, side) === price)
        continue;
      if (!revealed) this.clearBehind(k, side);
      revealed = true;
      this.hands.reveal(side, price / this.tick + this.hands.shift, this.size(k, level, side));
    }
    return revealed;
  }

  /** Levels behind those in view before row k, up to the last one in view now, are only remembered: those not in row k are gone. */
  private clearBehind(k: number, side: Side): void {
    const { book, file } = this;
    const last = this.lastInView(k, side);
    const before = k > 0 ? this.lastInView(k - 1, side) : undefined;
    const sign = side === BUY ? -1 : 1;
    const gone: { price: Ticks; qty: Lots }[] = [];
    for (let n = 0; n < book.levels(side); n++) {
      const price = book.levelPrice(side, n)! - this.hands.shift;
      if (before !== undefined && (price - before / this.tick) * sign <= 0) continue;
      const inView = this.size(k, file.levels - 1, side) === 0 || (last !== undefined && (price - last / this.tick) * sign <= 0);
      if (!inView) break;
      if (!this.shows(k, side, price * this.tick)) gone.push({ price, qty: book.levelQty(side, n) });
    }
    for (const level of gone) this.hands.cut(side, level.price + this.hands.shift, level.qty);
  }

  private shows(k: number, side: Side, price: number): boolean {
    for (let level = 0; level < this.file.levels; level++)
      if (this.size(k, level, side) > 0 && this.price(k, level, side) === price) return true;
    return false;
  }

  private lastInView(k: number, side: Side): number | undefined {
    let level = this.file.levels - 1;
    while (level >= 0 && this.size(k, level, side) === 0) level--;
    return level < 0 ? undefined : this.price(k, level, side);
  }

  private isBetter(k: number, level: number, side: Side, price: number): boolean {
    if (this.size(k, level, side) === 0) return false;
    const there = this.price(k, level, side);
    return side === BUY ? there > price : there < price;
  }

  private price(k: number, level: number, side: Side): number {
    return this.file.cells[(k * this.file.levels + level) * 4 + (side === BUY ? 2 : 0)]!;
  }

  private size(k: number, level: number, side: Side): Lots {
    return this.file.cells[(k * this.file.levels + level) * 4 + (side === BUY ? 3 : 1)]!;
  }
}
