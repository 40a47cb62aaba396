import type { Micros } from '../../src/core/numbers';
import { BUY, type CancelReason, type Indicative, type Lots, SELL, type Ticks, type Trade } from '../matching/types';
import type {
  Depth,
  Done,
  ExchangeListener,
  ExchangeOrder,
  Outcome,
  PriceBands,
  Refused,
  ReplaceTerms,
  SubmitRequest,
} from './exchange-types';
import type { Listing } from './instruments';
import type { Listed, ListedEvents, ListingRules } from './listed';
import type { Market, Print, TradingStatus } from './market';
import { endsWithDay, type LiveOrder, OutsideOrders } from './outside-orders';
import { bookRefused, halted, refused, unknownOrder, unknownSymbol, wrongNumbers } from './refusals';
import { NEXT, takesOrders } from './status';
import { Symbols } from './symbols';
import { TradeLog } from './trade-log';

/**
 * Several symbols, each a book and whoever trades in it, and the orders that come from outside. Pure: time is an argument and never
 * goes back (an earlier `at` counts as the latest seen). Prices and quantities are whole ticks and lots. Every command first runs what
 * is due up to its time.
 */
export class Exchange {
  private readonly orders = new OutsideOrders();
  private readonly log = new TradeLog();
  /** The replace that a book is working on. */
  private replacing: { readonly order: LiveOrder; readonly terms: ReplaceTerms } | undefined;
  private readonly events: ListedEvents = {
    rested: (id, price) => this.onRested(id, price),
    traded: (listed, trade) => this.onTrade(listed, trade),
    cancelled: (id, qty, leaves, reason) => this.onCancel(id, qty, leaves, reason),
    replaced: () => this.onReplaced(),
    triggered: id => this.onTriggered(id),
    printed: (listed, print: Print) => this.listener.printed(listed.listing.symbol, print, this.now),
    statusChanged: listed => this.listener.status(listed.listing.symbol, listed.state, this.now),
    uncrossed: result => this.listener.uncrossed(result, this.now),
    bandsChanged: listed => this.listener.bands(listed.listing.symbol, listed.bands(), this.now),
    dayOver: listed => this.endDay(listed),
    expired: (listed, orderNo) => listed.book.cancel(orderNo, 'Expired'),
  };
  private readonly symbols = new Symbols(this.events);
  /** Time of the last event. */
  now: Micros = 0;
  private tradeNo = 0;

  constructor(private readonly listener: ExchangeListener) {}

  /** Lists a symbol; `market` is who trades in it (nobody where it is left out). Throws where the symbol is listed already. */
  list(listing: Listing, market?: Market, rules: ListingRules = {}): void {
    this.symbols.add(listing, market, rules);
  }

  listings(): Listing[] {
    return this.symbols.listings();
  }

  listing(symbol: string): Listing | undefined {
    return this.symbols.get(symbol)?.listing;
  }

  /** Runs every event that is due up to `at`, earliest first; ties go by the order of listing. */
  advance(at: Micros): void {
    if (this.symbols.hasFresh) this.begin(Math.min(at, this.nextEventAt() ?? at));
    for (let listed = this.symbols.earliest(at); listed; listed = this.symbols.earliest(at)) {
      this.now = Math.max(this.now, this.symbols.due);
      listed.step(this.now);
    }
    this.now = Math.max(this.now, at);
  }

  /** When the next event is due, or undefined where none ever is. */
  nextEventAt(): Micros | undefined {
    return this.symbols.earliest(Number.POSITIVE_INFINITY) && this.symbols.due;
  }

  /** A new order. `accepted` comes first, then its fills. */
  submit(request: SubmitRequest, at: Micros): Outcome {
    this.advance(at);
    const listed = this.symbols.get(request.symbol);
    if (!listed) return unknownSymbol(request.symbol);
    const wrong = wrongNumbers(request.qty, request.price, request.stop) ?? untimely(request, listed, this.now);
    if (wrong) return wrong;
    const order = this.orders.draft(request);
    const entry = this.orders.forBook(order);
    const refusal = listed.book.refusal(entry);
    if (refusal !== undefined) return bookRefused(refusal, request);
    this.orders.add(order);
    if (order.expireAt !== undefined) listed.expiries.add(order.expireAt, order.orderNo);
    this.listener.accepted(order, this.now);
    listed.book.enter(entry);
    listed.looked(this.now);
    return { ok: true, orderNo: order.orderNo };
  }

