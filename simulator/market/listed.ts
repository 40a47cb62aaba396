import { OrderBook } from '../matching/book';
import type { BookListener, CancelReason, Lots, Side, Ticks, Trade } from '../matching/types';
import type { Listing } from './instruments';
import type { Floor, Market, Print, TradingStatus } from './market';

/** Whom a listed symbol tells; the exchange. */
export interface ListedEvents {
  traded(listed: Listed, trade: Trade): void;
  cancelled(listed: Listed, id: number, qty: Lots, leaves: Lots, reason: CancelReason): void;
  printed(listed: Listed, print: Print): void;
  statusChanged(listed: Listed): void;
}

/** One symbol of the exchange: its book, its market if it has one, and whether its book has changed since somebody last looked. */
export class Listed implements BookListener, Floor {
  readonly book = new OrderBook(this);
  dirty = false;
  state: TradingStatus = 'trading';

  constructor(
    readonly listing: Listing,
    readonly market: Market | undefined,
    private readonly events: ListedEvents,
  ) {}

  print(print: Print): void {
    this.events.printed(this, print);
  }

  status(status: TradingStatus): void {
    if (status === this.state) return;
    this.state = status;
    this.events.statusChanged(this);
  }

  rested(_id: number, _side: Side, _leaves: Lots, _price: Ticks): void {
    this.dirty = true;
  }

  traded(trade: Trade): void {
    this.dirty = true;
    this.market?.traded(trade);
    this.events.traded(this, trade);
  }

  cancelled(id: number, qty: Lots, leaves: Lots, reason: CancelReason): void {
    this.dirty = true;
    if (id > 0) this.events.cancelled(this, id, qty, leaves, reason);
  }

  replaced(_id: number, _leaves: Lots, _price: Ticks, _keptPlace: boolean): void {
    this.dirty = true;
  }
}
