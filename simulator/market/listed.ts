import type { Micros } from '../../src/core/numbers';
import { OrderBook } from '../matching/book';
import type { BookListener, CancelReason, Indicative, Lots, Side, Ticks, Trade } from '../matching/types';
import { Agenda } from './agenda';
import { BandKeeper, type BandRules } from './bands';
import type { AuctionResult, PriceBands } from './exchange-types';
import type { Listing } from './instruments';
import type { Floor, Market, Print, TradingStatus } from './market';
import { auctionAhead, auctionBetween, NEXT } from './status';

/** How a symbol is listed. */
export interface ListingRules {
  /** What it starts in; `trading` where it is left out. */
  readonly status?: TradingStatus | undefined;
  /** Left out: it has no price bands. */
  readonly bands?: BandRules | undefined;
}

/** Whom a listed symbol tells; the exchange. */
export interface ListedEvents {
  rested(id: number, price: Ticks): void;
  traded(listed: Listed, trade: Trade): void;
  cancelled(id: number, qty: Lots, leaves: Lots, reason: CancelReason): void;
  replaced(id: number): void;
  triggered(id: number): void;
  printed(listed: Listed, print: Print): void;
  statusChanged(listed: Listed): void;
  uncrossed(result: AuctionResult): void;
  bandsChanged(listed: Listed): void;
  /** The day is over: orders that last no longer end. */
  dayOver(listed: Listed): void;
  /** A GTD order's time has come, if it still works. */
  expired(listed: Listed, orderNo: number): void;
}

/** One symbol of the exchange: its book, its market if it has one, its status, and what is due in it. */
export class Listed implements BookListener, Floor {
  readonly book = new OrderBook(this);
  readonly expiries = new Agenda<number>();
  readonly timetable = new Agenda<TradingStatus>();
  /** The book has changed since somebody last looked. */
  dirty = false;
  state: TradingStatus;
  private readonly keeper: BandKeeper | undefined;
  private opened: boolean;

  constructor(
    readonly listing: Listing,
    readonly market: Market | undefined,
    rules: ListingRules,
    private readonly events: ListedEvents,
  ) {
    this.state = rules.status ?? 'trading';
    this.opened = this.state === 'trading';
    this.keeper = rules.bands && new BandKeeper(rules.bands, listing, this.book);
    if (!this.opened) this.book.collect();
  }

  /** The price bands begin where it trades from the start. */
  begin(at: Micros): void {
    if (!this.keeper || !this.opened) return;
    this.keeper.start(this.reference, at);
    this.events.bandsChanged(this);
  }

  /** When the next event of the symbol is due, or undefined. */
  nextAt(): Micros | undefined {
    return earlier(
      earlier(this.timetable.nextAt(), this.expiries.nextAt()),
      earlier(this.keeper?.nextAt(), this.market?.nextAt()),
    );
  }

  /** Runs the one event that is due next, at `at`; of one time first changes of status, then ends of orders, price bands, the market. */
  step(at: Micros): void {
    const due = this.nextAt()!;
    if (this.timetable.nextAt() === due) this.scheduled(this.timetable.take(), at);
    else if (this.expiries.nextAt() === due) this.events.expired(this, this.expiries.take());
    else if (this.keeper?.nextAt() === due) this.reviewBands(at);
    else this.market!.step(this);
    this.looked(at);
  }

  /** Looks at the price bands; for after each command. */
  looked(at: Micros): void {
    if (this.keeper?.look(at)) this.events.bandsChanged(this);
  }

  /** Changes the status: holds the auction in between, begins or ends the collecting of orders, and ends the day where it closes. */
  turn(to: TradingStatus, at: Micros): void {
    if (to === this.state) return;
    const kind = auctionBetween(this.state, to, this.opened);
    const banded = this.keeper?.bands() !== undefined;
    this.book.collect();
    this.dirty = true;
    this.keeper?.stop(to === 'paused', at);
    if (kind !== undefined)
      this.events.uncrossed({ symbol: this.listing.symbol, kind, ...this.book.uncross(kind, this.reference) });
    this.state = to;
    this.events.statusChanged(this);
    if (to === 'trading') this.open(at);
    else if (banded) this.events.bandsChanged(this);
    if (to === 'closed') this.close();
  }

  /** What the auction that orders are collected for would come to now; undefined while none is. */
  indicative(): Indicative | undefined {
    const kind = this.book.collecting ? auctionAhead(this.state, this.opened) : undefined;
    return kind && this.book.indicative(kind, this.reference);
  }

  bands(): PriceBands | undefined {
    return this.keeper?.bands();
  }

  /** True until today's opening auction is over. */
  get beforeOpen(): boolean {
    return !this.opened;
  }

  print(print: Print): void {
    this.events.printed(this, print);
  }

  /** What a replayed market says of itself; the book goes on as it is told. */
  status(status: TradingStatus): void {
    if (status === this.state) return;
    this.state = status;
    this.events.statusChanged(this);
  }

  rested(id: number, _side: Side, _leaves: Lots, price: Ticks): void {
    this.dirty = true;
    if (id > 0) this.events.rested(id, price);
  }

  traded(trade: Trade): void {
    this.dirty = true;
    this.keeper?.traded(trade.price);
    this.events.traded(this, trade);
  }

  cancelled(id: number, qty: Lots, leaves: Lots, reason: CancelReason): void {
    this.dirty = true;
    if (id > 0) this.events.cancelled(id, qty, leaves, reason);
  }

  replaced(id: number): void {
    this.dirty = true;
    if (id > 0) this.events.replaced(id);
  }

  triggered(id: number): void {
    if (id > 0) this.events.triggered(id);
  }

  /** Where an auction's price is nearest to, all else being equal: the latest trade, or before there was one the prior close. */
  private get reference(): Ticks {
    return this.book.lastPrice ?? this.listing.referencePriceTicks;
  }

  private open(at: Micros): void {
    this.opened = true;
    this.begin(at);
    this.book.resume();
  }

  private close(): void {
    this.opened = false;
    this.events.dayOver(this);
  }

  private scheduled(to: TradingStatus, at: Micros): void {
    if (NEXT[this.state].includes(to)) this.turn(to, at);
  }

  private reviewBands(at: Micros): void {
    const came = this.keeper!.due(at);
    if (came === 'pause') this.turn('paused', at);
    else if (came === 'resume') this.turn('trading', at);
    else if (came === 'moved') this.events.bandsChanged(this);
  }
}

const earlier = (a: Micros | undefined, b: Micros | undefined): Micros | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;
