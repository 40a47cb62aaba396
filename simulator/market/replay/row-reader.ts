import { DataError } from '../../../src/core/data-error';
import type { Aggressor, BookRow, QuotedLevel, TradeRow } from '../../../src/core/market-data-rows';
import type { Micros } from '../../../src/core/numbers';
import { BUY, type Lots, SELL, type Side, type Ticks } from '../../matching/types';
import type { Listing } from '../instruments';
import { Units } from './units';

/** What a file's integers count. */
export interface Scales {
  readonly file: string;
  readonly priceScale: number;
  readonly qtyScale: number;
}

/** Reads one file's rows in ticks and lots. Every method throws a DataError with file, line and reason for a row that cannot be. */
export class RowReader {
  readonly prices: Units;
  private readonly lots: Units;
  private last = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly file: Scales,
    listing: Listing,
  ) {
    this.prices = new Units(listing.tickText, file.priceScale);
    this.lots = new Units(listing.lotText, file.qtyScale);
  }

  /** Rows must not go back in time. */
  inOrder(row: { at: Micros; line: number }): void {
    if (row.at < this.last) throw this.error(row.line, 'time goes back: the file is not in order');
    this.last = row.at;
  }

  /** A side's levels as price, lots, ...; those of less than a lot are left out. A level that is not behind the one before is an error. */
  side(row: Pick<BookRow, 'line'>, side: Side, levels: readonly QuotedLevel[]): number[] {
    const cells: number[] = [];
    for (const level of levels) {
      const price = this.price(row.line, level.price);
      const qty = this.lots.floor(level.qty);
      const before = cells.at(-2);
      if (before !== undefined && (side === BUY ? price >= before : price <= before))
        throw this.error(
          row.line,
          `${side === BUY ? 'bid' : 'ask'} ${this.prices.text(level.price)} is not behind the level before it`,
        );
      if (qty > 0) cells.push(price, qty);
    }
    return cells;
  }

  /** A price in ticks, which must be whole and above 0. */
  price(line: number, value: number): Ticks {
    const ticks = this.prices.whole(value);
    if (ticks === undefined) throw this.error(line, this.prices.offStep('price', value));
    if (ticks <= 0) throw this.error(line, `price ${this.prices.text(value)} is not above 0`);
    return ticks;
  }

  /** A trade's price in ticks; undefined where it lies between two. */
  tradePrice(row: TradeRow): Ticks | undefined {
    if (row.price <= 0) throw this.error(row.line, `price ${this.prices.text(row.price)} is not above 0`);
    return this.prices.whole(row.price);
  }

  /** A trade's price in ticks with a fraction, to compare with others only. */
  ticks(row: TradeRow): number {
    return this.prices.fine(row.price) / this.prices.step;
  }

  /** A trade's price in counts of 10^-scale of the tape. */
  finePrice(row: TradeRow): number {
    return this.prices.fine(row.price);
  }

  /** Whole lots of a quantity, what is over left out. */
  qty(value: number): Lots {
    return this.lots.floor(value);
  }

  /** Lots of a quantity, which must be whole. */
  wholeQty(line: number, value: number): Lots {
    const lots = this.lots.whole(value);
    if (lots === undefined || lots < 0) throw this.error(line, this.lots.offStep('volume', value));
    return lots;
  }

  error(line: number, reason: string): DataError {
    return new DataError(this.file.file, line, reason);
  }
}

/** Side of the orders that rested, of a trade whose incoming order is known. */
export const restingSide = (aggressor: Aggressor): Side => (aggressor === 'buy' ? SELL : BUY);
