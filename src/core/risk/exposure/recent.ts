import type { Micros, Px, Qty } from '../../numbers';

/** An order taken lately. */
interface Taken {
  readonly side: string;
  readonly qty: Qty;
  readonly px: Px | undefined;
  readonly at: Micros;
}

/** Orders taken lately in one symbol at one account, for the duplicate check. It forgets what is older than the longest window asked for. */
export class RecentOrders {
  /** By a number made of what is compared (those that share it stand in one list), the latest last. */
  private readonly taken = new Map<number, readonly Taken[]>();
  private longest: Micros = 0;

  /** An order was taken; orders are compared within `window`. */
  add(order: Taken, window: Micros): void {
    if (window > this.longest) this.longest = window;
    const key = keyOf(order.side, order.qty, order.px);
    const others = this.taken.get(key)?.filter(t => !isAlike(t, order.side, order.qty, order.px)) ?? NONE;
    this.taken.delete(key);
    this.taken.set(key, [...others, order]);
    for (const [old, orders] of this.taken) {
      if (orders.at(-1)!.at > order.at - this.longest) break;
      this.taken.delete(old);
    }
  }

  /** When one alike was last taken; undefined where none was. */
  last(side: string, qty: Qty, px: Px | undefined): Micros | undefined {
    const orders = this.taken.get(keyOf(side, qty, px));
    if (orders) for (const t of orders) if (isAlike(t, side, qty, px)) return t.at;
    return undefined;
  }
}

const NONE: readonly Taken[] = [];
const isAlike = (t: Taken, side: string, qty: Qty, px: Px | undefined): boolean =>
  t.qty === qty && t.px === px && t.side === side;

/** A small whole number for an order: no text and no object is made for it. */
const keyOf = (side: string, qty: Qty, px: Px | undefined): number =>
  (Math.imul(qty | 0, 8_191) + Math.imul((px ?? -1) | 0, 127) + side.charCodeAt(0)) & 0x3fff_ffff;
