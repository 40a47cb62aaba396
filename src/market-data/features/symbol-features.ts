import type { LevelsOfSide } from '../../core/features/levels';
import { placeOf, SYMBOL_FEATURES } from '../../core/features/names';
import type { Micros } from '../../core/numbers';
import type { SessionVolume } from '../../core/schedule/curves/volume';
import { Averages } from './averages';
import { DayVolume } from './day-volume';
import { FlowWindow } from './flow-window';
import { Touch } from './touch';
import { signOf } from './trade-sign';
import { TradingClock } from './trading-clock';

/** After so long (us) without any update it is another session. */
const ANOTHER_SESSION = 3_600_000_000;
const COUNT = SYMBOL_FEATURES.length;
const TRADE_SIGN = placeOf('tradeSign');
const NEWS_URGENCY = placeOf('newsUrgency');
const SINCE_NEWS = placeOf('sinceNews');
const SINCE_HALT = placeOf('sinceHalt');

// places in the state
const PX2 = 0; // twice the price of the last trade
const SIGN = 1; // and its sign
const NEWS = 2; // when news came, and how urgent
const URGENCY = 3;

/**
 * The features of one symbol (SYMBOL_FEATURES), kept up to date by what is received, in one pass and without allocation.
 *
 * Every `at` is a receive time in us; time never goes back, an earlier stamp counts as the latest. Prices and quantities are integers in
 * units; those of quantities have `qtyScale` decimals, and features of quantity are in shares or contracts. The same input gives the same
 * bits, however often it is read in between and whatever the scales are: units enter exact sums and single divisions only.
 *
 * What is not known is NaN. A book that is crossed, lacks a side or has no mid above zero says nothing of itself (spread, imbalance,
 * microprice, order flow, queues); a locked one does. A return is taken from the last mid to the next one, over such a book too; order flow
 * only between two books that say something. While trading is halted nothing is known of the book, trading time stands still (averages
 * and windows neither fade nor run) and trades count for the day's volume only; no return is taken across a halt. After an hour without
 * any update everything is learned anew but the halt, the news and the day's volume.
 */
export class SymbolFeatures {
  private readonly quantum: number;
  private readonly clock = new TradingClock();
  private readonly averages: Averages;
  /** Clock and averages as of a later time, while they are read. */
  private readonly later = new TradingClock();
  private readonly faded: Averages;
  private readonly flow = new FlowWindow();
  private readonly touch = new Touch();
  private readonly before = new Touch();
  private readonly day = new DayVolume();
  private readonly state = new Float64Array(4).fill(Number.NaN);

  constructor({ qtyScale }: { readonly qtyScale: number }) {
    this.quantum = 10 ** qtyScale;
    this.averages = new Averages(this.quantum);
    this.faded = new Averages(this.quantum);
  }

  /** When the latest book, trade or status was received; NaN before the first. */
  get asOf(): Micros {
    return this.clock.asOf;
  }

  /** Twice mid, in price units; NaN where the book says nothing of itself or trading is halted. */
  get mid2(): number {
    return this.told() ? this.touch.mid2 : Number.NaN;
  }

  /** The whole book after a change: all levels that are there, best first (five are read). Both columns stay the caller's. */
  book(at: Micros, bids: LevelsOfSide, asks: LevelsOfSide): void {
    this.clock.next[0] = at;
    this.move();
    const { touch, before, clock } = this;
    before.copy(touch);
    touch.take(bids, asks);
    if (!this.told()) return;
    if (before.usable) this.flow.add(clock, touch, before);
    this.averages.mid(clock, touch);
  }

  /**
   * A trade, told before the book that it left. `sign`: 1 where a buyer came in, -1 a seller, 0 where the source does not say: then the quote
   * rule decides, and at mid the tick rule (`signOf`). One without a quantity above zero or a price is left out.
   */
  trade(at: Micros, px: number, qty: number, sign: number): void {
    this.clock.next[0] = at;
    this.move();
    if (!(qty > 0) || !Number.isFinite(px)) return;
    this.day.traded(this.clock.asOf, qty);
    if (this.clock.halted) return;
    const { state, touch } = this;
    const mid2 = touch.usable ? touch.mid2 : Number.NaN;
    const from = sign === 0 ? signOf(2 * px, mid2, state[PX2]!, state[SIGN]!) : sign;
    this.averages.traded(qty, from);
    state[PX2] = 2 * px;
    state[SIGN] = from;
  }

  /** Trading is halted, or goes on: whatever the venue calls it, orders do not, or do, match. */
  status(at: Micros, trading: boolean): void {
    this.clock.next[0] = at;
    this.move();
    if (!this.clock.halt(!trading) || !trading) return;
    this.averages.forgetMid();
    if (this.touch.usable) this.averages.mid(this.clock, this.touch);
  }

  /** News of the symbol; `urgency` as in Urgency (61). It is no update of the market: `asOf` stays. */
  news(at: Micros, urgency: number): void {
    this.state[NEWS] = at;
    this.state[URGENCY] = urgency;
  }

  /**
   * What this session is expected to trade, `volume` in shares or contracts; undefined: nobody knows. Told by its start, the whole session is
   * compared, else what is left of it at `at`. It is no update of the market: `asOf` stays.
   */
  expect(at: Micros, session: SessionVolume | undefined): void {
    this.day.expect(at, session);
  }

  /** Writes the vector as of `at`: what was received so far, faded up to then. Earlier than `asOf` counts as `asOf`. Changes nothing. */
  read(at: Micros, into: Float64Array): void {
    const { later, state } = this;
    into.fill(Number.NaN, 0, COUNT);
    later.copy(this.clock);
    later.next[0] = at;
    if (!later.move(ANOTHER_SESSION)) this.market(into);
    this.day.write(later, this.quantum, into);
    into[NEWS_URGENCY] = state[URGENCY]!;
    into[SINCE_NEWS] = Math.max(0, at - state[NEWS]!) / 1e6;
    into[SINCE_HALT] = later.halted ? 0 : (later.asOf - later.resumedAt) / 1e6;
  }

  private market(into: Float64Array): void {
    const { later, touch } = this;
    let { averages } = this;
    if (later.passed > 0) {
      this.faded.fade(averages, later, touch);
      averages = this.faded;
    }
    averages.write(later, into);
    into[TRADE_SIGN] = this.state[SIGN]!;
    if (!this.told()) return;
    touch.write(into);
    averages.writeQueues(later, touch, into);
    this.flow.write(later, this.quantum, into);
  }

  /** The book says something of itself, and the market trades. */
  private told(): boolean {
    return this.touch.usable && !this.clock.halted;
  }

  private move(): void {
    const { clock, averages, state } = this;
    if (clock.move(ANOTHER_SESSION)) {
      averages.clear();
      this.flow.clear();
      this.touch.clear();
      state[PX2] = Number.NaN;
      state[SIGN] = Number.NaN;
    } else if (clock.passed > 0) averages.fade(averages, clock, this.touch);
    averages.updated(clock);
  }
}
