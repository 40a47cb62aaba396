import { fillable, wouldTrade } from './fillable';
import { Matcher } from './matcher';
import { CLOSING, DARK, ICEBERG, LIT, MARKET, OPENING, POST_ONLY, placeOf, SELF_TRADE, STOP, sideOf, zoneOf } from './pool';
import { reprice } from './reprice';
import { selfTradeKey } from './self-trade';
import { Stops } from './stops';
import { isForAuction, isLots, isTicks, rests, specialOf, wrongSpecial } from './terms';
import {
  type AuctionKind,
  type BookListener,
  type BookRefusal,
  BUY,
  type CancelReason,
  type ChangedTerms,
  type Indicative,
  type Lots,
  type NewOrder,
  type Side,
  type SpecialTerms,
  type Ticks,
} from './types';
import { Uncrosser } from './uncross';
import { BookViews } from './views';

const marketLimit = (side: Side): Ticks => (side === BUY ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);

/**
 * A limit order book of one symbol with price-time priority, in whole ticks and lots. Commands in, events out through the listener,
 * synchronously; a command returns why it is refused, or undefined. No clock, no randomness: the same commands give the same events.
 * The listener must not call commands of the same book.
 */
export class OrderBook extends BookViews {
  private readonly matcher: Matcher;
  private readonly stops: Stops;
  private readonly uncrosser: Uncrosser;

  constructor(private readonly listener: BookListener) {
    super();
    this.matcher = new Matcher(this.state, listener);
    this.stops = new Stops(this.state);
    this.uncrosser = new Uncrosser(this.state, listener);
  }

  /**
   * A new order: matched as far as it crosses, then rested or cancelled as its time in force says. While orders are only collected,
   * and for an order of an auction: kept for the auction.
   */
  enter(order: NewOrder): BookRefusal | undefined {
    const refused = this.refusal(order);
    if (refused !== undefined) return refused;
    this.work(order);
    this.settle();
    return undefined;
  }

  /** Why the book would refuse an order now, or undefined. */
  refusal(order: NewOrder): BookRefusal | undefined {
    if (!isLots(order.qty)) return 'BadQuantity';
    if (order.price !== undefined && !isTicks(order.price)) return 'BadPrice';
    if (this.state.slots.get(order.id) >= 0) return 'DuplicateId';
    return this.wrong(order);
  }

  /**
   * New terms for an order: `leaves` lots (what is still open, an iceberg's hidden lots included; not the order's total) at `price`
   * (undefined for an order that has none). Other terms in `changed`. The same price, stop price and display, and no more lots, keep
   * its place in the queue; anything else loses it, and is matched as far as it crosses.
   */
  replace(id: number, leaves: Lots, price: Ticks | undefined, changed?: ChangedTerms): BookRefusal | undefined {
    const { pool, slots } = this.state;
    const slot = slots.get(id);
    if (slot < 0) return 'UnknownOrder';
    if (!isLots(leaves)) return 'BadQuantity';
    if (price !== undefined && !isTicks(price)) return 'BadPrice';
    const old = this.orderAt(slot);
    if ((price === undefined) !== (old.price === undefined)) return 'BadPrice';
    const special = changed === undefined ? old.special : changedSpecial(old.special, changed);
    if (changed?.stop !== undefined && old.special?.stop === undefined) return 'BadTerms';
    const order: NewOrder = { id, owner: old.owner, side: old.side, qty: leaves, price, tif: old.tif, special };
    const by = pool.open(slot) - leaves;
    const keeps = price === old.price && by >= 0 && sameTerms(special, old.special);
    const wrong = keeps ? undefined : this.wrong(order);
    if (wrong !== undefined) return wrong;
    if (keeps) this.shrink(slot, by);
    else this.drop(slot);
    this.listener.replaced(id, leaves, price, keeps);
    if (keeps) return undefined;
    this.work(order);
    this.settle();
    return undefined;
  }

  /** Takes `by` lots off an order, which keeps its place (an iceberg's hidden lots first); all of it where it holds no more. */
  reduce(id: number, by: Lots): BookRefusal | undefined {
    const slot = this.state.slots.get(id);
    if (slot < 0) return 'UnknownOrder';
    if (!isLots(by)) return 'BadQuantity';
    const leaves = this.state.pool.open(slot) - by;
    if (leaves <= 0) return this.cancel(id);
    this.shrink(slot, by);
    this.listener.cancelled(id, by, leaves, 'Requested');
    return undefined;
  }

  /** Takes an order out; `reason` is what the listener is told. */
  cancel(id: number, reason: CancelReason = 'Requested'): BookRefusal | undefined {
    const slot = this.state.slots.get(id);
    if (slot < 0) return 'UnknownOrder';
    const leaves = this.state.pool.open(slot);
    this.drop(slot);
    this.listener.cancelled(id, leaves, 0, reason);
    return undefined;
  }

  /** From here on orders are only collected: nothing trades and no stop order is triggered until `uncross` and `resume`. */
  collect(): void {
    this.state.collecting = true;
  }

  /** What an auction would come to now. `reference`: the price to be near to where several would do. */
  indicative(kind: AuctionKind, reference: Ticks): Indicative {
    return this.uncrosser.indicative(kind, reference);
  }

  /** Holds an auction of the orders collected. Orders for this auction alone, and market orders, are cancelled after it. The book goes on collecting. */
  uncross(kind: AuctionKind, reference: Ticks): Indicative {
    return this.uncrosser.run(kind, reference);
  }

  /** Continuous trading from here on. Only right after `uncross`, which leaves nothing that could trade. */
  resume(): void {
    this.state.collecting = false;
    this.settle();
  }

