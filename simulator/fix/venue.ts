import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import { Exchange } from '../market/exchange';
import type { ExchangeListener, ExchangeOrder, Fill, PublicTrade } from '../market/exchange-types';
import type { Listing } from '../market/instruments';
import type { Market, Print } from '../market/market';
import { TapeError } from '../market/tape-error';
import type { CancelReason, Lots } from '../matching/types';
import { OrderDesk } from './desk';
import { MarketDataFeed } from './feed';
import { VenueInstrument } from './instrument';
import { OrderLedger, type Reported, type Send } from './ledger';

export interface VenueParts {
  readonly send: Send;
  /** Begins every OrderID (37) and ExecID (17) of this run. */
  readonly epoch: string;
  /** Its own record of what it told about orders. */
  readonly reported?: Reported | undefined;
  /** A replayed file is wrong somewhere: that event is left out. */
  readonly marketFailed: (error: TapeError) => void;
}

/**
 * What a trading venue says to FIX application messages: order entry and market data around one exchange. Pure but for `send`: time is an
 * argument. Orders are kept for as long as it lives.
 */
export class Venue implements ExchangeListener {
  readonly exchange = new Exchange(this);
  private readonly instruments = new Map<string, VenueInstrument>();
  private readonly desk: OrderDesk;
  private readonly feed: MarketDataFeed;

  constructor(private readonly parts: VenueParts) {
    const { exchange, instruments } = this;
    const { send, epoch, reported = () => undefined } = parts;
    this.desk = new OrderDesk({ exchange, instruments, ledger: new OrderLedger(send, epoch, reported), send });
    this.feed = new MarketDataFeed(exchange, instruments, send);
  }

  /** Lists a symbol with whoever trades in it. Throws where it is listed already, or its tick or lot is no step. */
  list(listing: Listing, market?: Market): void {
    this.exchange.list(listing, market);
    this.instruments.set(listing.symbol, new VenueInstrument(listing));
  }

  /** An application message, after all market events up to `at`. */
  message(session: SessionId, view: MessageView, at: Micros): void {
    this.advance(at);
    switch (view.msgType) {
      case 'D':
        return this.desk.enter(session, view, at);
      case 'F':
        return this.desk.cancel(session, view, at);
      case 'G':
        return this.desk.replace(session, view, at);
      case 'H':
        return this.desk.status(session, view, at);
      case 'V':
        return this.feed.request(session, view);
      default:
        return this.unsupported(session, view);
    }
  }

  /** Runs every market event that is due up to `at`. */
  advance(at: Micros): void {
    for (let done = false; !done; ) {
      try {
        this.exchange.advance(at);
        done = true;
      } catch (error) {
        if (!(error instanceof TapeError)) throw error;
        this.parts.marketFailed(error);
      }
    }
  }

  /** Tells subscribers what the books have become since the last call. */
  publish(): void {
    this.feed.publish();
  }

  /** A session is gone: its subscriptions end, its orders stay. */
  dropped(session: SessionId): void {
    this.feed.dropped(session);
  }

  // What the exchange tells.

  accepted(order: ExchangeOrder, at: Micros): void {
    this.desk.accepted(order, at);
  }

  filled(order: ExchangeOrder, fill: Fill, at: Micros): void {
    this.desk.filled(order, fill, at);
  }

  cancelled(order: ExchangeOrder, _qty: Lots, reason: CancelReason, at: Micros): void {
    this.desk.cancelled(order, reason, at);
  }

  replaced(order: ExchangeOrder, at: Micros): void {
    this.desk.replaced(order, at);
  }

  traded(trade: PublicTrade, at: Micros): void {
    const { ticks, lots } = this.instruments.get(trade.symbol)!;
    this.feed.traded(trade.symbol, ticks.format(trade.price), lots.format(trade.qty), at);
  }

  printed(symbol: string, print: Print, at: Micros): void {
    this.feed.traded(symbol, print.priceText, this.instruments.get(symbol)!.lots.format(print.qty), at);
  }

  /** Halts are felt (orders are refused with 103=2), not announced: this face has no SecurityStatus (f). */
  status(): void {}

  /** BusinessMessageReject (j), 380=3. */
  private unsupported(session: SessionId, view: MessageView): void {
    const { msgType } = view;
    this.parts.send(session, 'j', w => {
      w.int(Tag.RefSeqNum, view.int(Tag.MsgSeqNum)!).text(Tag.RefMsgType, msgType).int(Tag.BusinessRejectReason, 3);
      w.text(Tag.Text, `MsgType (35) '${msgType}' is not supported here: D, F, G, H or V`);
    });
  }
}
