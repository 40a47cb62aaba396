import {
  type AuctionKind,
  type BookListener,
  BUY,
  type CancelReason,
  type ChangedTerms,
  type Indicative,
  type NewOrder,
  type Side,
} from '../../../simulator/matching/types';
import { naiveAuctionPrice } from './oracle-auction';
import { open, type Resting } from './oracle-order';
import { isOwn, obtainable } from './oracle-self-trade';
import { untimely, wrongTerms } from './oracle-terms';
import type { AnyBook } from './script';

const PLACES = ['AtOpen', 'AtClose', 'market', 'lit', 'dark'];
const sign = (side: Side): number => (side === BUY ? 1 : -1);
const market = (side: Side): number => sign(side) * Number.POSITIVE_INFINITY;
const wins = (a: number, b: number): number => (a === b ? 0 : a > b ? -1 : 1);

/** The same rules on one plain array that is sorted anew for each step: slow, and with little to get wrong in it. */
export class OracleBook implements AnyBook {
  orders: Resting[] = [];
  collecting = false;
  private lower = Number.NEGATIVE_INFINITY;
  private upper = Number.POSITIVE_INFINITY;
  private last: number | undefined;
  private traded: number[] = [];
  private arrivals = 0;

  constructor(private readonly listener: BookListener) {}

  enter(o: NewOrder): string | undefined {
    if (!isCount(o.qty)) return 'BadQuantity';
    if (o.price !== undefined && !Number.isSafeInteger(o.price)) return 'BadPrice';
    if (this.find(o.id)) return 'DuplicateId';
    const wrong = wrongTerms(o) ?? untimely(this, o);
    if (wrong) return wrong;
    this.work(o);
    this.triggerStops();
    return undefined;
  }

  replace(id: number, leaves: number, price: number | undefined, changed: ChangedTerms = {}): string | undefined {
    const o = this.find(id);
    if (!o) return 'UnknownOrder';
    if (!isCount(leaves)) return 'BadQuantity';
    if (price !== undefined && !Number.isSafeInteger(price)) return 'BadPrice';
    const now = o.place === 'stop' ? o.order.price : Number.isFinite(o.price) ? o.price : undefined;
    if ((price === undefined) !== (now === undefined)) return 'BadPrice';
    if (changed.stop !== undefined && o.place !== 'stop') return 'BadTerms';
    const { stop = o.place === 'stop' ? o.price : undefined, display = o.order.special?.display } = changed;
    const kept =
      price === now &&
      leaves <= open(o) &&
      display === o.order.special?.display &&
      stop === (o.place === 'stop' ? o.price : undefined);
    const order: NewOrder = { ...o.order, qty: leaves, price, special: { ...o.order.special, stop, display } };
    const again = o.place === 'stop' || o.place === 'AtOpen' || o.place === 'AtClose' ? order : { ...order, tif: 'Day' as const };
    if (o.place !== 'stop') delete (again.special as { minQty?: number }).minQty;
    const wrong = kept ? undefined : (wrongTerms(again) ?? untimely(this, again));
    if (wrong) return wrong;
    if (kept) this.takeOff(o, open(o) - leaves);
    else this.orders = this.orders.filter(x => x !== o);
    this.listener.replaced(id, leaves, price, kept);
    if (kept) return undefined;
    this.work(again);
    this.triggerStops();
    return undefined;
  }

  reduce(id: number, by: number): string | undefined {
    const o = this.find(id);
    if (!o) return 'UnknownOrder';
    if (!isCount(by)) return 'BadQuantity';
    this.cancelSome(o, by, 'Requested');
    return undefined;
  }

  cancel(id: number): string | undefined {
    return this.reduce(id, Number.MAX_SAFE_INTEGER);
  }

  collect(): void {
    this.collecting = true;
  }

  indicative(kind: AuctionKind, reference: number): Indicative {
    return naiveAuctionPrice(this.inAuction(kind), reference);
  }

