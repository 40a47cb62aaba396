import { decimalsOf, type Micros, parseDecimal } from '../../src/core/numbers';
import type { OrderBook } from '../matching/book';
import { BUY, SELL, type Side, type Ticks } from '../matching/types';
import type { PriceBands } from './exchange-types';
import type { Listing } from './instruments';

const SECOND = 1_000_000;
/** A limit state that lasts so long becomes a pause. */
export const LIMIT_STATE: Micros = 15 * SECOND;
export const PAUSE: Micros = 300 * SECOND;
const REVIEW: Micros = 30 * SECOND;
const WINDOW = 10;

/** Tier 1: S&P 500, Russell 1000 and some funds; tier 2: all other stocks. */
export interface BandRules {
  readonly tier: 1 | 2;
}

/**
 * Half the distance between the bands, in ticks. Source: the Plan to Address Extraordinary Market Volatility (Limit Up-Limit Down),
 * Appendix A: by the prior close, above 3.00 5 % (tier 1) or 10 % (tier 2) of the reference price; from 0.75 to 3.00 20 %; below 0.75
 * the lesser of 0.15 and 75 %. A percentage is rounded to the nearest tick, half up. Not here: double width near the close, and
 * leveraged funds.
 */
export function bandWidth({ tier }: BandRules, listing: Listing, reference: Ticks): Ticks {
  const scale = Math.max(2, decimalsOf(listing.tickText));
  const tick = parseDecimal(listing.tickText, scale) as number;
  const cents = (n: number): number => n * 10 ** (scale - 2);
  const close = listing.referencePriceTicks * tick;
  const percent = (p: number): Ticks => Math.floor((reference * p * 2 + 100) / 200);
  if (close > cents(300)) return percent(tier === 1 ? 5 : 10);
  if (close >= cents(75)) return percent(20);
  return Math.min(percent(75), Math.floor(cents(15) / tick));
}

/**
 * The price bands of one symbol while it trades. Every 30 s the reference price becomes the mean trade price of the last five minutes,
 * if that is 1 % or more away from it (the Plan's section V; its mean is of each moment's last five minutes, this one of the last ten
 * half minutes). A limit state begins when the best bid stands at the upper band or the best offer at the lower one.
 */
export class BandKeeper {
  private reference: Ticks = 0;
  private lower: Ticks = 0;
  private upper: Ticks = 0;
  private limit: Side | undefined;
  private limitAt: Micros = 0;
  private reviewAt: Micros | undefined;
  private pausedAt: Micros | undefined;
  /** Sum and number of trade prices in each of the last half minutes; the current one is the last. */
  private sums: { sum: number; n: number }[] = [];

  constructor(
    private readonly rules: BandRules,
    private readonly listing: Listing,
    private readonly book: OrderBook,
  ) {}

  /** Trading begins, at `reference`; sets the book's bands. */
  start(reference: Ticks, at: Micros): void {
    this.sums = [{ sum: 0, n: 0 }];
    this.reviewAt = at + REVIEW;
    this.pausedAt = undefined;
    this.limit = undefined;
    this.set(reference);
  }

  /** Trading stops; `pause`: for as long as a pause lasts. */
  stop(pause: boolean, at: Micros): void {
    this.reviewAt = undefined;
    this.limit = undefined;
    this.pausedAt = pause ? at : undefined;
  }

  traded(price: Ticks): void {
    const bucket = this.sums.at(-1);
    if (!bucket) return;
    bucket.sum += price;
    bucket.n++;
  }

  /** When `due` has something to do, or undefined. */
  nextAt(): Micros | undefined {
    if (this.pausedAt !== undefined) return this.pausedAt + PAUSE;
    if (this.reviewAt === undefined || this.limit === undefined) return this.reviewAt;
    return Math.min(this.reviewAt, this.limitAt + LIMIT_STATE);
  }

  /** What time brings at `at`: a pause, the end of one, or a look at the reference price (`moved`: it changed, and the bands with it). */
  due(at: Micros): 'pause' | 'resume' | 'moved' | undefined {
    if (this.pausedAt !== undefined) return 'resume';
    if (this.limit !== undefined && at >= this.limitAt + LIMIT_STATE) return 'pause';
    this.reviewAt = at + REVIEW;
    const mean = this.mean();
    this.sums.push({ sum: 0, n: 0 });
    if (this.sums.length > WINDOW) this.sums.shift();
    if (mean === undefined || Math.abs(mean - this.reference) * 100 < this.reference) return undefined;
    this.set(mean);
    return 'moved';
  }

  /** Looks whether a limit state began or ended; true where one did. For after each command and event of the book. */
  look(at: Micros): boolean {
    if (this.reviewAt === undefined) return false;
    const { book, lower, upper } = this;
    const now = book.best(BUY) === upper ? BUY : book.best(SELL) === lower ? SELL : undefined;
    if (now === this.limit) return false;
    this.limit = now;
    this.limitAt = at;
    return true;
  }

  /** The bands in force; undefined while the symbol does not trade. */
  bands(): PriceBands | undefined {
    const { lower, upper, reference, limit } = this;
    return this.reviewAt === undefined ? undefined : { lower, upper, reference, limit };
  }

  private set(reference: Ticks): void {
    const width = bandWidth(this.rules, this.listing, reference);
    this.reference = reference;
    this.lower = reference - width;
    this.upper = reference + width;
    this.book.setBands(this.lower, this.upper);
  }

  private mean(): Ticks | undefined {
    let sum = 0;
    let n = 0;
    for (const b of this.sums) {
      sum += b.sum;
      n += b.n;
    }
    return n === 0 ? undefined : Math.round(sum / n);
  }
}
