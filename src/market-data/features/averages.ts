import { placeOf } from '../../core/features/names';
import type { Touch } from './touch';
import type { TradingClock } from './trading-clock';

const VOLATILITY10 = placeOf('volatility10');
const VOLATILITY60 = placeOf('volatility60');
const VOLATILITY300 = placeOf('volatility300');
const SIGNED_TRADES = placeOf('signedTrades');
const TRADES = placeOf('trades');
const TRADE_COUNT = placeOf('tradeCount');
const MEAN_DEPTH = placeOf('depth');
const QUEUE_BID = placeOf('queueBid');
const QUEUE_ASK = placeOf('queueAsk');
const TREND = placeOf('trend300');
const FLOW = placeOf('flow300');

const SECOND = 1e6;
/** Spans of the averages (us). */
const TAU10 = 10 * SECOND;
const TAU60 = 60 * SECOND;
const TAU300 = 300 * SECOND;
/** Part of its span that an average must have seen before it is known. */
const ENOUGH = 0.1;
/** Less than this has faded: numbers next to the smallest there are would fade no further, and slow a processor down. */
const NOTHING = 1e-200;
/** Longest queue that is told (s). */
const LONGEST_QUEUE = 3600;

// places in the state: first what fades, then what does not
const SQUARES10 = 0; // squared returns (bps)
const SQUARES60 = 1;
const SQUARES300 = 2;
const BOUGHT = 3; // quantities
const SOLD = 4;
const COUNT = 5; // trades
const DEPTH = 6; // touch x time
const DEPTH_WEIGHT = 7;
const MISSING10 = 8; // exp(-seen / span): what the span had before the first mid
const MISSING60 = 9;
const MISSING300 = 10;
const MISSING = 11; // of 60 s, before the first update
const UP = 12; // returns (bps) over the longest span, those that rose and those that fell: sums that fade never go below 0
const DOWN = 13;
const BOUGHT300 = 14; // quantities over the longest span
const SOLD300 = 15;
const FIRST = 16; // trading time of the first update
const FIRST_MID = 17; // and of the first mid
const MID2 = 18; // twice the mid that the next return starts from; NaN where it must not start from one
const SIZE = 19;

/**
 * Averages whose weights fall by e over a span of trading time: each event enters when it happens, and everything fades as time passes. Sums
 * over what has been seen for less than its whole span are scaled up by what is missing, 1 - exp(-seen / span).
 */
export class Averages {
  private readonly at = new Float64Array(SIZE);

  /** `quantum`: units in a share or contract. */
  constructor(private readonly quantum: number) {
    this.clear();
  }

  clear(): void {
    this.at.fill(0, 0, FIRST).fill(Number.NaN, FIRST);
  }

  /** Takes over what `from`, which may be itself, has become by the time that the clock moved to; `touch`: the book during that time. */
  fade(from: Averages, clock: TradingClock, touch: Touch): void {
    const [a, b] = [from.at, this.at];
    // exact where the time is short beside the span (a weight of 1 - f) and where it is long (f next to nothing)
    const x = -clock.passed / TAU60;
    const less = Math.expm1(x);
    const f60 = x > -1 ? 1 + less : Math.exp(x);
    const f10 = f60 * f60 * f60 * f60 * f60 * f60;
    const f300 = Math.exp(-clock.passed / TAU300);
    b[SQUARES10] = a[SQUARES10]! * f10;
    b[SQUARES60] = a[SQUARES60]! * f60;
    b[SQUARES300] = a[SQUARES300]! * f300;
    b[MISSING10] = a[MISSING10]! * f10;
    b[MISSING60] = a[MISSING60]! * f60;
    b[MISSING300] = a[MISSING300]! * f300;
    b[MISSING] = a[MISSING]! * f60;
    b[BOUGHT] = a[BOUGHT]! * f60;
    b[SOLD] = a[SOLD]! * f60;
    b[COUNT] = a[COUNT]! * f60;
    for (let i = UP; i < FIRST; i++) b[i] = a[i]! * f300;
    const known = touch.usable;
    b[DEPTH] = a[DEPTH]! * f60 - (known ? less * ((touch.bidQty + touch.askQty) / (2 * this.quantum)) : 0);
    b[DEPTH_WEIGHT] = a[DEPTH_WEIGHT]! * f60 - (known ? less : 0);
    for (let i = 0; i < FIRST; i++) if (b[i]! < NOTHING) b[i] = 0;
    b[FIRST] = a[FIRST]!;
    b[FIRST_MID] = a[FIRST_MID]!;
  }

