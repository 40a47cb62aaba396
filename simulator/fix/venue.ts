import { DataError } from '../../src/core/data-error';
import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import { Exchange } from '../market/exchange';
import type { ExchangeListener, ExchangeOrder, Fill, PublicTrade, TradeAmendment } from '../market/exchange-types';
import type { Listing } from '../market/instruments';
import type { ListingRules } from '../market/listed';
import type { Market, Print, TradingStatus } from '../market/market';
import type { CancelReason, Lots } from '../matching/types';
import type { FaultPlan } from '../models/faults/plan';
import { FeeLedger, type FeeSchedule } from '../models/fees/fees';
import { OrderDesk } from './desk';
import { MarketDataFeed } from './feed';
import { VenueInstrument } from './instrument';
import { OrderLedger, type Reported, type Send } from './ledger';
import { MassDesk } from './mass';
import { Mischief } from './mischief';
import { type NewsItem, newsMessage } from './news';
import { type Operated, operate } from './operator';
import type { Peers } from './peers';
import { SecurityDesk } from './securities';
import { StatusDesk } from './status-desk';
import { OrderTeller } from './teller';

export interface VenueParts {
  readonly send: Send;
  readonly peers: Peers;
  /** Begins every OrderID (37) and ExecID (17) of this run. */
  readonly epoch: string;
  /** Its own record of what it told about orders. */
  readonly reported?: Reported | undefined;
  /** A replayed file is wrong somewhere: that event is left out. */
  readonly marketFailed: (error: DataError) => void;
  /** What fills cost; without it they are free. */
  readonly fees?: FeeSchedule | undefined;
  /** When business goes wrong; without it, never. */
  readonly plan?: FaultPlan | undefined;
}

/**
 * What a trading venue says to FIX application messages: order entry and market data around one exchange. Pure but for `send`: time is an
 * argument. Orders are kept for as long as it lives.
 */
export class Venue implements ExchangeListener {
  readonly exchange = new Exchange(this);
  private readonly instruments = new Map<string, VenueInstrument>();
  private readonly teller: OrderTeller;
  private readonly desk: OrderDesk;
  private readonly mass: MassDesk;
  private readonly feed: MarketDataFeed;
  private readonly securities: SecurityDesk;
  private readonly statuses: StatusDesk;
  private readonly mischief: Mischief | undefined;

  constructor(private readonly parts: VenueParts) {
    const { exchange, instruments } = this;
    const { send, peers, epoch, fees, plan, reported } = parts;
    const told: Reported = (session, report) => {
      reported?.(session, report);
      this.mischief?.told(session, report);
    };
    const ledger = new OrderLedger(send, epoch, told, peers);
    this.teller = new OrderTeller(ledger, fees && new FeeLedger(fees));
    const common = { exchange, instruments, send, peers };
    const desk = { ...common, ledger, teller: this.teller, turnsAway: () => this.mischief?.turnsAway() };
    this.desk = new OrderDesk(desk);
    this.mischief = plan && new Mischief(plan, desk, (orderNo, text, at) => this.desk.end(orderNo, text, at));
    this.mass = new MassDesk(desk, this.desk);
    this.feed = new MarketDataFeed(common);
    this.securities = new SecurityDesk(instruments, send);
    this.statuses = new StatusDesk(common);
  }

  /** Lists a symbol with whoever trades in it. Throws where it is listed already, or its tick or lot is no step. */
  list(listing: Listing, market?: Market, rules: ListingRules = {}): void {
    this.exchange.list(listing, market, rules);
    this.instruments.set(listing.symbol, new VenueInstrument(listing));
  }

  /** An application message, after all market events up to `at`. */
  message(session: SessionId, view: MessageView, at: Micros): void {
    this.advance(at);
    if (this.parts.peers.onlyListens(session)) return this.unsupported(session, view, 'a drop copy session only listens');
    const answer = this.answers[view.msgType];
    if (answer) answer(session, view, at);
    else this.unsupported(session, view, `MsgType (35) '${view.msgType}' is not supported here: ${MESSAGES}`);
  }

  /** Runs every market event that is due up to `at`. */
  advance(at: Micros): void {
    for (let done = false; !done; ) {
      try {
        this.exchange.advance(at);
        done = true;
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        this.parts.marketFailed(error);
      }
    }
    this.mischief?.act(at);
  }