  /** Takes an order out of the book. */
  cancel(orderNo: number, at: Micros): Outcome {
    this.advance(at);
    const order = this.orders.get(orderNo);
    if (!order) return unknownOrder(orderNo);
    const listed = this.symbols.get(order.symbol)!;
    listed.book.cancel(orderNo);
    listed.looked(this.now);
    return { ok: true, orderNo };
  }

  /**
   * New terms of an order that works: the total quantity, what is filled included, must be above what is filled. A smaller quantity
   * keeps its place in the queue; a larger one, another price, stop price or display loses it.
   */
  replace(orderNo: number, terms: ReplaceTerms, at: Micros): Outcome {
    this.advance(at);
    const order = this.orders.get(orderNo);
    if (!order) return unknownOrder(orderNo);
    const price = terms.price ?? order.price;
    const wrong = wrongNumbers(terms.qty, price, terms.stop);
    if (wrong) return wrong;
    if (terms.qty <= order.cumQty)
      return refused('BelowCumQty', `OrderQty (38) ${terms.qty} is not above the ${order.cumQty} filled`);
    const listed = this.symbols.get(order.symbol)!;
    if (!takesOrders(listed.state)) return halted(order.symbol, listed.state);
    this.replacing = { order, terms };
    const refusal = listed.book.replace(orderNo, terms.qty - order.cumQty, price, terms);
    this.replacing = undefined;
    if (refusal !== undefined) return bookRefused(refusal, { ...order, ...terms, price });
    listed.looked(this.now);
    return { ok: true, orderNo };
  }

  /** Takes a trade with an order from outside back. Its lots do not return to the book. */
  bust(tradeNo: number, at: Micros): Done {
    return this.amend(tradeNo, { qty: 0 }, at);
  }

  /** Gives a trade with an order from outside another price, or fewer lots. */
  correct(tradeNo: number, to: { readonly qty?: Lots; readonly price?: Ticks }, at: Micros): Done {
    return wrongNumbers(to.qty ?? 1, to.price) ?? this.amend(tradeNo, to, at);
  }

  /** Changes what a symbol does: phases of the day, halts. Refused where the way is not one of NEXT; the same status again changes nothing. */
  setStatus(symbol: string, to: TradingStatus, at: Micros): Done {
    this.advance(at);
    const listed = this.symbols.get(symbol);
    if (!listed) return unknownSymbol(symbol);
    const next = NEXT[listed.state];
    if (to !== listed.state && !next.includes(to))
      return refused('BadStatus', `Symbol (55) ${symbol} is ${listed.state}: from there to ${next.join(', ')}, not ${to}`);
    listed.turn(to, this.now);
    listed.looked(this.now);
    return { ok: true };
  }

  /** Changes of status that `advance` makes when their time comes; a way that is not one of NEXT is then left out. Throws for an unknown symbol. */
  schedule(symbol: string, steps: readonly { readonly at: Micros; readonly to: TradingStatus }[]): void {
    const listed = this.symbols.get(symbol);
    if (!listed) throw new Error(`symbol ${symbol} is not listed`);
    for (const { at, to } of steps) listed.timetable.add(at, to);
  }

  /** An order that still works, or undefined. */
  order(orderNo: number): ExchangeOrder | undefined {
    return this.orders.get(orderNo);
  }

  /** The orders of an owner that still work, oldest first. */
  ordersOf(owner: string): ExchangeOrder[] {
    return this.orders.all().filter(o => o.owner === owner);
  }

  /** The best `n` levels of both sides, as shown; undefined where the symbol is not listed. */
  depth(symbol: string, n: number): Depth | undefined {
    const book = this.symbols.get(symbol)?.book;
    return book && { bids: book.depth(BUY, n), asks: book.depth(SELL, n) };
  }

  status(symbol: string): TradingStatus | undefined {
    return this.symbols.get(symbol)?.state;
  }

  /** What the auction that orders are being collected for would come to now; undefined while none are. */
  indicative(symbol: string): Indicative | undefined {
    return this.symbols.get(symbol)?.indicative();
  }