  uncross(kind: AuctionKind, reference: number): Indicative {
    const found = this.indicative(kind, reference);
    for (let left = found.qty; left > 0; ) {
      const [buy, sell] = [this.firstInAuction(kind, 0), this.firstInAuction(kind, 1)];
      const qty = Math.min(buy.shown, sell.shown);
      left -= qty;
      this.pay(buy, qty);
      this.pay(sell, qty);
      this.tell(buy.order, open(buy), sell.order, open(sell), { side: 1, price: found.price!, qty, auction: true });
    }
    const over = [kind === 'open' ? 'AtOpen' : kind === 'close' ? 'AtClose' : '', 'market'];
    for (const place of over)
      for (const side of [0, 1] as const)
        for (const o of this.ranked(side)) if (o.place === place) this.cancelSome(o, open(o), 'AuctionOver');
    return found;
  }

  resume(): void {
    this.collecting = false;
    this.triggerStops();
  }

  setBands(lower: number, upper: number): void {
    this.lower = lower;
    this.upper = upper;
    for (const side of [0, 1] as const)
      for (const place of ['lit', 'dark'])
        for (const o of this.ranked(side).filter(x => x.place === place)) {
          if (this.within(side, o.price) === o.price) continue;
          o.price = this.within(side, o.price);
          o.since = this.arrivals++;
          this.listener.rested(o.order.id, side, open(o), o.price);
        }
  }

  /** The orders of a side, best price first; of one price by place, then first come first. */
  ranked(side: Side): Resting[] {
    const rank = (o: Resting): number => PLACES.indexOf(o.place);
    return this.orders
      .filter(o => o.order.side === side)
      .sort((a, b) => wins(a.price * sign(side), b.price * sign(side)) || rank(a) - rank(b) || a.since - b.since);
  }

  find(id: number): Resting | undefined {
    return this.orders.find(o => o.order.id === id);
  }

  /** What an incoming order of a limit (infinite: a market order's) would meet, in turn. */
  reachable(side: Side, limit: number): Resting[] {
    const other: Side = side === 0 ? 1 : 0;
    const bound = this.within(side, limit);
    return this.ranked(other).filter(
      m => (m.place === 'lit' || m.place === 'dark') && (side === 0 ? m.price <= bound : m.price >= bound),
    );
  }

  private within(side: Side, limit: number): number {
    return side === 0 ? Math.min(limit, this.upper) : Math.max(limit, this.lower);
  }

  private inAuction(kind: AuctionKind): Resting[] {
    const places = ['lit', 'dark', 'market', kind === 'open' ? 'AtOpen' : kind === 'close' ? 'AtClose' : 'none'];
    return this.orders.filter(o => places.includes(o.place));
  }

  private firstInAuction(kind: AuctionKind, side: Side): Resting {
    const there = this.inAuction(kind);
    return this.ranked(side).find(o => there.includes(o))!;
  }

  private work(o: NewOrder): void {
    const price = o.price ?? market(o.side);
    if (o.special?.stop !== undefined) {
      this.add(o, 'stop', o.special.stop, o.qty);
      if (this.last !== undefined) this.traded.push(this.last);
    } else if (o.tif === 'AtOpen' || o.tif === 'AtClose') this.add(o, o.tif, price, o.qty);
    else if (!this.collecting) this.trade(o);
    else if (o.price === undefined) this.add(o, 'market', price, o.qty);
    else this.rest(o, o.qty, price);
  }

  private trade(o: NewOrder): void {
    const { id, side, qty, price, tif, special } = o;
    const limit = price ?? market(side);
    const atLeast = tif === 'FOK' ? qty : (special?.minQty ?? 0);
    if (obtainable(o, this.reachable(side, limit)) < atLeast) {
      this.listener.cancelled(id, qty, 0, tif === 'FOK' ? 'FillOrKill' : 'MinQty');
      return;
    }
    let left = qty;
    for (let m = this.reachable(side, limit)[0]; m && left > 0; m = this.reachable(side, limit)[0]) {
      if (isOwn(o, m)) {
        left = this.preventSelfTrade(o, left, m);
        continue;
      }
      const lots = Math.min(m.shown, left);
      left -= lots;
      this.pay(m, lots);
      this.tell(m.order, open(m), o, left, { side, price: m.price, qty: lots, auction: false });
    }
    if (left === 0) return;
    if (price !== undefined && tif !== 'IOC' && tif !== 'FOK') this.rest(o, left, this.within(side, price));
    else this.listener.cancelled(id, left, 0, this.why(o));
  }

