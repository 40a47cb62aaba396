import type { OrderBook } from '../matching/book';
import { BUY, type Lots, SELL, type Side, type Ticks } from '../matching/types';
import { TAPE } from './tape-ledger';

/** Removes the tape orders of a side at prices better than `price` (`including`: or at it); returns how many. */
export function purgeTape(book: OrderBook, side: Side, price: Ticks, including: boolean): number {
  let count = 0;
  for (let n = 0; n < book.levels(side); ) {
    const level = book.levelPrice(side, n)!;
    if (side === BUY ? level < price : level > price) return count;
    if (level === price && !including) return count;
    const gone = [...book.queue(side, level)].filter(order => order.owner === TAPE);
    for (const order of gone) book.cancel(order.id);
    count += gone.length;
    // The level stays only where an order from outside stands in it.
    if (book.levelPrice(side, n) === level) n++;
  }
  return count;
}

/** Lots from outside of a side at `limit` or better that no tape order stands before. */
export function outsideAhead(book: OrderBook, side: Side, limit: Ticks): Lots {
  let sum = 0;
  for (let n = 0; n < book.levels(side); n++) {
    const price = book.levelPrice(side, n)!;
    if (side === BUY ? price < limit : price > limit) break;
    for (const order of book.queue(side, price)) {
      if (order.owner === TAPE) return sum;
      sum += order.leaves;
    }
  }
  return sum;
}

/**
 * Moves every tape order by `by` ticks, in the order they stand in; orders from outside stay and may trade with them. `entering` is
 * told side and new price before each goes in.
 */
export function moveTape(book: OrderBook, by: Ticks, entering: (side: Side, price: Ticks) => void): void {
  const held: { id: number; side: Side; qty: Lots; price: Ticks }[] = [];
  for (const side of [BUY, SELL] as const)
    for (let n = 0; n < book.levels(side); n++) {
      const price = book.levelPrice(side, n)! + by;
      for (const o of book.queue(side, price - by)) if (o.owner === TAPE) held.push({ id: o.id, side, qty: o.leaves, price });
    }
  for (const o of held) book.cancel(o.id);
  for (const o of held) {
    if (o.price < 1) continue;
    entering(o.side, o.price);
    book.enter({ ...o, owner: TAPE, tif: 'Day' });
  }
}
