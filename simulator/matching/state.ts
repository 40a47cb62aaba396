import { BookSide } from './book-side';
import { IdTable } from './id-table';
import { DARK, ICEBERG, LIT, OrderPool, PLACE, placeOf, STOP, ZONES } from './pool';
import { BUY, type Lots, SELL, type Side, type Ticks } from './types';

/** What the parts of a book share: its orders, where each of them is, its price bands, and the prices of its latest trades. */
export class BookState {
  readonly pool = new OrderPool();
  readonly slots = new IdTable();
  /** Every queue of the book, by `placeOf` a side and zone. */
  readonly places: readonly BookSide[];
  readonly bids: BookSide;
  readonly asks: BookSide;
  readonly darkBids: BookSide;
  readonly darkAsks: BookSide;
  readonly buyStops: BookSide;
  readonly sellStops: BookSide;
  /** True while orders are only collected for an auction. */
  collecting = false;
  /** Price bands: no order trades beyond them in continuous trading. */
  lower: Ticks = Number.NEGATIVE_INFINITY;
  upper: Ticks = Number.POSITIVE_INFINITY;
  /** Price of the latest trade; NaN before the first. */
  last: Ticks = Number.NaN;
  /** Lowest and highest price traded since stop orders were last looked at. */
  low: Ticks = Number.POSITIVE_INFINITY;
  high: Ticks = Number.NEGATIVE_INFINITY;

  constructor() {
    const { pool } = this;
    // A buy stop is the nearer the lower it is: stops rank the other way round.
    const ranking = (i: number): Side => (i >> 1 === STOP ? ((1 - (i & 1)) as Side) : ((i & 1) as Side));
    this.places = Array.from({ length: ZONES * 2 }, (_, i) => new BookSide(ranking(i), pool));
    this.bids = this.places[placeOf(BUY, LIT)]!;
    this.asks = this.places[placeOf(SELL, LIT)]!;
    this.darkBids = this.places[placeOf(BUY, DARK)]!;
    this.darkAsks = this.places[placeOf(SELL, DARK)]!;
    this.buyStops = this.places[placeOf(BUY, STOP)]!;
    this.sellStops = this.places[placeOf(SELL, STOP)]!;
  }

  /** The queues in which an order is. */
  placeOf(slot: number): BookSide {
    return this.places[this.pool.flags[slot]! & PLACE]!;
  }

  /** Where an order rests; infinite for a market order that waits for an auction, the stop price of a stop order. */
  priceOf(slot: number): Ticks {
    return this.placeOf(slot).price[this.pool.level[slot]!]!;
  }

  /** Puts an order that the pool holds at the back of the queue of a price. */
  enqueue(slot: number, price: Ticks): void {
    this.placeOf(slot).append(slot, price);
    this.slots.add(this.pool.id[slot]!, slot);
  }

  /** Takes an order out with whatever it still holds. */
  drop(slot: number): void {
    this.placeOf(slot).unlink(slot);
    this.slots.remove(this.pool.id[slot]!);
    this.pool.release(slot);
  }

  /** `lots` of an order, at most those in its queue, were matched; returns all that it still has open. An iceberg that has shown all refreshes at the back. */
  fill(from: BookSide, slot: number, lots: Lots): Lots {
    const { pool } = this;
    const iceberg = (pool.flags[slot]! & ICEBERG) !== 0;
    if (lots < pool.leaves[slot]!) {
      from.shrink(slot, lots);
      return iceberg ? pool.open(slot) : pool.leaves[slot]!;
    }
    if (!iceberg || pool.reserve[slot] === 0) {
      from.unlink(slot);
      this.slots.remove(pool.id[slot]!);
      pool.release(slot);
      return 0;
    }
    const price = from.price[pool.level[slot]!]!;
    from.unlink(slot);
    this.refresh(slot);
    from.append(slot, price);
    return pool.open(slot);
  }

  /** Takes lots off an order that stays where it is: an iceberg's hidden ones first. */
  shrink(slot: number, by: Lots): void {
    const { pool } = this;
    let shown = by;
    if ((pool.flags[slot]! & ICEBERG) !== 0) {
      const hidden = Math.min(by, pool.reserve[slot]!);
      pool.reserve[slot]! -= hidden;
      shown -= hidden;
    }
    if (shown > 0) this.placeOf(slot).shrink(slot, shown);
  }

  /** Notes a trade for the stop orders. */
  note(price: Ticks): void {
    this.last = price;
    if (price < this.low) this.low = price;
    if (price > this.high) this.high = price;
  }

  /** A limit (infinite: a market order's) as far as the price bands let it go. */
  within(side: Side, limit: Ticks): Ticks {
    if (side === BUY) return limit > this.upper ? this.upper : limit;
    return limit < this.lower ? this.lower : limit;
  }

  private refresh(slot: number): void {
    const { pool } = this;
    const shown = Math.min(pool.show[slot]!, pool.reserve[slot]!);
    pool.leaves[slot] = shown;
    pool.reserve[slot]! -= shown;
  }
}
