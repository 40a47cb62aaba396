import type { OrderBook } from '../matching/book';
import { BUY, type Lots, opposite, type Side, type Ticks } from '../matching/types';
import { moveTape, outsideAhead, purgeTape } from './tape-book';
import { AGGRESSOR, TAPE, type TapeLedger, tapeId } from './tape-ledger';

/** How often the tape did not fit what was known of it. */
export interface TapeCounts {
  /** Messages about an order that was never added: it rested before the tape began, or outside the levels the tape shows. */
  unknownOrders: number;
  /** Tape orders removed because a later message proves that they had gone unseen. */
  stale: number;
  /** Lots the tape executes or cancels that orders from outside had taken before. */
  settled: Lots;
  /** Lots of tape aggressors that went to orders from outside. */
  diverted: Lots;
}

/** A tape message's order, in the book's terms. */
export interface TapeOrder {
  readonly side: Side;
  readonly price: Ticks;
  readonly orderId: number;
  readonly qty: Lots;
}

/**
 * Turns tape messages into commands on a book in which orders from outside take part too. The invariant behind every rule: a tape
 * order holds what the tape says it holds, less what orders from outside took from it. So the tape never reacts, and no lot of it
 * is used twice.
 */
export class TapeHands {
  readonly counts: TapeCounts = { unknownOrders: 0, stale: 0, settled: 0, diverted: 0 };

  /** `exact`: level totals come from a book file, so an unknown order's lots must be among those known at its price. */
  constructor(
    private readonly book: OrderBook,
    private readonly ledger: TapeLedger,
    private readonly exact: boolean,
  ) {}

  /** A new order; false where its id is in the book already. The tape only shows what rested, so tape orders it would cross are gone. */
  add(o: TapeOrder): boolean {
    const other = opposite(o.side);
    this.purge(other, o.price, true);
    this.ledger.playing(o.side, o.price);
    const id = tapeId(o.orderId);
    return this.book.enter({ id, owner: TAPE, side: o.side, qty: o.qty, price: o.price, tif: 'Day' }) === undefined;
  }

  /** Lots of an order are cancelled: its own, else those already taken from it, else those of unknown owners at its price. */
  remove(o: TapeOrder): void {
    const { book } = this;
    let left = o.qty - this.reduce(tapeId(o.orderId), o);
    if (left === 0) return;
    left -= this.settle(tapeId(o.orderId), left);
    if (left === 0) return;
    this.counts.unknownOrders++;
    const anonymous = this.ledger.anonymousId(o.side, o.price);
    left -= this.reduce(anonymous, { ...o, qty: left });
    if (left === 0) return;
    left -= this.settle(anonymous, left);
    if (!this.exact || left === 0) return;
    for (const order of [...book.queue(o.side, o.price)])
      if (order.owner === TAPE && left > 0) left -= this.reduce(order.id, { ...o, qty: left });
  }

  /**
   * A visible order was executed: an order of that size comes in against it. Orders from outside that stand before it (better price,
   * or same price and earlier) are filled first, and the executed order gives up the lots they were given: the tape has it executed.
   * Lots that were taken from it before meet nothing. Returns the lots that traded in the book.
   */
  execute(o: TapeOrder): Lots {
    const { book } = this;
    this.purge(o.side, o.price, false);
    const id = tapeId(o.orderId);
    let left = o.qty;
    const own = book.priceOf(id) === o.price ? Math.min(book.leaves(id), left) : 0;
    if (own > 0) this.hit(o, id, own);
    left -= own;
    if (left === 0) return o.qty;
    left -= this.settle(id, left);
    if (left === 0) return own;
    this.counts.unknownOrders++;
    return own + this.executeUnknown(o, left);
  }

  /** Hidden lots were executed: orders from outside at `limit` or better, which the taker would have met first, are filled; returns how many lots. */
  executeHidden(side: Side, limit: Ticks, qty: Lots): Lots {
    const lots = Math.min(qty, outsideAhead(this.book, side, limit));
    if (lots > 0) {
      this.aggress(side, limit, lots);
      this.counts.diverted += lots;
    }
    return lots;
  }

