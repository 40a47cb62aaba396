import type { Target } from '../../core/learned/model';
import type { Micros } from '../../core/numbers';
import type { MarketRows } from './rows';
import { type Steps, stepsOf } from './steps';
import { type Touches, touchesOf } from './touches';

/** Rows of the first five minutes have no labels: averages have not seen enough to be read back. */
export const WARM_UP: Micros = 300_000_000;

/** A volatility below this (bps per root second) is as good as none: it keeps the logarithm of a still market finite. */
const STILL = 0.05;

/** How exactly quantities are read back, as a part: less than this beyond the queue has not reached the order. */
const READ = 0.01;

/** Which side an order of the label `fill` is on: it joins the bid to buy, or the ask to sell. */
export type JoinSide = 1 | -1;

/**
 * Labels of a grid of rows: what came after each of them, and only that: of row t a label reads rows t to t + horizon, never a later one, and the features
 * of row t are made of nothing after t. A row whose window has a gap, a halt or an unknown mid has none (NaN).
 */
export class Labels {
  private readonly steps: Steps;
  private readonly touches: Touches;
  private readonly mid: Float64Array;
  private readonly trades: Float64Array;
  private readonly counts: Float64Array;
  private readonly busy: Float64Array;
  private readonly volatility: Float64Array;

  /** `every`: microseconds between rows, a second at most. */
  constructor(
    rows: MarketRows,
    private readonly every: Micros,
  ) {
    this.steps = stepsOf(rows, every);
    this.touches = touchesOf(rows);
    this.mid = rows.mid;
    this.trades = rows.column('trades');
    this.counts = rows.column('tradeCount');
    this.busy = rows.column('volumeNow');
    this.volatility = rows.column('volatility60');
  }

  /** How many rows a horizon (s) is. */
  span({ horizon }: Target): number {
    return Math.round((horizon * 1e6) / this.every);
  }

  /** The label of row `k`, in the target's units; NaN where there is none. `side` matters for `fill` alone. */
  of(target: Target, k: number, side: JoinSide): number {
    const end = k + this.span(target);
    if (end >= this.mid.length || !this.isWhole(k, end)) return Number.NaN;
    switch (target.name) {
      case 'drift':
        return (10_000 * (this.mid[end]! - this.mid[k]!)) / this.mid[k]!;
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
    for (let i = k; i < end; i++) if (Number.isNaN(bought[i]!)) return false;
    return true;
  }

  /**
   * ln of what trades over what is expected: the expected curve's rate where there is one (`trades` over `volumeNow`), else the rate of the last
   * minute. Both with one usual trade more, which keeps the logarithm of nothing finite.
   */
  private volume(k: number, end: number): number {
    const { bought, sold } = this.steps;
    let sum = 0;
    for (let i = k; i < end; i++) sum += bought[i]! + sold[i]!;
    const trades = this.trades[k]!;
    const usual = trades / this.counts[k]!;
    const rate = this.busy[k]! > 0 ? trades / this.busy[k]! : trades;
    const expected = (rate * (end - k) * this.every) / 1e6;
    return Math.log((sum + usual) / (expected + usual));
  }

  /** ln of the realised volatility over that of the last minute, by the same squares of returns. */
  private movement(k: number, end: number): number {
    let sum = 0;
    for (let i = k; i < end; i++) sum += this.steps.squares[i]!;
    const realised = sum / (((end - k) * this.every) / 1e6);
    return 0.5 * Math.log((realised + STILL ** 2) / (this.volatility[k]! ** 2 + STILL ** 2));
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
    const price = own[k]!;
    const near = 1e-7 * price;
    const queue = (side === 1 ? bidQty : askQty)[k]!;
    if (Number.isNaN(queue)) return Number.NaN;
    let ahead = queue;
    for (let i = k; i < end; i++) {
      const better = side * (own[i]! - price);
      if (better < -near) ahead = 0;
      if (better <= near) ahead -= against[i]!;
      if (ahead < -READ * queue || side * (other[i + 1]! - price) <= near) return 1;
    }
    return 0;
  }
}