  /** The price bands in force; undefined where there are none, and while the symbol does not trade. */
  bands(symbol: string): PriceBands | undefined {
    return this.symbols.get(symbol)?.bands();
  }

  /** The symbols whose books changed since the last call, in the order of listing. */
  takeDirty(): string[] {
    return this.symbols.takeDirty();
  }

  /** Begins what was listed since, at its first event or now. */
  private begin(at: Micros): void {
    this.now = Math.max(this.now, at);
    this.symbols.begin(this.now);
  }

  private onTrade(listed: Listed, t: Trade): void {
    listed.market?.traded(t, this.now);
    const tradeNo = ++this.tradeNo;
    const { symbol } = listed.listing;
    const fill = { tradeNo, lastQty: t.qty, lastPx: t.price };
    const maker = t.makerId > 0 ? this.orders.filled(t.makerId, t.qty) : undefined;
    if (maker) this.listener.filled(maker, { ...fill, liquidity: t.auction ? 'auction' : 'added' }, this.now);
    const taker = t.takerId > 0 ? this.orders.filled(t.takerId, t.qty) : undefined;
    if (taker) this.listener.filled(taker, { ...fill, liquidity: t.auction ? 'auction' : 'removed' }, this.now);
    if (maker || taker)
      this.log.add({ tradeNo, symbol, sides: [maker, taker].filter(o => o !== undefined), price: t.price, qty: t.qty });
    this.listener.traded({ tradeNo, symbol, price: t.price, qty: t.qty, side: t.side, auction: t.auction }, this.now);
  }

  private onCancel(orderNo: number, qty: Lots, leaves: Lots, reason: CancelReason): void {
    this.listener.cancelled(this.orders.cancelled(orderNo, qty, leaves), qty, reason, this.now);
  }

  private onReplaced(): void {
    const { order, terms } = this.replacing!;
    this.orders.replaced(order, terms);
    this.listener.replaced(order, this.now);
  }

  private onTriggered(orderNo: number): void {
    const order = this.orders.get(orderNo)!;
    order.triggered = true;
    this.listener.triggered(order, this.now);
  }

  /** An order came to rest: where it asked to, or at the price band before that. */
  private onRested(orderNo: number, price: Ticks): void {
    const order = this.orders.get(orderNo)!;
    if (order.price === price) return;
    order.price = price;
    this.listener.repriced(order, this.now);
  }

  private endDay({ listing: { symbol }, book }: Listed): void {
    for (const order of this.orders.all())
      if (order.symbol === symbol && endsWithDay(order)) book.cancel(order.orderNo, 'Expired');
  }

  private amend(tradeNo: number, to: { readonly qty?: Lots; readonly price?: Ticks }, at: Micros): Done {
    this.advance(at);
    const trade = this.log.get(tradeNo);
    if (!trade)
      return refused('UnknownTrade', `trade ${tradeNo} is no trade of an order from outside, is busted, or is too long ago`);
    const { qty = trade.qty, price = trade.price } = to;
    if (qty > trade.qty)
      return refused('BadQuantity', `LastQty (32) ${qty} of trade ${tradeNo} is above the ${trade.qty} traded`);
    const amendment = this.log.amend(trade, qty, price);
    for (const order of trade.sides) this.listener.amended(order, amendment, this.now);
    this.listener.tradeAmended(amendment, this.now);
    return { ok: true };
  }
}

/** Why an order cannot be taken now, whatever its numbers are. */
function untimely(r: SubmitRequest, listed: Listed, now: Micros): Refused | undefined {
  if (!takesOrders(listed.state)) return halted(r.symbol, listed.state);
  if (r.tif === 'AtOpen' && !listed.beforeOpen)
    return refused('Halted', `TimeInForce (59) 2: the opening auction of ${r.symbol} is over`);
  if ((r.tif === 'GTD') !== (r.expireAt !== undefined))
    return refused('BadTerms', 'ExpireTime (126) comes with TimeInForce (59) 6, and only with it');
  return r.expireAt !== undefined && r.expireAt <= now ? refused('BadTerms', 'ExpireTime (126) is not in the future') : undefined;
}
