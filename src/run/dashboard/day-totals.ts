import type { Micros } from '../../core/numbers';
import type { Parent } from '../../core/order/parent';
import type { Kpis, Slippage } from '../../dashboard/feed';
import { averageOf, type SlippageBps } from './slippage';

/** An average weighted by value, and how many orders it is made of. */
class Average {
  private value = 0;
  private sum = 0;
  private n = 0;

  /** `times` -1 takes out what was added before. */
  add(bps: number | null, value: number, times: 1 | -1): void {
    if (bps === null || !(value > 0)) return;
    this.value += times * value;
    this.sum += times * bps * value;
    this.n += times;
  }

  read(): Slippage {
    return { bps: this.n === 0 ? null : Math.round((100 * this.sum) / this.value) / 100, n: this.n };
  }
}

/** What an order that is over added to the totals. */
export interface Counted {
  /** Quantities in shares or contracts. */
  readonly asked: number;
  readonly done: number;
  readonly filled: boolean;
  readonly value: number;
  readonly slippage: SlippageBps;
  /** The day that it was counted in, by when that ends. */
  readonly day: Micros;
}

/** Counts of the trading day, off the facts: a restart counts the same, but for VWAP and TWAP, which are of orders that came since it. */
export class DayTotals {
  /** Orders that came, and those of them that we denied. */
  orders = 0;
  denied = 0;
  /** Children that were sent, and that venues rejected. */
  sent = 0;
  rejected = 0;
  private filled = 0;
  private done = 0;
  private asked = 0;
  private arrival = new Average();
  private vwap = new Average();
  private twap = new Average();
  private ends: Micros = 0;

  /** The day that ends at `ends` is under way: another one begins at 0. */
  turn(ends: Micros): void {
    if (ends === this.ends) return;
    this.ends = ends;
    this.orders = this.denied = this.sent = this.rejected = this.filled = this.done = this.asked = 0;
    [this.arrival, this.vwap, this.twap] = [new Average(), new Average(), new Average()];
  }

  /**
   * An order that we took is over. `before`: as it was counted when it ended: a bust or a correction that came since takes its place, on the day that it
   * was counted in; of an earlier day nothing changes.
   */
  ended(parent: Parent, slippage: SlippageBps, before?: Counted): Counted {
    const { state, instrument } = parent;
    const unit = 10 ** instrument.qtyScale;
    const done = state.cumQty / unit;
    const value = done > 0 ? averageOf(parent) * done : 0;
    if (before && (before.day !== this.ends || (before.done === done && before.value === value))) return before;
    if (before) this.count(before, -1);
    const filled = state.cumQty >= state.orderQty;
    const counted = { asked: state.orderQty / unit, done, filled, value, slippage, day: this.ends };
    this.count(counted, 1);
    return counted;
  }

  /** It is open again (a bust, a restatement): it ends once more. */
  reopened(counted: Counted): void {
    if (counted.day === this.ends) this.count(counted, -1);
  }

  read(): Omit<Kpis, 'traded' | 'pnl' | 'realised' | 'unrealised'> {
    const { orders, filled, denied, rejected, asked, done, sent } = this;
    return {
      ...{ orders, filled, denied, rejected },
      fillRate: part(done, asked),
      denialRate: part(denied, orders),
      rejectRate: part(rejected, sent),
      arrival: this.arrival.read(),
      vwap: this.vwap.read(),
      twap: this.twap.read(),
    };
  }

  private count({ asked, done, filled, value, slippage }: Counted, times: 1 | -1): void {
    this.asked += times * asked;
    this.done += times * done;
    if (filled) this.filled += times;
    this.arrival.add(slippage.arrival, value, times);
    this.vwap.add(slippage.vwap, value, times);
    this.twap.add(slippage.twap, value, times);
  }
}

const part = (some: number, all: number): number | null => (all > 0 ? Math.round((1e6 * some) / all) / 1e6 : null);
