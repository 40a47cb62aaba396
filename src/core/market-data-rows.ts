import type { Micros, Px, Qty } from './numbers';

/**
 * Rows of market data as plain values, between whoever reads and cleanses files (`src/market-data`) and whoever plays or scores them.
 * Prices and quantities are integer counts of 10^-priceScale and 10^-qtyScale of their source; no float is ever made of one.
 */
interface Row {
  /** When it happened, by the venue's clock where the file has it. */
  readonly at: Micros;
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** When the recorder got it, by the recorder's clock, where the file has that too. */
  readonly received?: Micros;
  /** Where a file holds several symbols. */
  readonly symbol?: string;
}

/** Side of the order that came in and traded. */
export type Aggressor = 'buy' | 'sell';

/** Best bid and offer after a change. A side that nobody quotes is undefined. */
export interface QuoteRow extends Row {
  readonly bid: QuotedLevel | undefined;
  readonly ask: QuotedLevel | undefined;
  /** The venue that quotes, where the stream is not consolidated. */
  readonly venue?: string;
}

/** Quantity shown at a price; `qty` is above zero. */
export interface QuotedLevel {
  readonly price: Px;
  readonly qty: Qty;
}

export interface TradeRow extends Row {
  readonly price: Px;
  readonly qty: Qty;
  /** Undefined where the source does not say who came in. */
  readonly aggressor?: Aggressor;
  readonly venue?: string;
  /** Sale conditions as the source writes them. */
  readonly conditions?: string;
  /** What the source says was done to the print later (TAQ's CORR); absent where nothing was. */
  readonly correction?: string;
}

/** Trading over a stretch of time that begins at `at`. */
export interface BarRow extends Row {
  readonly length: Micros;
  readonly open: Px;
  readonly high: Px;
  readonly low: Px;
  readonly close: Px;
  /** 0 where nothing traded, or the source has no volume. */
  readonly volume: Qty;
  /** Volume-weighted average price, where the source has it. */
  readonly vwap?: Px;
}

/** The best levels of both sides, best first, every level of the view each time: a level that is not here is gone or out of view. */
export interface BookRow extends Row {
  readonly bids: readonly QuotedLevel[];
  readonly asks: readonly QuotedLevel[];
}

/** What happened to one order: market data by order (level 3). */
export interface OrderRow extends Row {
  /** `changed`: `qty` is what the order now holds. `executed`: `qty` of it traded. */
  readonly kind: 'added' | 'changed' | 'deleted' | 'executed';
  readonly orderId: string;
  /** Side of the order. */
  readonly side: Aggressor;
  readonly price: Px;
  readonly qty: Qty;
}

/** A file of rows and what its integers count. `rows` may be read once, or again and again, as its maker says. */
export interface RowSource<R extends Row> {
  readonly file: string;
  readonly priceScale: number;
  readonly qtyScale: number;
  readonly rows: Iterable<R>;
}
