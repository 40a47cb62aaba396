import type { AsOfSeries } from '../../core/as-of/as-of';
import type { Target } from '../../core/learned/model';
import type { Micros } from '../../core/numbers';
import { AsOfRows } from './as-of-rows';
import type { MarketRows } from './rows';
import { stepsOf } from './steps';
import { touchesOf } from './touches';

/** Rows of the first five minutes have no labels: averages have not seen enough to be read back. */
export const WARM_UP: Micros = 300_000_000;

/** A volatility below this (bps per root second) is as good as none: it keeps the logarithm of a still market finite. */
export const STILL = 0.05;

/** How exactly quantities are read back, as a part: less than this beyond the queue has not reached the order. */
const READ = 0.01;

/** Which side an order of the label `fill` is on: it joins the bid to buy, or the ask to sell. */
export type JoinSide = 1 | -1;

type Read<T> = { readonly [K in keyof T]: AsOfSeries };
/** A series of each key, by its name. */
const read = <T extends object>(from: T, series: (name: string, values: Float64Array) => AsOfSeries): Read<T> =>
  Object.fromEntries(Object.entries(from).map(([name, values]) => [name, series(name, values)])) as Read<T>;

/**
 * Labels of a grid of rows: what came after each of them, and only that: of row t a label reads rows t to t + horizon, never a later one (that would throw a
 * LookAheadError), and the features of row t are made of nothing after t. A row whose window has a gap, a halt or an unknown mid has none (NaN).
 */
export class Labels {
  private readonly rows: AsOfRows;
  private readonly at: Float64Array;
  private readonly steps: Read<ReturnType<typeof stepsOf>>;
  private readonly touches: Read<ReturnType<typeof touchesOf>>;
  private readonly known: Read<Record<'mid' | 'own' | 'trades' | 'tradeCount' | 'volumeNow' | 'volatility60', Float64Array>>;

  /** `every`: microseconds between rows, a second at most. */
  constructor(
    rows: MarketRows,
    private readonly every: Micros,
  ) {
    const [trades, tradeCount] = [rows.column('trades'), rows.column('tradeCount')];
    const [volumeNow, volatility60] = [rows.column('volumeNow'), rows.column('volatility60')];
    this.rows = new AsOfRows(rows);
    this.at = rows.at;
    this.steps = read(stepsOf(rows, every), (name, values) => this.rows.between(name, values));
    this.touches = read(touchesOf(rows), (name, values) => this.rows.of(name, values));
    const own = rows.own ?? new Float64Array(rows.at.length);
    const known = { mid: rows.mid, own, trades, tradeCount, volumeNow, volatility60 };
    this.known = read(known, (name, values) => this.rows.of(name, values));
  }

  /** How many rows a horizon (s) is. */
  span({ horizon }: Target): number {
    return Math.round((horizon * 1e6) / this.every);
  }

  /** The label of row `k`, in the target's units; NaN where there is none. `side` matters for `fill` alone. */
  of(target: Target, k: number, side: JoinSide): number {
    const end = k + this.span(target);
    // a row is missing where the one at the horizon's place is another one: nothing behind the horizon is asked for
    if (!(this.at[end]! - this.at[k]! === (end - k) * this.every)) return Number.NaN;
    this.rows.moveTo(end);
    if (!this.isWhole(k, end)) return Number.NaN;
    const { mid, own } = this.known;
    switch (target.name) {
      case 'drift':
        return (10_000 * (mid.value(end) - mid.value(k))) / mid.value(k) - (own.value(end) - own.value(k));
      case 'volume':
        return this.volume(k, end);
      case 'volatility':
        return this.movement(k, end);
      case 'fill':
        return this.filled(k, end, side);
      case 'tilt':
        throw new Error('a tilt is no label of market data: it is learned from a teacher');
    }
  }

  private isWhole(k: number, end: number): boolean {
    const { bought } = this.steps;
    for (let i = k; i < end; i++) if (Number.isNaN(bought.value(i))) return false;
    return true;
  }

  /**
   * ln of what trades over what is expected: the expected curve's rate where there is one (`trades` over `volumeNow`), else the rate of the last
   * minute. Both with one usual trade more, which keeps the logarithm of nothing finite.
   */
  private volume(k: number, end: number): number {
    const { bought, sold } = this.steps;
    let sum = 0;
    for (let i = k; i < end; i++) sum += bought.value(i) + sold.value(i);
    const trades = this.known.trades.value(k);
    const usual = trades / this.known.tradeCount.value(k);
    const busy = this.known.volumeNow.value(k);
    const rate = busy > 0 ? trades / busy : trades;
    const expected = (rate * (end - k) * this.every) / 1e6;
    return Math.log((sum + usual) / (expected + usual));
  }

  /** ln of the realised volatility over that of the last minute, by the same squares of returns. */
  private movement(k: number, end: number): number {
    let sum = 0;
    for (let i = k; i < end; i++) sum += this.steps.squares.value(i);
    const realised = sum / (((end - k) * this.every) / 1e6);
    return 0.5 * Math.log((realised + STILL ** 2) / (this.known.volatility60.value(k) ** 2 + STILL ** 2));
  }

  /**
   * 1 where a small order that joins the touch last is filled. What stands before it goes by trades alone, not by cancels, while its price is the
   * best; trades at better prices do not reach it. Once the best price is behind its own it is first, and the next one who comes in trades with it. The
   * other side at its price has traded with it too. A small order: what it changes for others is left out.
   */
  private filled(k: number, end: number, side: JoinSide): number {
    const { bid, ask, bidQty, askQty } = this.touches;
    const [own, other] = side === 1 ? [bid, ask] : [ask, bid];
    const against = side === 1 ? this.steps.sold : this.steps.bought;
    const price = own.value(k);
    const near = 1e-7 * price;
    const queue = (side === 1 ? bidQty : askQty).value(k);
    if (Number.isNaN(queue)) return Number.NaN;
    let ahead = queue;
    for (let i = k; i < end; i++) {
      const better = side * (own.value(i) - price);
      if (better < -near) ahead = 0;
      if (better <= near) ahead -= against.value(i);
      if (ahead < -READ * queue || side * (other.value(i + 1) - price) <= near) return 1;
    }
    return 0;
  }
}
