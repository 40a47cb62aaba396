import { type Lots, opposite, type Side, type Ticks, type Trade } from '../matching/types';

/** Owner of every order that the tape puts into the book, and of its aggressors. Agents have the numbers from -1 down. */
export const TAPE = -0x7fffffff;
/** Book id of an incoming order of the tape that hits resting ones. */
export const AGGRESSOR = -Number.MAX_SAFE_INTEGER;

const ANONYMOUS = 2 ** 51;

/** Book id of a tape order; `orderId` below 2^50. */
export const tapeId = (orderId: number): number => -orderId;
/** Agents beside a tape take their order ids from here down to -2^51. */
export const GUEST_IDS = -(2 ** 50);

/**
 * What orders from outside took from tape orders: the tape still believes that these lots rest. Each is struck off when the tape
 * cancels or executes it, so that it is never there for anyone a second time. Empty as long as nobody from outside trades.
 */
export class TapeLedger {
  private readonly byOrder = new Map<number, { level: number; qty: Lots }>();
  private readonly byLevel = new Map<number, Lots>();
  private level = 0;
  /** Ticks that the book's prices lie above the tape's. Prices here are the book's; what was taken is kept by the tape's. */
  shift: Ticks = 0;

  /** The level whose message is being played, for a tape order that trades on its way in. */
  playing(side: Side, price: Ticks): void {
    this.level = this.key(side, price);
  }

  /** Notes a match between a tape order and one from outside. */
  traded(t: Trade): void {
    if (t.makerOwner === TAPE && t.takerOwner !== TAPE) this.note(t.makerId, this.key(opposite(t.side), t.price), t.qty);
    else if (t.makerOwner !== TAPE && t.takerOwner === TAPE && t.takerId !== AGGRESSOR) this.note(t.takerId, this.level, t.qty);
  }

  /** Strikes off up to `qty` lots that were taken from an order; returns how many. */
  settle(id: number, qty: Lots): Lots {
    const taken = this.byOrder.get(id);
    if (!taken) return 0;
    const lots = Math.min(qty, taken.qty);
    taken.qty -= lots;
    if (taken.qty === 0) this.byOrder.delete(id);
    this.shrink(taken.level, lots);
    return lots;
  }

  /** Lots taken at a price that the tape still believes to rest. */
  takenAt(side: Side, price: Ticks): Lots {
    return this.byLevel.size === 0 ? 0 : (this.byLevel.get(this.key(side, price)) ?? 0);
  }

  /** At most `lots` of what was taken at a price can still be on the tape: forgets the rest. */
  cap(side: Side, price: Ticks, lots: Lots): void {
    const key = this.key(side, price);
    let excess = this.takenAt(side, price) - lots;
    if (excess <= 0) return;
    for (const [id, taken] of this.byOrder) if (taken.level === key && excess > 0) excess -= this.settle(id, excess);
  }

  /** Book id of the lots at a price of which the tape never said whose they are. */
  anonymousId(side: Side, price: Ticks): number {
    return -ANONYMOUS - this.key(side, price);
  }

  private key(side: Side, price: Ticks): number {
    return (price - this.shift) * 2 + side;
  }

  private note(id: number, level: number, qty: Lots): void {
    const taken = this.byOrder.get(id);
    if (taken) taken.qty += qty;
    else this.byOrder.set(id, { level, qty });
    this.byLevel.set(level, (this.byLevel.get(level) ?? 0) + qty);
  }

  private shrink(level: number, lots: Lots): void {
    const left = this.byLevel.get(level)! - lots;
    if (left === 0) this.byLevel.delete(level);
    else this.byLevel.set(level, left);
  }
}
