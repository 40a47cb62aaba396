import { DataError } from '../../core/data-error';
import { LevelColumns } from '../../core/features/levels';
import type { BookRow, QuotedLevel, QuoteRow, TradeRow } from '../../core/market-data-rows';
import type { Micros } from '../../core/numbers';
import { type Scales, Wrong } from '../read/cells';
import type { Kind } from '../read/format';
import type { RowFile } from '../read/rows';
import type { SymbolFeatures } from './symbol-features';

/** What is told of a market: an engine of features, or whoever else listens. */
export type FeatureEngine = Pick<SymbolFeatures, 'book' | 'trade' | 'status' | 'news'>;

/** Kinds of rows that features are made of; of one stamp trades come before the book that they left. */
export const RANKS = { trades: 1, quotes: 2, books: 2 } as const satisfies Partial<Record<Kind, number>>;
export type FeatureKind = keyof typeof RANKS;
type Row = QuoteRow | TradeRow | BookRow;

/** One of several symbols, or venues: the one that was named, else the first that comes, and then another one is an error. */
export class Only {
  private of: string | undefined;

  constructor(
    private readonly what: 'symbol' | 'venue',
    private readonly named: string | undefined,
  ) {
    this.of = named;
  }

  get name(): string | undefined {
    return this.of;
  }

  /** Throws Wrong. A row that does not say whose it is, is wanted. */
  wants(one: string | undefined): boolean {
    if (one === undefined || one === (this.of ??= one)) return true;
    if (this.named !== undefined) return false;
    throw new Wrong(`is of the ${this.what} ${one}, and rows before it are of ${this.of}: name one with --${this.what}`);
  }
}

/** What a file is read with. */
export interface Reading {
  readonly symbol: Only;
  /** Of quotes: a book of several venues' best prices would jump between them. */
  readonly venue: Only;
  /** Added to the stamps of the venue where there are none of receipt (us). */
  readonly latency: Micros;
  /** Of the engine: at least as fine as the file's. */
  readonly scales: Scales;
}

/** A file's rows one after the other, by time of receipt, told to an engine one at a time. */
export class RowCursor {
  /** When the row under the cursor was received; infinite behind the last. */
  at: Micros = Number.NEGATIVE_INFINITY;
  readonly rank: number;
  /** Whether the file has stamps of receipt; known once the first row is under the cursor. */
  hasReceived = false;
  private row: Row | undefined;
  private batch: readonly Row[] = [];
  private i = 0;
  private readonly batches: AsyncGenerator<readonly Row[]>;
  private readonly factors: { readonly px: number; readonly qty: number };
  private readonly bids = new LevelColumns();
  private readonly asks = new LevelColumns();

  constructor(
    readonly file: RowFile<FeatureKind>,
    private readonly reading: Reading,
  ) {
    const { kind, priceScale, qtyScale } = file.format;
    const { scales } = reading;
    this.rank = RANKS[kind];
    this.batches = file.batches();
    this.factors = { px: 10 ** (scales.priceScale - priceScale), qty: 10 ** (scales.qtyScale - qtyScale) };
  }

  /** Moves to the next row that is wanted, as far as rows are at hand; false where more must be loaded. */
  step(): boolean {
    while (this.i < this.batch.length) {
      const row = this.batch[this.i++]!;
      if (!this.isWanted(row)) continue;
      this.stamp(row);
      this.row = row;
      return true;
    }
    return false;
  }

  /** Loads rows until there is one under the cursor, or no more. Rejects with a DataError. */
  async load(): Promise<void> {
    while (!this.step()) {
      const { value, done } = await this.batches.next();
      if (done) {
        this.at = Number.POSITIVE_INFINITY;
        this.row = undefined;
        return;
      }
      this.batch = value;
      this.i = 0;
    }
  }

  /** Ends the reading of the file before its end. */
  async close(): Promise<void> {
    await this.batches.return(undefined);
  }

  /** Tells the row under the cursor. */
  tell(engine: FeatureEngine): void {
    const row = this.row!;
    if ('qty' in row) {
      const sign = row.aggressor === undefined ? 0 : row.aggressor === 'buy' ? 1 : -1;
      engine.trade(this.at, this.scaled(row.price, this.factors.px), this.scaled(row.qty, this.factors.qty), sign);
      return;
    }
    const { bids, asks } = this;
    bids.clear();
    asks.clear();
    if ('bids' in row) {
      for (const level of row.bids) this.add(bids, level);
      for (const level of row.asks) this.add(asks, level);
    } else {
      if (row.bid) this.add(bids, row.bid);
      if (row.ask) this.add(asks, row.ask);
    }
    engine.book(this.at, bids, asks);
  }

  private add(columns: LevelColumns, { price, qty }: QuotedLevel): void {
    columns.add(this.scaled(price, this.factors.px), this.scaled(qty, this.factors.qty));
  }

  private scaled(units: number, factor: number): number {
    const finer = units * factor;
    if (factor !== 1 && !Number.isSafeInteger(finer)) this.wrong('is too large to be counted as finely as the other files');
    return finer;
  }

  private isWanted(row: Row): boolean {
    const { symbol, venue } = this.reading;
    try {
      return symbol.wants(row.symbol) && (!('bid' in row) || venue.wants(row.venue));
    } catch (error) {
      throw error instanceof Wrong ? new DataError(this.file.file, row.line, error.message) : error;
    }
  }

  private stamp(row: Row): void {
    const has = row.received !== undefined;
    if (this.row === undefined) this.hasReceived = has;
    else if (has !== this.hasReceived) this.wrong(`has ${has ? 'a' : 'no'} stamp of receipt, unlike the rows before it`, row);
    this.at = Math.max(this.at, row.received ?? row.at + this.reading.latency);
  }

  private wrong(reason: string, row = this.row): never {
    throw new DataError(this.file.file, row?.line ?? 1, reason);
  }
}
