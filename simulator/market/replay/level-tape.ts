import type { Micros } from '../../../src/core/numbers';
import type { Lots, Side, Ticks } from '../../matching/types';
import { room } from './columns';
import type { RowReader } from './row-reader';

/** Kinds of rows of a level tape. */
export const ROW = { Levels: 0, Trade: 1, Print: 2 } as const;

/**
 * How prints of the tape meet its book. `consume`: one venue whose prints and book go together, so a print takes what was shown, and one
 * behind shown lots proves these gone. `advance`: prints of many venues beside consolidated quotes, so a print moves the queue forward and
 * changes nothing that is shown, a print behind shown lots was made elsewhere, and one that comes late may have been seen in the quotes already.
 */
export type PrintRule = 'consume' | 'advance';

/** Market data by price: rows of levels and of trades, in ticks and lots, in the order of time. */
export interface LevelTape {
  readonly rows: number;
  readonly at: Float64Array;
  readonly kind: Uint8Array;
  /** Row k has cells from[k] to from[k + 1]. */
  readonly from: Float64Array;
  /**
   * Of levels: number of bids, then price and lots of each bid and each ask, best first. Of a trade: side of the resting orders, price,
   * lots. Of a print (a trade that cannot have met the book): the same, the price in counts of 10^-scale.
   */
  readonly cells: Float64Array;
  readonly scale: number;
  /** A tick in counts of 10^-scale. */
  readonly tick: number;
  readonly prints: PrintRule;
  /** Rows that were left out: crossed or locked, or of no whole lot. */
  readonly leftOut: number;
  /** First middle price, or that of a trade before it, in ticks. */
  readonly first: Ticks;
  /** Made out of bars: see Market.pinned. */
  readonly pinned: boolean;
}

/** What a tape is, beside its rows. */
export interface TapeNature {
  readonly prints: PrintRule;
  readonly pinned: boolean;
}

/** Writes a level tape row by row; every row's units are checked before anything plays. */
export class LevelTapeWriter {
  private at = new Float64Array(1 << 12);
  private kind = new Uint8Array(1 << 12);
  private from = new Float64Array(1 << 12);
  private cells = new Float64Array(1 << 15);
  private rows = 0;
  private end = 0;
  private leftOut = 0;
  private first: Ticks | undefined;

  constructor(private readonly nature: TapeNature) {}

  /** Levels in ticks and lots: price, lots, price, lots, best first. Left out where they cross or lock. */
  levels(at: Micros, bids: readonly number[], asks: readonly number[]): void {
    if (bids.length > 0 && asks.length > 0 && bids[0]! >= asks[0]!) {
      this.leftOut++;
      return;
    }
    this.begin(at, ROW.Levels, 1 + bids.length + asks.length);
    this.cell(bids.length / 2);
    for (const cell of bids) this.cell(cell);
    for (const cell of asks) this.cell(cell);
    const [bid, ask] = [bids[0] ?? asks[0], asks[0] ?? bids[0]];
    if (bid !== undefined && ask !== undefined) this.first ??= Math.floor((bid + ask) / 2);
  }

  /** A trade of an incoming order with orders that rest on `side`. */
  trade(at: Micros, side: Side, price: Ticks, qty: Lots): void {
    this.event(at, ROW.Trade, [side, price, qty]);
    this.first ??= price;
  }

  /** A trade that met no order of the book; `price` in counts of 10^-scale. */
  print(at: Micros, side: Side, price: number, qty: Lots): void {
    this.event(at, ROW.Print, [side, price, qty]);
  }

  /** Nothing of a row could be used. */
  leaveOut(): void {
    this.leftOut++;
  }

  /** The tape; `reader` is that of the prints. Throws a DataError where nothing was written. */
  done(reader: RowReader): LevelTape {
    if (this.rows === 0 || this.first === undefined) throw reader.error(1, 'has no row that can be played');
    this.from = room(this.from, this.rows + 1);
    this.from[this.rows] = this.end;
    const { rows, at, kind, from, cells, leftOut, first } = this;
    return {
      rows,
      at,
      kind,
      from,
      cells,
      leftOut,
      first,
      scale: reader.prices.fineScale,
      tick: reader.prices.step,
      ...this.nature,
    };
  }

  private event(at: Micros, kind: number, cells: readonly [number, number, Lots]): void {
    if (cells[2] <= 0) {
      this.leftOut++;
      return;
    }
    this.begin(at, kind, 3);
    for (const cell of cells) this.cell(cell);
  }

  private begin(at: Micros, kind: number, cells: number): void {
    const k = this.rows++;
    [this.at, this.kind, this.from] = [room(this.at, k + 1), room(this.kind, k + 1), room(this.from, k + 1)];
    this.cells = room(this.cells, this.end + cells);
    this.at[k] = at;
    this.kind[k] = kind;
    this.from[k] = this.end;
  }

  private cell(value: number): void {
    this.cells[this.end++] = value;
  }
}
