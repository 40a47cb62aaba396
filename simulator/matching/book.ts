import { BookSide } from './book-side';
import { IdTable } from './id-table';
import { OrderPool } from './pool';
import {
  type BookListener,
  type BookRefusal,
  BUY,
  type CancelReason,
  type Level,
  type Lots,
  type NewOrder,
  SELL,
  type Side,
  type Ticks,
  type TimeInForce,
  type Trade,
} from './types';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A limit order book of one symbol with price-time priority, in whole ticks and lots. Commands in (`enter`, `replace`, `reduce`,
 * `cancel`), events out through the listener, synchronously; a command returns why it is refused, or undefined. No clock, no
 * randomness: the same commands give the same events. The listener must not call commands of the same book.
 */
export class OrderBook {
  private readonly pool = new OrderPool();
  private readonly bids = new BookSide(BUY, this.pool);
  private readonly asks = new BookSide(SELL, this.pool);
  private readonly slots = new IdTable();
  private readonly trade: Mutable<Trade> = {
    makerId: 0,
    makerOwner: 0,
    makerLeaves: 0,
    takerId: 0,
    takerOwner: 0,
    takerLeaves: 0,
    side: BUY,
    price: 0,
    qty: 0,
  };

  constructor(private readonly listener: BookListener) {}

  /** A new order: matched as far as it crosses, then rested or cancelled as its time in force says. */
  enter(order: NewOrder): BookRefusal | undefined {
    if (!isLots(order.qty)) return 'BadQuantity';
    if (order.price !== undefined && !Number.isSafeInteger(order.price)) return 'BadPrice';
    if (this.slots.get(order.id) >= 0) return 'DuplicateId';
    this.work(order.id, order.owner, order.side, order.qty, order.price, order.tif);
    return undefined;
  }

  /**
   * New terms for a resting order: `leaves` lots (what is still open, not the order's total) at `price`. The same price and no
   * more lots keep its place in the queue; anything else loses it, and is matched as far as it crosses.
   */
  replace(id: number, leaves: Lots, price: Ticks): BookRefusal | undefined {
    const slot = this.slots.get(id);
    if (slot < 0) return 'UnknownOrder';
    if (!isLots(leaves)) return 'BadQuantity';
    if (!Number.isSafeInteger(price)) return 'BadPrice';
    const { pool } = this;
    const side = pool.side[slot] as Side;
    const owner = pool.owner[slot]!;
    const own = this.of(side);
    const by = pool.leaves[slot]! - leaves;
    const keeps = own.price[pool.level[slot]!] === price && by >= 0;
    if (keeps) own.shrink(slot, by);
    else this.drop(slot);
    this.listener.replaced(id, leaves, price, keeps);
    if (!keeps) this.work(id, owner, side, leaves, price, 'Day');
    return undefined;
  }

  /** Takes `by` lots off a resting order, which keeps its place; all of it where it holds no more. */
  reduce(id: number, by: Lots): BookRefusal | undefined {
    const slot = this.slots.get(id);
    if (slot < 0) return 'UnknownOrder';
    if (!isLots(by)) return 'BadQuantity';
    const leaves = this.pool.leaves[slot]! - by;
    if (leaves <= 0) return this.cancel(id);
    this.of(this.pool.side[slot] as Side).shrink(slot, by);
    this.listener.cancelled(id, by, leaves, 'Requested');
    return undefined;
  }

  cancel(id: number): BookRefusal | undefined {
    const slot = this.slots.get(id);
    if (slot < 0) return 'UnknownOrder';
    const leaves = this.pool.leaves[slot]!;
    this.drop(slot);
    this.listener.cancelled(id, leaves, 0, 'Requested');
    return undefined;
  }

  /** Lots an order still has in the book; 0 where it is not there. */
  leaves(id: number): Lots {
    const slot = this.slots.get(id);
    return slot < 0 ? 0 : this.pool.leaves[slot]!;
  }

  /** Price of a resting order, or undefined. */
  priceOf(id: number): Ticks | undefined {
    const slot = this.slots.get(id);
    return slot < 0 ? undefined : this.of(this.pool.side[slot] as Side).price[this.pool.level[slot]!];
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
    return level < 0 ? undefined : this.pool.id[own.head[level]!];
  }

  /** The orders at a price, first in the queue first. The book must not change meanwhile. */
  *queue(side: Side, price: Ticks): Generator<{ id: number; owner: number; leaves: Lots }> {
    const { pool } = this;
    const own = this.of(side);
    const level = own.find(price);
    if (level < 0) return;
    for (let slot = own.head[level]!; slot >= 0; slot = pool.next[slot]!)
      yield { id: pool.id[slot]!, owner: pool.owner[slot]!, leaves: pool.leaves[slot]! };
  }

  private of(side: Side): BookSide {
    return side === BUY ? this.bids : this.asks;
  }

  private drop(slot: number): void {
    this.of(this.pool.side[slot] as Side).unlink(slot);
    this.slots.remove(this.pool.id[slot]!);
    this.pool.release(slot);
  }

  private work(id: number, owner: number, side: Side, qty: Lots, price: Ticks | undefined, tif: TimeInForce): void {
    const other = side === BUY ? this.asks : this.bids;
    if (tif === 'FOK' && !other.holds(qty, price)) {
      this.listener.cancelled(id, qty, 0, 'FillOrKill');
      return;
    }
    const leaves = this.match(id, owner, side, qty, price);
    if (leaves === 0) return;
    if (price !== undefined && tif === 'Day') {
      const slot = this.pool.take(id, owner, side, leaves);
      this.of(side).append(slot, price);
      this.slots.add(id, slot);
      this.listener.rested(id, side, leaves, price);
    } else this.listener.cancelled(id, leaves, 0, remainder(tif));
  }

  /** Matches against the other side, best price first and first come first within it; returns what is left. */
  private match(id: number, owner: number, side: Side, qty: Lots, limit: Ticks | undefined): Lots {
    const { pool, trade } = this;
    const other = side === BUY ? this.asks : this.bids;
    let leaves = qty;
    for (let level = other.at(0); level >= 0 && leaves > 0; level = other.at(0)) {
      const price = other.price[level]!;
      if (!other.crosses(price, limit)) break;
      const maker = other.head[level]!;
      const open = pool.leaves[maker]!;
      const last = open < leaves ? open : leaves;
      leaves -= last;
      trade.makerId = pool.id[maker]!;
      trade.makerOwner = pool.owner[maker]!;
      trade.makerLeaves = open - last;
      trade.takerId = id;
      trade.takerOwner = owner;
      trade.takerLeaves = leaves;
      trade.side = side;
      trade.price = price;
      trade.qty = last;
      if (last === open) this.drop(maker);
      else other.shrink(maker, last);
      this.listener.traded(trade);
    }
    return leaves;
  }
}

const isLots = (qty: number): boolean => Number.isSafeInteger(qty) && qty > 0;

const remainder = (tif: TimeInForce): CancelReason => (tif === 'Day' ? 'NoLiquidity' : 'ImmediateOrCancel');
