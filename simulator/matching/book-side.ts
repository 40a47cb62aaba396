import { doubled, ICEBERG, type OrderPool } from './pool';
import { BUY, type Lots, type Side, type Ticks } from './types';

/**
 * One side of a book: its price levels in order, best last, each a FIFO queue of orders linked through the pool. Prices may be
 * infinite: market orders that wait for an auction rest at the best price there can be.
 * Opening or closing a level moves the levels better than it, so it is cheapest where it is most frequent: at the touch.
 */
export class BookSide {
  /** Sorted ascending by `key`: a price's rank, higher is better. */
  private keys = new Float64Array(64);
  private ranked = new Int32Array(64);
  /** Number of levels. */
  size = 0;
  private readonly sign: 1 | -1;
  // Level slots, one column a field.
  price = new Float64Array(64);
  qty = new Float64Array(64);
  orders = new Int32Array(64);
  head = new Int32Array(64);
  tail = new Int32Array(64);
  private free = -1;
  private used = 0;
  /** Icebergs in the queues. */
  private icebergs = 0;

  /** `ranking`: BUY where a higher price is better, SELL where a lower one is. */
  constructor(
    ranking: Side,
    private readonly pool: OrderPool,
  ) {
    this.sign = ranking === BUY ? 1 : -1;
  }

  /** True where it holds more lots than its levels show. */
  get hasReserves(): boolean {
    return this.icebergs > 0;
  }

  /** Level slot of the n-th best price (0 is the best), or -1. */
  at(n: number): number {
    return n < this.size ? this.ranked[this.size - 1 - n]! : -1;
  }

  /** Level slot of a price, or -1. */
  find(price: Ticks): number {
    const i = this.rank(price * this.sign);
    return i >= 0 && this.keys[i] === price * this.sign ? this.ranked[i]! : -1;
  }

  /** True where `price` is `limit` or better, seen from this side: an order resting here at it could trade with an incoming one of that limit. */
  reaches(price: Ticks, limit: Ticks): boolean {
    return price * this.sign >= limit * this.sign;
  }

  /** All lots of a level, those that icebergs hold back included. */
  total(level: number): Lots {
    let sum = this.qty[level]!;
    if (this.icebergs > 0)
      for (let slot = this.head[level]!; slot >= 0; slot = this.pool.next[slot]!)
        if ((this.pool.flags[slot]! & ICEBERG) !== 0) sum += this.pool.reserve[slot]!;
    return sum;
  }

  /** Lots at `limit` or better, counted no further than `wanted`. */
  upTo(wanted: Lots, limit: Ticks): Lots {
    let sum = 0;
    for (let i = this.size - 1; i >= 0 && sum < wanted; i--) {
      const level = this.ranked[i]!;
      if (!this.reaches(this.price[level]!, limit)) break;
      sum += this.total(level);
    }
    return sum < wanted ? sum : wanted;
  }

  /** Puts an order at the back of the queue of a price. */
  append(slot: number, price: Ticks): void {
    const { pool } = this;
    const level = this.open(price);
    const tail = this.tail[level]!;
    pool.level[slot] = level;
    pool.prev[slot] = tail;
    pool.next[slot] = -1;
    if (tail < 0) this.head[level] = slot;
    else pool.next[tail] = slot;
    this.tail[level] = slot;
    this.orders[level]!++;
    this.qty[level]! += pool.leaves[slot]!;
    if ((pool.flags[slot]! & ICEBERG) !== 0) this.icebergs++;
  }

  /** Takes lots off an order that stays. */
  shrink(slot: number, by: Lots): void {
    this.pool.leaves[slot]! -= by;
    this.qty[this.pool.level[slot]!]! -= by;
  }

  /** Unlinks an order with whatever it still holds; closes its level when it was the last. */
  unlink(slot: number): void {
    const { pool } = this;
    const level = pool.level[slot]!;
    if ((pool.flags[slot]! & ICEBERG) !== 0) this.icebergs--;
    if (this.orders[level] === 1) {
      this.close(level);
      return;
    }
    const next = pool.next[slot]!;
    const prev = pool.prev[slot]!;
    if (prev < 0) this.head[level] = next;
    else pool.next[prev] = next;
    if (next < 0) this.tail[level] = prev;
    else pool.prev[next] = prev;
    this.orders[level]!--;
    this.qty[level]! -= pool.leaves[slot]!;
  }

  /** Index of the highest key that is not above `key`, or -1; looks at the best few first. */
  private rank(key: number): number {
    const { keys } = this;
    let high = this.size - 1;
    const near = high - 4;
    while (high >= 0 && high > near) {
      if (keys[high]! <= key) return high;
      high--;
    }
    let low = 0;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (keys[middle]! <= key) low = middle + 1;
      else high = middle - 1;
    }
    return high;
  }

  private open(price: Ticks): number {
    const key = price * this.sign;
    const below = this.rank(key);
    if (below >= 0 && this.keys[below] === key) return this.ranked[below]!;
    const level = this.slot(price);
    if (this.size === this.keys.length) {
      this.keys = doubled(this.keys);
      this.ranked = doubled(this.ranked);
    }
    const { keys, ranked } = this;
    const at = below + 1;
    if (at < this.size) {
      keys.copyWithin(at + 1, at, this.size);
      ranked.copyWithin(at + 1, at, this.size);
    }
    keys[at] = key;
    ranked[at] = level;
    this.size++;
    return level;
  }

  private close(level: number): void {
    const at = this.rank(this.price[level]! * this.sign);
    if (at < this.size - 1) {
      this.keys.copyWithin(at, at + 1, this.size);
      this.ranked.copyWithin(at, at + 1, this.size);
    }
    this.size--;
    this.head[level] = this.free;
    this.free = level;
  }

  private slot(price: Ticks): number {
    let level = this.free;
    if (level >= 0) this.free = this.head[level]!;
    else {
      if (this.used === this.price.length) this.grow();
      level = this.used++;
    }
    this.price[level] = price;
    this.qty[level] = 0;
    this.orders[level] = 0;
    this.head[level] = -1;
    this.tail[level] = -1;
    return level;
  }

  private grow(): void {
    this.price = doubled(this.price);
    this.qty = doubled(this.qty);
    this.orders = doubled(this.orders);
    this.head = doubled(this.head);
    this.tail = doubled(this.tail);
  }
}
