import type { Micros } from '../../core/numbers';

/** Sums up to a moment: what lies between two of them averages over that time. */
export interface SumsAt {
  /** Quantity that was seen to trade, and quantity times price; in units of the instrument. */
  readonly volume: number;
  readonly turnover: number;
  /** Time (us) in which both sides were quoted, and mid times that time. */
  readonly time: Micros;
  readonly midTime: number;
}

/** What a symbol's market averages are made of. Floats: they are read by people, and never become an order. */
export class MarketSums {
  private volume = 0;
  private turnover = 0;
  private time: Micros = 0;
  private midTime = 0;
  private mid = Number.NaN;
  private since: Micros = 0;

  traded(px: number, qty: number): void {
    this.volume += qty;
    this.turnover += px * qty;
  }

  /** From `at` on the middle of the market is `mid` (price units); NaN where a side is missing. */
  quoted(at: Micros, mid: number): void {
    this.pass(at);
    this.mid = mid;
  }

  read(at: Micros): SumsAt {
    this.pass(at);
    const { volume, turnover, time, midTime } = this;
    return { volume, turnover, time, midTime };
  }

  private pass(at: Micros): void {
    const passed = at - this.since;
    if (passed <= 0) return;
    this.since = at;
    if (!(this.mid > 0)) return;
    this.time += passed;
    this.midTime += this.mid * passed;
  }
}

/** Volume weighted average price of what traded between two moments, price units; NaN where nothing did. */
export const vwapOf = (from: SumsAt, to: SumsAt): number => (to.turnover - from.turnover) / (to.volume - from.volume);

/** Time weighted average of the mid between two moments, price units; NaN where it was not known for any of that time. */
export const twapOf = (from: SumsAt, to: SumsAt): number => (to.midTime - from.midTime) / (to.time - from.time);