  /**
   * Price bands: from here on no order trades below `lower` or above `upper` (infinite: no band) but in an auction. An order that
   * would rest beyond the band that it could be traded through rests at that band; those that do already move there, and to the back.
   */
  setBands(lower: Ticks, upper: Ticks): void {
    reprice(this.state, this.listener, lower, upper);
  }

  /** What is wrong with an order's terms, by themselves or now. */
  private wrong(order: NewOrder): BookRefusal | undefined {
    const { side, price, tif, special } = order;
    if (special !== undefined) {
      const wrong = wrongSpecial(order, special);
      if (wrong !== undefined) return wrong;
      if (special.stop !== undefined) return undefined;
    }
    const { state } = this;
    if (state.collecting) {
      const atOnce = tif === 'IOC' || tif === 'FOK' || special?.minQty !== undefined;
      return atOnce ? 'CallPhase' : undefined;
    }
    return special?.postOnly && wouldTrade(state, side, state.within(side, price!)) ? 'WouldTrade' : undefined;
  }

  /** Trades an order, or keeps it: for its stop price, or for an auction. */
  private work(order: NewOrder): void {
    if (order.special?.stop !== undefined) this.stops.hold(order);
    else if (this.state.collecting || isForAuction(order.tif))
      this.rest(order, order.qty, order.price ?? marketLimit(order.side));
    else this.trade(order);
  }

  private trade(order: NewOrder): void {
    const { state } = this;
    const { id, side, qty, price, tif, special } = order;
    const limit = state.within(side, price === undefined ? marketLimit(side) : price);
    const key = special === undefined ? 0 : selfTradeKey(special.selfTrade);
    const atLeast = tif === 'FOK' ? qty : special?.minQty;
    if (atLeast !== undefined && fillable(state, side, limit, atLeast, key) < atLeast) {
      this.listener.cancelled(id, qty, 0, tif === 'FOK' ? 'FillOrKill' : 'MinQty');
      return;
    }
    const leaves = this.matcher.match(id, order.owner, side, qty, limit, key);
    if (leaves === 0) return;
    if (price !== undefined && rests(tif)) this.rest(order, leaves, limit);
    else this.listener.cancelled(id, leaves, 0, this.remainder(order));
  }

  /** Puts `leaves` lots of an order into the book at a price that may be infinite. */
  private rest(order: NewOrder, leaves: Lots, price: Ticks): void {
    const { state } = this;
    const { pool } = state;
    const { id, side, special } = order;
    const shown = special?.display ? Math.min(special.display, leaves) : leaves;
    const slot = pool.take(id, order.owner, flagsOf(order), shown);
    if (special !== undefined) {
      pool.reserve[slot] = leaves - shown;
      pool.show[slot] = special.display ?? 0;
      pool.selfTrade[slot] = selfTradeKey(special.selfTrade);
    }
    state.enqueue(slot, price);
    if (zoneOf(pool.flags[slot]!) <= DARK) this.listener.rested(id, side, leaves, price);
  }

  /** Works the stop orders that the trades of a command have reached, and those that these reach in turn. */
  private settle(): void {
    const { state, stops } = this;
    if (state.collecting || (state.buyStops.size === 0 && state.sellStops.size === 0)) return;
    for (let order = stops.next(); order; order = stops.next()) {
      this.listener.triggered(order.id);
      this.trade(order);
    }
    stops.settled();
  }

  private remainder({ side, tif }: NewOrder): CancelReason {
    if (!rests(tif)) return 'ImmediateOrCancel';
    const { state } = this;
    const other = side === BUY ? state.asks.size + state.darkAsks.size : state.bids.size + state.darkBids.size;
    return other > 0 ? 'PriceBand' : 'NoLiquidity';
  }

  private drop(slot: number): void {
    if (zoneOf(this.state.pool.flags[slot]!) === STOP) this.stops.drop(slot);
    else this.state.drop(slot);
  }

  private shrink(slot: number, by: Lots): void {
    if (by > 0) this.state.shrink(slot, by);
  }

  /** An order in the book as if it came in now. */
  private orderAt(slot: number): NewOrder {
    const { pool } = this.state;
    const zone = zoneOf(pool.flags[slot]!);
    const qty = pool.open(slot);
    if (zone === STOP) return { ...this.stops.order(pool.id[slot]!), qty };
    const at = this.state.priceOf(slot);
    const tif = zone === OPENING ? 'AtOpen' : zone === CLOSING ? 'AtClose' : 'Day';
    return {
      id: pool.id[slot]!,
      owner: pool.owner[slot]!,
      side: sideOf(pool.flags[slot]!),
      qty,
      price: Number.isFinite(at) ? at : undefined,
      tif,
      special: specialOf(this.state, slot, zone === DARK),
    };
  }
}

function flagsOf({ side, price, tif, special }: NewOrder): number {
  const zone =
    tif === 'AtOpen' ? OPENING : tif === 'AtClose' ? CLOSING : price === undefined ? MARKET : special?.display === 0 ? DARK : LIT;
  if (special === undefined) return placeOf(side, zone);
  const iceberg = special.display ? ICEBERG : 0;
  return placeOf(side, zone) | iceberg | (special.selfTrade ? SELF_TRADE : 0) | (special.postOnly ? POST_ONLY : 0);
}

const changedSpecial = (old: SpecialTerms | undefined, { stop, display }: ChangedTerms): SpecialTerms => ({
  ...old,
  stop: stop ?? old?.stop,
  display: display ?? old?.display,
});

const sameTerms = (a: SpecialTerms | undefined, b: SpecialTerms | undefined): boolean =>
  a?.stop === b?.stop && a?.display === b?.display;
