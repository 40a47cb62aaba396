import type { Micros } from '../../src/core/numbers';
import { BUY, type CancelReason, type Lots, SELL, type Ticks, type Trade } from '../matching/types';
import type { Depth, ExchangeListener, ExchangeOrder, Fill, Outcome, Refusal, SubmitRequest } from './exchange-types';
import type { Listing } from './instruments';
import { Listed, type ListedEvents } from './listed';
import type { Market, Print, TradingStatus } from './market';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type LiveOrder = Mutable<ExchangeOrder>;

const refused = (reason: Refusal, text: string): Outcome => ({ ok: false, reason, text });

/**
 * Several symbols, each a book and whoever trades in it, and the orders that come from outside. Pure: time is an argument and never
 * goes back (an earlier `at` counts as the latest seen). Prices and quantities are whole ticks and lots.
 */
export class Exchange {
  private readonly listed = new Map<string, Listed>();
  private readonly orders = new Map<number, LiveOrder>();
  private readonly owners = new Map<string, number>();
  private readonly events: ListedEvents = {
    traded: (listed, trade) => this.onTrade(listed, trade),
    cancelled: (_listed, id, qty, leaves, reason) => this.onCancel(id, qty, leaves, reason),
    printed: (listed, print: Print) => this.listener.printed(listed.listing.symbol, print, this.now),
    statusChanged: listed => this.listener.status(listed.listing.symbol, listed.state, this.now),
  };
  /** Time of the last event. */
  now: Micros = 0;
  private orderNo = 0;
  private tradeNo = 0;

  constructor(private readonly listener: ExchangeListener) {}

  /** Lists a symbol; `market` is who trades in it (nobody where it is left out). Throws where the symbol is listed already. */
  list(listing: Listing, market?: Market): void {
    if (this.listed.has(listing.symbol)) throw new Error(`symbol ${listing.symbol} is listed twice`);
    this.listed.set(listing.symbol, new Listed(listing, market, this.events));
  }

  listings(): Listing[] {
    return [...this.listed.values()].map(l => l.listing);
  }

  listing(symbol: string): Listing | undefined {
    return this.listed.get(symbol)?.listing;
  }

  /** Runs every market event that is due up to `at`, earliest first; ties go by the order of listing. */
  advance(at: Micros): void {
    for (let listed = this.earliest(at); listed; listed = this.earliest(at)) {
      this.now = Math.max(this.now, listed.market!.nextAt()!);
      listed.market!.step(listed);
    }
    this.now = Math.max(this.now, at);
  }

  /** When the next market event is due, or undefined where none ever is. */
  nextEventAt(): Micros | undefined {
    return this.earliest(Number.POSITIVE_INFINITY)?.market?.nextAt();
  }

  /** A new order, after all market events up to `at`. `accepted` comes first, then its fills. */
  submit(request: SubmitRequest, at: Micros): Outcome {
    this.advance(at);
    const listed = this.listed.get(request.symbol);
    if (!listed) return refused('UnknownSymbol', `Symbol (55) ${request.symbol} is not listed here`);
    const wrong = wrongTerms(request.qty, request.price);
    if (wrong) return wrong;
    if (listed.state !== 'trading') return refused('Halted', `Symbol (55) ${request.symbol} is ${listed.state}`);
    const { owner, ref, symbol, side, qty, price, tif } = request;
    const orderNo = ++this.orderNo;
    const order: LiveOrder = { orderNo, owner, ref, symbol, side, qty, price, tif, cumQty: 0, leavesQty: qty };
    this.orders.set(orderNo, order);
    this.listener.accepted(order, this.now);
    listed.book.enter({ id: orderNo, owner: this.ownerNo(owner), side, qty, price, tif });
    return { ok: true, orderNo };
  }

  /** Takes an order out of the book, after all market events up to `at`. */
  cancel(orderNo: number, at: Micros): Outcome {
    this.advance(at);
    const order = this.orders.get(orderNo);
    if (!order) return unknown(orderNo);
    this.listed.get(order.symbol)!.book.cancel(orderNo);
    return { ok: true, orderNo };
  }

