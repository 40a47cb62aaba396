import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { Exchange } from '../market/exchange';
import type { TradingStatus } from '../market/market';
import type { VenueInstrument } from './instrument';
import type { Send } from './ledger';
import type { Peers } from './peers';
import { marketStatus, phaseOf, securityStatusOf, sessionStatusOf } from './trading-status';

/** SecurityTradingStatus (326): unknown or invalid. */
const UNKNOWN = '20';
/** TradingSessionID (336): the day. The simulator has no other. */
const DAY = '1';
/** TradSesStatus (340): request rejected; TradSesStatusRejReason (567): unknown session. */
const REJECTED = '6';
const UNKNOWN_SESSION = 1;

interface Watch {
  readonly session: SessionId;
  readonly requestId: string;
  /** Undefined: the market. */
  readonly symbol: string | undefined;
}

/** What the desk works with. */
export interface StatusParts {
  readonly exchange: Exchange;
  readonly instruments: ReadonlyMap<string, VenueInstrument>;
  readonly send: Send;
  readonly peers: Peers;
}

/** Whether it trades: of a symbol e answered by f, of the whole market g answered by h; once, or now and as it changes. */
export class StatusDesk {
  private readonly watches = new Map<string, Watch>();
  private market: TradingStatus | undefined;

  constructor(private readonly parts: StatusParts) {}

  /** SecurityStatusRequest (e). A symbol that is not listed is told as 326=20. */
  security(session: SessionId, view: MessageView, at: Micros): void {
    const requestId = view.text(Tag.SecurityStatusReqID)!;
    const watch = { session, requestId, symbol: view.text(Tag.Symbol) ?? '' };
    if (this.asks(`e ${session} ${requestId}`, watch, view)) this.tellSecurity(watch, at);
  }

  /** TradingSessionStatusRequest (g). */
  session(session: SessionId, view: MessageView): void {
    const requestId = view.text(Tag.TradSesReqID)!;
    const asked = view.text(Tag.TradingSessionID);
    const known = asked === undefined || asked === DAY || this.parts.peers.dialect(session).is42;
    if (!known) return this.rejectSession(session, requestId, asked);
    const watch = { session, requestId, symbol: undefined };
    if (this.asks(`g ${session} ${requestId}`, watch, view)) this.tellMarket(watch);
  }

  /** A session is gone, and what it watched with it. */
  dropped(session: SessionId): void {
    for (const [key, watch] of this.watches) if (watch.session === session) this.watches.delete(key);
  }

  /** The status of a symbol changed. */
  changed(symbol: string, at: Micros): void {
    const before = this.market;
    this.market = this.marketNow();
    for (const watch of this.watches.values()) {
      if (watch.symbol === symbol) this.tellSecurity(watch, at);
      else if (watch.symbol === undefined && this.market !== before) this.tellMarket(watch);
    }
  }

  /** Notes or ends a subscription; true where an answer is due. SubscriptionRequestType (263): 0 once, 1 from now on, 2 no more. */
  private asks(key: string, watch: Watch, view: MessageView): boolean {
    const kind = view.text(Tag.SubscriptionRequestType);
    const listed = watch.symbol === undefined || this.parts.instruments.has(watch.symbol);
    if (kind === '1' && listed) this.watches.set(key, watch);
    else if (kind === '2') this.watches.delete(key);
    if (watch.symbol === undefined) this.market = this.marketNow();
    return kind !== '2';
  }

  /** SecurityStatus (f). FIX 4.2 has no TradingSessionSubID: the phase is its TradingSessionID. */
  private tellSecurity({ session, requestId, symbol = '' }: Watch, at: Micros): void {
    const { exchange, send } = this.parts;
    const status = exchange.status(symbol);
    send(session, 'f', (w, d) => {
      w.text(Tag.SecurityStatusReqID, requestId).text(Tag.Symbol, symbol === '' ? '[N/A]' : symbol);
      if (status !== undefined) {
        w.text(Tag.TradingSessionID, d.is42 ? phaseOf(status) : DAY);
        if (!d.is42) w.text(Tag.TradingSessionSubID, phaseOf(status));
      }
      w.text(Tag.SecurityTradingStatus, status === undefined ? UNKNOWN : securityStatusOf(d.version, status));
      w.utc(Tag.TransactTime, at);
    });
  }

  /** TradingSessionStatus (h). */
  private tellMarket({ session, requestId }: Watch): void {
    const status = this.marketNow();
    this.parts.send(session, 'h', (w, d) => {
      w.text(Tag.TradSesReqID, requestId).text(Tag.TradingSessionID, d.is42 ? phaseOf(status) : DAY);
      if (!d.is42) w.text(Tag.TradingSessionSubID, phaseOf(status));
      w.text(Tag.TradSesStatus, sessionStatusOf(status));
    });
  }

  private rejectSession(session: SessionId, requestId: string, asked: string): void {
    this.parts.send(session, 'h', w => {
      w.text(Tag.TradSesReqID, requestId).text(Tag.TradingSessionID, asked).text(Tag.TradSesStatus, REJECTED);
      w.int(Tag.TradSesStatusRejReason, UNKNOWN_SESSION).text(Tag.Text, `TradingSessionID (336) '${asked}' is not known: ${DAY}`);
    });
  }

  private marketNow(): TradingStatus {
    const { exchange, instruments } = this.parts;
    return marketStatus(new Set([...instruments.keys()].map(symbol => exchange.status(symbol)!)));
  }
}