  /** An update came: the first is when all but returns begin. */
  updated(clock: TradingClock): void {
    const { at } = this;
    if (!Number.isNaN(at[FIRST]!)) return;
    at[FIRST] = clock.trading;
    at[MISSING] = 1;
  }

  /** The book says what mid is. */
  mid(clock: TradingClock, touch: Touch): void {
    const { at } = this;
    const from = at[MID2]!;
    const to = touch.mid2;
    at[MID2] = to;
    if (from === to) return;
    if (Number.isNaN(from)) return this.firstMid(clock);
    const bps = 10_000 * Math.log1p((to - from) / from);
    const square = bps * bps;
    at[SQUARES10]! += square;
    at[SQUARES60]! += square;
    at[SQUARES300]! += square;
    at[bps > 0 ? UP : DOWN]! += Math.abs(bps);
  }

  private firstMid(clock: TradingClock): void {
    const { at } = this;
    if (!Number.isNaN(at[FIRST_MID]!)) return;
    at[FIRST_MID] = clock.trading;
    at.fill(1, MISSING10, MISSING);
  }

  /** The next return starts from the mid after this. */
  forgetMid(): void {
    this.at[MID2] = Number.NaN;
  }

  /** A trade of so many units; `sign` 1 where a buyer came in, -1 a seller, 0 not known: half to each. */
  traded(units: number, sign: number): void {
    const { at } = this;
    const qty = units / this.quantum;
    const bought = sign > 0 ? qty : sign < 0 ? 0 : qty / 2;
    at[BOUGHT]! += bought;
    at[SOLD]! += qty - bought;
    at[BOUGHT300]! += bought;
    at[SOLD300]! += qty - bought;
    at[COUNT]! += 1;
  }

  /** Writes the features that are averages, as of the clock's time. */
  write(clock: TradingClock, into: Float64Array): void {
    const { at } = this;
    const midSeen = clock.trading - at[FIRST_MID]!;
    if (midSeen >= TAU10 * ENOUGH) into[VOLATILITY10] = Math.sqrt((at[SQUARES10]! * SECOND) / (TAU10 * (1 - at[MISSING10]!)));
    if (midSeen >= TAU60 * ENOUGH) into[VOLATILITY60] = Math.sqrt((at[SQUARES60]! * SECOND) / (TAU60 * (1 - at[MISSING60]!)));
    if (midSeen >= TAU300 * ENOUGH) {
      const rate300 = SECOND / (TAU300 * (1 - at[MISSING300]!));
      into[VOLATILITY300] = Math.sqrt(at[SQUARES300]! * rate300);
      into[TREND] = (at[UP]! - at[DOWN]!) * rate300;
    }
    if (at[DEPTH_WEIGHT]! > 0) into[MEAN_DEPTH] = at[DEPTH]! / at[DEPTH_WEIGHT]!;
    if (!(clock.trading - at[FIRST]! >= TAU60 * ENOUGH)) return;
    const rate = SECOND / (TAU60 * (1 - at[MISSING]!));
    into[TRADES] = (at[BOUGHT]! + at[SOLD]!) * rate;
    into[SIGNED_TRADES] = (at[BOUGHT]! - at[SOLD]!) * rate;
    into[TRADE_COUNT] = at[COUNT]! * rate;
    const all = at[BOUGHT300]! + at[SOLD300]!;
    if (clock.trading - at[FIRST]! >= TAU300 * ENOUGH && all > 0) into[FLOW] = (at[BOUGHT300]! - at[SOLD300]!) / all;
  }

  /** Writes how long the queues of a book that is usable would last. */
  writeQueues(clock: TradingClock, touch: Touch, into: Float64Array): void {
    const { at, quantum } = this;
    if (!(clock.trading - at[FIRST]! >= TAU60 * ENOUGH)) return;
    const rate = SECOND / (TAU60 * (1 - at[MISSING]!));
    into[QUEUE_BID] = Math.min(LONGEST_QUEUE, touch.bidQty / quantum / (at[SOLD]! * rate));
    into[QUEUE_ASK] = Math.min(LONGEST_QUEUE, touch.askQty / quantum / (at[BOUGHT]! * rate));
  }
}
