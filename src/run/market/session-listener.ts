import type { DepthSide } from '../../core/depth-side';
import type { Instrument } from '../../core/instruments';
import type { Micros, Px, Qty } from '../../core/numbers';
import type { Aggressor, MarketDataListener } from '../../fix/translate/market-data-reader';
import type { MarketFeed } from './feed';

/** Hands what one session says to the feed, under the session's name and the time at which the message came. */
export class SessionListener implements MarketDataListener {
  /** When the message that is read was received. */
  at: Micros = 0;

  constructor(
    private readonly session: string,
    private readonly feed: MarketFeed,
  ) {}

  scalesOf(symbol: string): Instrument | undefined {
    return this.feed.scalesOf(symbol);
  }

  traded(symbol: string, px: Px, qty: Qty, aggressor: Aggressor): void {
    this.feed.trade(symbol, this.at, px, qty, aggressor);
  }

  lastIs(symbol: string, px: Px): void {
    this.feed.lastIs(symbol, px);
  }

  bookIs(symbol: string, bids: DepthSide, asks: DepthSide): void {
    this.feed.book(this.session, symbol, this.at, bids, asks);
  }
}
