import type { BookSide } from './book-side';
import { BookState } from './state';
import { BUY, type Level, type Lots, type Side, type Ticks } from './types';

/** What can be read of a book. Levels and queues are those that it shows: no hidden order, nothing of an iceberg behind what it shows. */
export class BookViews {
  protected readonly state = new BookState();

  /** Lots of an order that are open, hidden ones included; 0 where the book does not know it. */
  leaves(id: number): Lots {
    const slot = this.state.slots.get(id);
    return slot < 0 ? 0 : this.state.pool.open(slot);
  }

  /** Price at which an order rests, the stop price while a stop order waits; undefined where it is not there or has no price. */
  priceOf(id: number): Ticks | undefined {
    const slot = this.state.slots.get(id);
    if (slot < 0) return undefined;
    const price = this.state.priceOf(slot);
    return Number.isFinite(price) ? price : undefined;
  }

  /** Price of the latest trade, or undefined. */
  get lastPrice(): Ticks | undefined {
    return Number.isNaN(this.state.last) ? undefined : this.state.last;
  }

  /** True while orders are only collected for an auction. */
  get collecting(): boolean {
    return this.state.collecting;
  }

  /** Best price of a side, or undefined where it is empty. */
  best(side: Side): Ticks | undefined {
    return this.levelPrice(side, 0);
  }

  /** Number of price levels of a side. */
  levels(side: Side): number {
    return this.of(side).size;
  }

  /** Price of the n-th level of a side (0 is the best), or undefined. */
  levelPrice(side: Side, n: number): Ticks | undefined {
    const own = this.of(side);
    const level = own.at(n);
    return level < 0 ? undefined : own.price[level];
  }

  /** Lots of the n-th level of a side; 0 where there is none. */
  levelQty(side: Side, n: number): Lots {
    const own = this.of(side);
    const level = own.at(n);
    return level < 0 ? 0 : own.qty[level]!;
  }

  /** Lots at a price; 0 where nobody stands there. */
  qtyAt(side: Side, price: Ticks): Lots {
    const own = this.of(side);
    const level = own.find(price);
    return level < 0 ? 0 : own.qty[level]!;
  }

  /** The best `n` levels of a side, best first. */
  depth(side: Side, n: number): Level[] {
    const own = this.of(side);
    const out: Level[] = [];
    for (let i = 0; i < n && i < own.size; i++) {
      const level = own.at(i);
      out.push({ price: own.price[level]!, qty: own.qty[level]!, orders: own.orders[level]! });
    }
    return out;
  }

  /** Id of the order at the front of the queue of a price, or undefined. */
  front(side: Side, price: Ticks): number | undefined {
    const own = this.of(side);
    const level = own.find(price);
    return level < 0 ? undefined : this.state.pool.id[own.head[level]!];
  }

  /** The orders at a price, first in the queue first. The book must not change meanwhile. */
  *queue(side: Side, price: Ticks): Generator<{ id: number; owner: number; leaves: Lots }> {
    const { pool } = this.state;
    const own = this.of(side);
    const level = own.find(price);
    if (level < 0) return;
    for (let slot = own.head[level]!; slot >= 0; slot = pool.next[slot]!)
      yield { id: pool.id[slot]!, owner: pool.owner[slot]!, leaves: pool.leaves[slot]! };
  }

  /** Whether an order of anybody but `owner` waits at a price. */
  hasOthers(side: Side, price: Ticks, owner: number): boolean {
    const { pool } = this.state;
    const own = this.of(side);
    const level = own.find(price);
    if (level < 0) return false;
    for (let slot = own.head[level]!; slot >= 0; slot = pool.next[slot]!) if (pool.owner[slot] !== owner) return true;
    return false;
  }

  /** Id of the order at the back of the queue of a price, or undefined. */
  back(side: Side, price: Ticks): number | undefined {
    const own = this.of(side);
    const level = own.find(price);
    return level < 0 ? undefined : this.state.pool.id[own.tail[level]!];
  }

  private of(side: Side): BookSide {
    return side === BUY ? this.state.bids : this.state.asks;
  }
}
