import type { Micros } from '../../../src/core/numbers';

/** What is watched of a market: its best quotes and its trades. Prices are ticks (halves and finer may occur in trades), sizes lots. */
export interface Observer {
  /** The best quotes are these from `at` on. */
  quote(at: Micros, bid: number, ask: number, bidQty: number, askQty: number): void;
  /** `sign`: 1 the taker bought, -1 it sold. */
  trade(at: Micros, price: number, qty: number, sign: 1 | -1): void;
}

/** Columns that grow. */
class Rows {
  private cells = new Float64Array(1 << 12);
  length = 0;

  constructor(private readonly width: number) {}

  add(...row: number[]): void {
    if ((this.length + 1) * this.width > this.cells.length) {
      const bigger = new Float64Array(this.cells.length * 2);
      bigger.set(this.cells);
      this.cells = bigger;
    }
    this.cells.set(row, this.length++ * this.width);
  }

  at(row: number, column: number): number {
    return this.cells[row * this.width + column]!;
  }

  replaceLast(...row: number[]): void {
    this.cells.set(row, (this.length - 1) * this.width);
  }
}

/**
 * Quotes and trades of a stretch of time, kept. Quotes that repeat the last are left out, and of those with one time the last counts. Trades
 * of one time and one sign are one: an order that takes from several others is one decision (its price is that of the last).
 */
export class Recording implements Observer {
  private readonly quoted = new Rows(5);
  private readonly traded = new Rows(4);

  constructor(
    readonly name: string,
    readonly start: Micros,
    readonly end: Micros,
  ) {}

  quote(at: Micros, bid: number, ask: number, bidQty: number, askQty: number): void {
    const q = this.quoted;
    const last = q.length - 1;
    const same = last >= 0 && q.at(last, 1) === bid && q.at(last, 2) === ask;
    if (same && q.at(last, 3) === bidQty && q.at(last, 4) === askQty) return;
    if (last >= 0 && q.at(last, 0) === at) q.replaceLast(at, bid, ask, bidQty, askQty);
    else q.add(at, bid, ask, bidQty, askQty);
  }

  trade(at: Micros, price: number, qty: number, sign: 1 | -1): void {
    const t = this.traded;
    const last = t.length - 1;
    if (last >= 0 && t.at(last, 0) === at && t.at(last, 3) === sign) {
      t.replaceLast(at, price, t.at(last, 2) + qty, sign);
    } else t.add(at, price, qty, sign);
  }

  get quotes(): number {
    return this.quoted.length;
  }

  get trades(): number {
    return this.traded.length;
  }

  /** The n-th quote. */
  quoteAt(n: number): { at: Micros; bid: number; ask: number; bidQty: number; askQty: number } {
    const q = this.quoted;
    return { at: q.at(n, 0), bid: q.at(n, 1), ask: q.at(n, 2), bidQty: q.at(n, 3), askQty: q.at(n, 4) };
  }

  /** The n-th trade. */
  tradeAt(n: number): { at: Micros; price: number; qty: number; sign: number } {
    const t = this.traded;
    return { at: t.at(n, 0), price: t.at(n, 1), qty: t.at(n, 2), sign: t.at(n, 3) };
  }

  /** Middle of the quotes every `every` microseconds from the first quote on; ticks. */
  mids(every: Micros): number[] {
    const out: number[] = [];
    if (this.quoted.length === 0) return out;
    let row = 0;
    for (let at = this.quoted.at(0, 0); at <= this.end; at += every) {
      while (row + 1 < this.quoted.length && this.quoted.at(row + 1, 0) <= at) row++;
      out.push((this.quoted.at(row, 1) + this.quoted.at(row, 2)) / 2);
    }
    return out;
  }
}