  /** Sets the tape's lots at a price to `total` less what was taken there; the difference is of unknown owners. */
  reveal(side: Side, price: Ticks, total: Lots): void {
    this.ledger.cap(side, price, total);
    let known = 0;
    for (const order of this.book.queue(side, price)) if (order.owner === TAPE) known += order.leaves;
    const missing = total - this.ledger.takenAt(side, price) - known;
    const id = this.ledger.anonymousId(side, price);
    if (missing < 0) this.cut(side, price, -missing);
    else if (missing > 0) {
      const leaves = this.book.leaves(id);
      this.ledger.playing(side, price);
      if (leaves > 0) this.book.replace(id, leaves + missing, price);
      else this.book.enter({ id, owner: TAPE, side, qty: missing, price, tif: 'Day' });
    }
  }

  /** Takes tape lots at a price away that are known to have gone: those of unknown owners first, then the oldest orders'. */
  cut(side: Side, price: Ticks, lots: Lots): void {
    const at = { side, price, orderId: 0, qty: lots };
    let left = lots - this.reduce(this.ledger.anonymousId(side, price), at);
    for (const order of left > 0 ? [...this.book.queue(side, price)] : [])
      if (order.owner === TAPE && left > 0) left -= this.reduce(order.id, { ...at, qty: left });
  }

  /** Ticks that the book's prices lie above the tape's. */
  get shift(): Ticks {
    return this.ledger.shift;
  }

  /** All of the tape moves to prices that lie `shift` ticks above its own, in the order it stands in; orders from outside stay. */
  moveTo(shift: Ticks): void {
    const by = shift - this.shift;
    if (by === 0) return;
    this.ledger.shift = shift;
    moveTape(this.book, by, (side, price) => this.ledger.playing(side, price));
  }

  private executeUnknown(o: TapeOrder, qty: Lots): Lots {
    const { book } = this;
    const anonymous = this.ledger.anonymousId(o.side, o.price);
    const lots = Math.min(book.leaves(anonymous), qty);
    if (lots > 0) this.hit(o, anonymous, lots);
    let left = qty - lots;
    left -= this.settle(anonymous, left);
    let done = lots;
    for (const order of this.exact && left > 0 ? [...book.queue(o.side, o.price)] : []) {
      const part = order.owner === TAPE ? Math.min(order.leaves, left) : 0;
      if (part > 0) this.hit(o, order.id, part);
      left -= part;
      done += part;
    }
    if (left === 0) return done;
    // It rested before the tape began, so it stood before any order from outside at its price.
    const better = o.side === BUY ? o.price + 1 : o.price - 1;
    return done + this.executeHidden(o.side, better, left);
  }

  /** An order of `qty` lots comes in against the tape order `id`, which holds at least as many. */
  private hit(o: TapeOrder, id: number, qty: Lots): void {
    const { book } = this;
    const straight = book.best(o.side) === o.price && book.front(o.side, o.price) === id;
    if (!straight) this.yieldTo(o, id);
    const before = book.leaves(id);
    this.aggress(o.side, o.price, qty);
    const diverted = qty - (before - book.leaves(id));
    if (diverted === 0) return;
    this.counts.diverted += diverted;
    book.reduce(id, diverted);
  }

  /** Tape orders that stand before the one that the tape executes prove to stand behind it: they go to the back of the queue. */
  private yieldTo(o: TapeOrder, id: number): void {
    const { book } = this;
    for (const order of [...book.queue(o.side, o.price)]) {
      if (order.id === id) return;
      if (order.owner !== TAPE) continue;
      book.cancel(order.id);
      book.enter({ id: order.id, owner: TAPE, side: o.side, qty: order.leaves, price: o.price, tif: 'Day' });
    }
  }

  private aggress(side: Side, limit: Ticks, qty: Lots): void {
    this.book.enter({ id: AGGRESSOR, owner: TAPE, side: opposite(side), qty, price: limit, tif: 'IOC' });
  }

  /** Takes up to `o.qty` lots off an order if it rests at the message's price; returns how many. */
  private reduce(id: number, o: TapeOrder): Lots {
    const { book } = this;
    if (book.priceOf(id) !== o.price) return 0;
    const lots = Math.min(book.leaves(id), o.qty);
    book.reduce(id, lots);
    return lots;
  }

  private settle(id: number, qty: Lots): Lots {
    const lots = this.ledger.settle(id, qty);
    this.counts.settled += lots;
    return lots;
  }

  /** Removes the tape orders of a side at prices better than `price` (`including`: or at it). */
  private purge(side: Side, price: Ticks, including: boolean): void {
    this.counts.stale += purgeTape(this.book, side, price, including);
  }
}