  private why({ side, tif }: NewOrder): CancelReason {
    if (tif === 'IOC' || tif === 'FOK') return 'ImmediateOrCancel';
    return this.orders.some(o => o.order.side !== side && (o.place === 'lit' || o.place === 'dark'))
      ? 'PriceBand'
      : 'NoLiquidity';
  }

  private preventSelfTrade(o: NewOrder, left: number, m: Resting): number {
    const mode = o.special!.selfTrade!.mode;
    const both = Math.min(left, open(m));
    const lost = { CancelNewest: [0, left], CancelOldest: [open(m), 0], CancelBoth: [open(m), left], Decrement: [both, both] }[
      mode
    ];
    if (lost[0]! > 0) this.cancelSome(m, lost[0]!, 'SelfTrade');
    if (lost[1]! > 0) this.listener.cancelled(o.id, lost[1]!, left - lost[1]!, 'SelfTrade');
    return left - lost[1]!;
  }

  private rest(o: NewOrder, leaves: number, price: number): void {
    this.add(o, o.special?.display === 0 ? 'dark' : 'lit', price, leaves);
    this.listener.rested(o.id, o.side, leaves, price);
  }

  private add(order: NewOrder, place: Resting['place'], price: number, leaves: number): void {
    const shown = place === 'lit' && order.special?.display ? Math.min(order.special.display, leaves) : leaves;
    this.orders.push({ order, place, price, shown, reserve: leaves - shown, since: this.arrivals++ });
  }

  /** Lots of an order were matched: an iceberg shows more once it has shown all, at the back of its queue. */
  private pay(o: Resting, lots: number): void {
    o.shown -= lots;
    if (o.shown === 0 && o.reserve > 0) {
      o.shown = Math.min(o.order.special!.display!, o.reserve);
      o.reserve -= o.shown;
      o.since = this.arrivals++;
    }
    this.orders = this.orders.filter(x => open(x) > 0);
  }

  private cancelSome(o: Resting, wanted: number, reason: CancelReason): void {
    const lots = Math.min(wanted, open(o));
    this.takeOff(o, lots);
    this.listener.cancelled(o.order.id, lots, open(o), reason);
  }

  /** Lots that are not shown go first. */
  private takeOff(o: Resting, lots: number): void {
    const hidden = Math.min(lots, o.reserve);
    o.reserve -= hidden;
    o.shown -= lots - hidden;
    this.orders = this.orders.filter(x => open(x) > 0);
  }

  private tell(
    maker: NewOrder,
    makerLeaves: number,
    taker: NewOrder,
    takerLeaves: number,
    t: { side: Side; price: number; qty: number; auction: boolean },
  ): void {
    this.last = t.price;
    this.traded.push(t.price);
    this.listener.traded({
      makerId: maker.id,
      makerOwner: maker.owner,
      makerLeaves,
      takerId: taker.id,
      takerOwner: taker.owner,
      takerLeaves,
      ...t,
    });
  }

  private triggerStops(): void {
    if (this.collecting) return;
    for (let s = this.nextStop(); s; s = this.nextStop()) {
      const o = s;
      this.orders = this.orders.filter(x => x !== o);
      this.listener.triggered(o.order.id);
      this.trade({ ...o.order, qty: open(o), special: { ...o.order.special, stop: undefined } });
    }
    this.traded = [];
  }

  private nextStop(): Resting | undefined {
    const due = (o: Resting): boolean =>
      o.place === 'stop' && this.traded.some(p => (o.order.side === 0 ? p >= o.price : p <= o.price));
    const nearest = (a: Resting, b: Resting): number =>
      a.order.side - b.order.side || (a.price - b.price) * sign(a.order.side) || a.since - b.since;
    return this.orders.filter(due).sort(nearest)[0];
  }
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n > 0;