  /**
   * New total quantity (what is filled included) and price of a resting order, after all market events up to `at`; a price left
   * undefined stays. `ref` renames the order. Refused where the new quantity is not above what is filled.
   */
  replace(orderNo: number, terms: { qty: Lots; price: Ticks | undefined; ref?: string }, at: Micros): Outcome {
    this.advance(at);
    const order = this.orders.get(orderNo);
    if (!order) return unknown(orderNo);
    const price = terms.price ?? order.price!;
    const wrong = wrongTerms(terms.qty, price);
    if (wrong) return wrong;
    if (terms.qty <= order.cumQty)
      return refused('BelowCumQty', `OrderQty (38) ${terms.qty} is not above the ${order.cumQty} filled`);
    const listed = this.listed.get(order.symbol)!;
    if (listed.state !== 'trading') return refused('Halted', `Symbol (55) ${order.symbol} is ${listed.state}`);
    order.qty = terms.qty;
    order.leavesQty = terms.qty - order.cumQty;
    order.price = price;
    if (terms.ref !== undefined) order.ref = terms.ref;
    this.listener.replaced(order, this.now);
    listed.book.replace(orderNo, order.leavesQty, price);
    return { ok: true, orderNo };
  }

  /** An order that still works, or undefined. */
  order(orderNo: number): ExchangeOrder | undefined {
    return this.orders.get(orderNo);
  }

  /** The orders of an owner that still work, oldest first. */
  ordersOf(owner: string): ExchangeOrder[] {
    return [...this.orders.values()].filter(o => o.owner === owner);
  }

  /** The best `n` levels of both sides; undefined where the symbol is not listed. */
  depth(symbol: string, n: number): Depth | undefined {
    const book = this.listed.get(symbol)?.book;
    return book && { bids: book.depth(BUY, n), asks: book.depth(SELL, n) };
  }

  status(symbol: string): TradingStatus | undefined {
    return this.listed.get(symbol)?.state;
  }

  /** The symbols whose books changed since the last call, in the order of listing. */
  takeDirty(): string[] {
    const symbols: string[] = [];
    for (const listed of this.listed.values()) {
      if (listed.dirty) symbols.push(listed.listing.symbol);
      listed.dirty = false;
    }
    return symbols;
  }

  /** The symbol whose market has the next event, where that is due by `until`. */
  private earliest(until: Micros): Listed | undefined {
    let first: Listed | undefined;
    let due = until;
    for (const listed of this.listed.values()) {
      const at = listed.market?.nextAt();
      if (at === undefined || at > due || (first && at === due)) continue;
      first = listed;
      due = at;
    }
    return first;
  }

  private ownerNo(owner: string): number {
    let no = this.owners.get(owner);
    if (no === undefined) this.owners.set(owner, (no = this.owners.size + 1));
    return no;
  }

  private onTrade(listed: Listed, t: Trade): void {
    const tradeNo = ++this.tradeNo;
    if (t.makerId > 0) this.fill(t.makerId, { tradeNo, lastQty: t.qty, lastPx: t.price, liquidity: 'added' });
    if (t.takerId > 0) this.fill(t.takerId, { tradeNo, lastQty: t.qty, lastPx: t.price, liquidity: 'removed' });
    this.listener.traded({ tradeNo, symbol: listed.listing.symbol, price: t.price, qty: t.qty, side: t.side }, this.now);
  }

  private fill(orderNo: number, fill: Fill): void {
    const order = this.orders.get(orderNo)!;
    order.cumQty += fill.lastQty;
    order.leavesQty -= fill.lastQty;
    if (order.leavesQty === 0) this.orders.delete(orderNo);
    this.listener.filled(order, fill, this.now);
  }

  private onCancel(orderNo: number, qty: Lots, leaves: Lots, reason: CancelReason): void {
    const order = this.orders.get(orderNo)!;
    order.leavesQty = leaves;
    if (leaves === 0) this.orders.delete(orderNo);
    this.listener.cancelled(order, qty, reason, this.now);
  }
}

const unknown = (orderNo: number): Outcome => refused('UnknownOrder', `OrderID (37) ${orderNo} is not in the book`);

function wrongTerms(qty: Lots, price: Ticks | undefined): Outcome | undefined {
  if (!Number.isSafeInteger(qty) || qty <= 0)
    return refused('BadQuantity', `OrderQty (38) of ${qty} lots is not a whole number above 0`);
  if (price === undefined) return undefined;
  if (!Number.isSafeInteger(price)) return refused('OffTick', `Price (44) of ${price} ticks is not a whole number of ticks`);
  return price > 0 ? undefined : refused('BadPrice', `Price (44) of ${price} ticks is not above 0`);
}
