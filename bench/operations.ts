import { OrderBook } from '../simulator/matching/book';
import { type BookListener, BUY, type NewOrder, type Side, type SpecialTerms, type Ticks } from '../simulator/matching/types';

export const ADD = 0;
export const CANCEL = 1;
export const CROSS = 2;
const MID = 100_000;
/** Orders that rest before anything is measured, and about as many all the time. */
export const RESTING = 100_000;

/** The special terms of a new order, by the price that it would have rested at; the first is a plain order. */
const SPECIALS: readonly (((price: Ticks) => SpecialTerms) | undefined)[] = [
  undefined,
  () => ({ display: 20 }),
  () => ({ display: 0 }),
  () => ({ selfTrade: { id: 1, mode: 'CancelOldest' } }),
  () => ({ postOnly: true }),
  price => ({ stop: 2 * MID - price }),
];

/** Operations on a book, one column a field. `id` is the order that is added or cancelled; `special` an index of SPECIALS. */
export interface Operations {
  readonly kind: Uint8Array;
  readonly id: Int32Array;
  readonly side: Uint8Array;
  readonly qty: Int32Array;
  readonly price: Int32Array;
  readonly special: Uint8Array;
}

/** xorshift32 (Marsaglia, "Xorshift RNGs", 2003). */
function generator(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}

/** The orders that rest, so that a cancel picks one that is there. */
class Live implements BookListener {
  readonly ids: number[] = [];
  private readonly places = new Map<number, number>();

  rested(id: number): void {
    this.places.set(id, this.ids.push(id) - 1);
  }

  traded(t: { makerId: number; makerLeaves: number }): void {
    if (t.makerLeaves === 0) this.remove(t.makerId);
  }

  cancelled(id: number, _qty: number, leaves: number): void {
    if (leaves === 0) this.remove(id);
  }

  replaced(): void {}

  triggered(): void {}

  private remove(id: number): void {
    const place = this.places.get(id);
    if (place === undefined) return;
    this.places.delete(id);
    const last = this.ids.pop()!;
    if (last === id) return;
    this.ids[place] = last;
    this.places.set(last, place);
  }
}

/**
 * Makes operations: first `RESTING` orders over 1,000 prices a side, denser towards the touch; then 60 % new orders that rest, 30 % cancels
 * of a random resting order, 10 % market orders of about three resting orders' size, which keeps the number of resting orders level. The
 * same every time. `specials`: one new order in ten is an iceberg, hidden, with self-trade prevention, post-only or a stop order.
 */
export class OperationMaker {
  private readonly random = generator(20260101);
  private readonly live = new Live();
  private readonly book = new OrderBook(this.live);
  private made = 0;

  constructor(private readonly specials = false) {}

  /** The next `count` operations. */
  make(count: number): Operations {
    const ops = {
      kind: new Uint8Array(count),
      id: new Int32Array(count),
      side: new Uint8Array(count),
      qty: new Int32Array(count),
      price: new Int32Array(count),
      special: new Uint8Array(count),
    };
    const { random, live, specials } = this;
    for (let i = 0; i < count; i++) {
      const no = ++this.made;
      const dice = no <= RESTING ? 0 : random() % 10;
      ops.kind[i] = dice < 6 ? ADD : dice < 9 ? CANCEL : CROSS;
      ops.side[i] = random() & 1;
      const away = 1 + Math.floor(((random() % 1000) * (random() % 1000)) / 1000);
      ops.price[i] = ops.side[i] === BUY ? MID - away : MID + away;
      ops.qty[i] = ops.kind[i] === CROSS ? 1 + (random() % 600) : 1 + (random() % 199);
      if (specials && ops.kind[i] === ADD && random() % 10 === 0) ops.special[i] = 1 + (random() % (SPECIALS.length - 1));
      ops.id[i] = ops.kind[i] === CANCEL ? live.ids[random() % live.ids.length]! : no;
      play(this.book, ops, i, i + 1);
    }
    return ops;
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Plays operations from..to on a book. `sign` -1 makes their ids negative: those of a market's own orders at an exchange. */
export function play(book: OrderBook, ops: Operations, from: number, to: number, sign: 1 | -1 = 1): void {
  const order: Mutable<NewOrder> = { id: 0, owner: sign, side: BUY, qty: 0, price: 0, tif: 'Day', special: undefined };
  for (let i = from; i < to; i++) {
    const id = sign * ops.id[i]!;
    if (ops.kind[i] === CANCEL) {
      book.cancel(id);
      continue;
    }
    const crosses = ops.kind[i] === CROSS;
    order.id = id;
    order.side = ops.side[i] as Side;
    order.qty = ops.qty[i]!;
    order.price = crosses ? undefined : ops.price[i]!;
    order.tif = crosses ? 'IOC' : 'Day';
    order.special = SPECIALS[ops.special[i]!]?.(ops.price[i]!);
    book.enter(order);
  }
}

/** What the operations from..to are, in percent: for a benchmark to print. */
export function mixOf(ops: Operations, from: number): Readonly<Record<'new orders' | 'cancels' | 'crossing', number>> {
  const share = (kind: number): number =>
    ops.kind.subarray(from).reduce((n, k) => n + (k === kind ? 100 : 0), 0) / (ops.kind.length - from);
  return { 'new orders': share(ADD), cancels: share(CANCEL), crossing: share(CROSS) };
}