  /** Tells subscribers what the books have become since the last call. */
  publish(): void {
    this.feed.publish();
  }

  /** Market data requests that run. */
  get subscriptions(): number {
    return this.feed.running;
  }

  /** A session is gone: its subscriptions end, its orders stay. */
  dropped(session: SessionId): void {
    this.feed.dropped(session);
    this.statuses.dropped(session);
  }

  /** Cancels what works of a session that is gone, but for orders that outlive the day (59=1, 6). */
  cancelAllOf(session: SessionId, at: Micros): void {
    this.advance(at);
    this.mass.disconnected(session, at);
  }

  /** A command of the venue's operator: halts and phases, busts, corrections, cancels, news. See OPERATOR_HELP. */
  operate(line: string, at: Micros): Operated {
    const { exchange, instruments, desk } = this;
    const end = (no: number, when: Micros): boolean => desk.end(no, 'cancelled by the venue', when);
    return operate({ exchange, instruments, end, news: (item, when) => this.news(item, when) }, line, at);
  }

  private news(item: NewsItem, at: Micros): number {
    const readers = this.feed.readers();
    for (const session of readers) this.parts.send(session, 'B', (w, d) => newsMessage(w, d, item, at));
    return readers.size;
  }

  // What the exchange tells.

  accepted(order: ExchangeOrder, at: Micros): void {
    this.teller.accepted(order, at);
  }

  filled(order: ExchangeOrder, fill: Fill, at: Micros): void {
    this.teller.filled(order, fill, at);
  }

  cancelled(order: ExchangeOrder, _qty: Lots, reason: CancelReason, at: Micros): void {
    this.teller.cancelled(order, reason, at);
  }

  replaced(order: ExchangeOrder, at: Micros): void {
    this.teller.replaced(order, at);
  }

  triggered(order: ExchangeOrder, at: Micros): void {
    this.teller.triggered(order, at);
  }

  repriced(order: ExchangeOrder, at: Micros): void {
    this.teller.repriced(order, at);
  }

  amended(order: ExchangeOrder, amendment: TradeAmendment, at: Micros): void {
    this.teller.amended(order, amendment, at);
  }

  traded(trade: PublicTrade, at: Micros): void {
    this.feed.traded(trade, at);
  }

  tradeAmended(amendment: TradeAmendment, at: Micros): void {
    this.feed.amended(amendment, at);
  }

  printed(symbol: string, print: Print, at: Micros): void {
    this.feed.printed(symbol, print.priceText, print.qty, at);
  }

  /** What an auction came to is told by its trades, and by the indication that ends. */
  uncrossed(): void {}

  status(symbol: string, _status: TradingStatus, at: Micros): void {
    this.feed.touched(symbol);
    this.statuses.changed(symbol, at);
  }

  /** Bands are felt (orders move to them or wait), not announced: no version has them in SecurityStatus (f). */
  bands(): void {}

  /** By MsgType (35): who answers it. */
  private readonly answers: Readonly<Record<string, (session: SessionId, view: MessageView, at: Micros) => void>> = {
    D: (s, view, at) => this.desk.enter(s, view, at),
    F: (s, view, at) => this.desk.cancel(s, view, at),
    G: (s, view, at) => this.desk.replace(s, view, at),
    H: (s, view, at) => this.desk.status(s, view, at),
    q: (s, view, at) => this.mass.cancel(s, view, at),
    AF: (s, view, at) => this.mass.status(s, view, at),
    V: (s, view) => this.feed.request(s, view),
    e: (s, view, at) => this.statuses.security(s, view, at),
    g: (s, view) => this.statuses.session(s, view),
    x: (s, view) => this.securities.list(s, view),
    c: (s, view) => this.securities.definition(s, view),
  };

  /** BusinessMessageReject (j), 380=3. */
  private unsupported(session: SessionId, view: MessageView, text: string): void {
    this.parts.send(session, 'j', w => {
      w.int(Tag.RefSeqNum, view.int(Tag.MsgSeqNum)!).text(Tag.RefMsgType, view.msgType);
      w.int(Tag.BusinessRejectReason, 3).text(Tag.Text, text);
    });
  }
}

/** MsgTypes (35) that are answered. */
const MESSAGES = 'D, F, G, H, q, AF, V, e, g, x or c';
