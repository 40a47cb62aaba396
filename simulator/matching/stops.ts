import type { BookSide } from './book-side';
import { placeOf, STOP } from './pool';
import type { BookState } from './state';
import type { NewOrder } from './types';

/** Stop orders that wait for their price, and which of them the latest trades have reached. */
export class Stops {
  private readonly waiting = new Map<number, NewOrder>();

  constructor(private readonly state: BookState) {}

  /** Puts a stop order at the back of the queue of its stop price. One that the latest trade is at or beyond is due at once. */
  hold(order: NewOrder): void {
    const { state } = this;
    if (this.waiting.size === 0) this.settled();
    const slot = state.pool.take(order.id, order.owner, placeOf(order.side, STOP), order.qty);
    state.enqueue(slot, order.special!.stop!);
    this.waiting.set(order.id, order);
    if (!Number.isNaN(state.last)) state.note(state.last);
  }

  /** The order as it waits; its `qty` may be above what it still holds. */
  order(id: number): NewOrder {
    return this.waiting.get(id)!;
  }

  drop(slot: number): void {
    this.waiting.delete(this.state.pool.id[slot]!);
    this.state.drop(slot);
  }

  /**
   * Takes out the next stop order that the trades since `settled` have reached, with the lots that it holds: buy orders before sell
   * orders, the nearest stop price first, first come first. Undefined where there is none.
   */
  next(): NewOrder | undefined {
    const { buyStops, sellStops, low, high } = this.state;
    if (buyStops.size > 0 && buyStops.price[buyStops.at(0)]! <= high) return this.take(buyStops);
    if (sellStops.size > 0 && sellStops.price[sellStops.at(0)]! >= low) return this.take(sellStops);
    return undefined;
  }

  /** Every stop order was looked at: trades up to here trigger none that comes later. */
  settled(): void {
    this.state.low = Number.POSITIVE_INFINITY;
    this.state.high = Number.NEGATIVE_INFINITY;
  }

  private take(from: BookSide): NewOrder {
    const { pool } = this.state;
    const slot = from.head[from.at(0)]!;
    const order = this.order(pool.id[slot]!);
    const qty = pool.leaves[slot]!;
    this.drop(slot);
    return { ...order, qty };
  }
}
