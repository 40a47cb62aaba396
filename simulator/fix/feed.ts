import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { Exchange } from '../market/exchange';
import type { PublicTrade, TradeAmendment } from '../market/exchange-types';
import type { Lots } from '../matching/types';
import { BookSource } from './book-source';
import { Channel, type Member } from './channel';
import type { VenueInstrument } from './instrument';
import type { Send } from './ledger';
import { CHANGE, DELETE, requestReject } from './market-data-messages';
import type { Peers } from './peers';
import { type MarketDataRequest, readRequest, shapeKey } from './subscription';
import { tradeEntry } from './trade-tape';

interface Subscription {
  readonly session: SessionId;
  readonly channels: readonly Channel[];
  readonly members: readonly Member[];
}

/** What the feed works with. */
export interface FeedParts {
  readonly exchange: Exchange;
  readonly instruments: ReadonlyMap<string, VenueInstrument>;
  readonly send: Send;
  readonly peers: Peers;
}

/**
 * Market data: V in; W, X and Y out. Conflated: `publish` tells what a symbol's book has become since the last call, not each step on
 * the way, and all its trades. Who does not read what it gets is sent nothing more until it has, and then a snapshot. A subscription
 * ends with its session.
 */
export class MarketDataFeed {
  /** By session and MDReqID. */
  private readonly subscriptions = new Map<string, Subscription>();
  /** By symbol, then by what is asked for. A channel lives as long as somebody reads it. */
  private readonly channels = new Map<string, Map<string, Channel>>();
  private readonly source: BookSource;
  private news = new Set<string>();

  constructor(private readonly parts: FeedParts) {
    this.source = new BookSource(parts.exchange, parts.instruments);
  }

  /** Subscriptions that run. */
  get running(): number {
    return this.subscriptions.size;
  }

  /** The sessions that read it. */
  readers(): Set<SessionId> {
    return new Set([...this.subscriptions.values()].map(each => each.session));
  }

  /** MarketDataRequest (V). */
  request(session: SessionId, view: MessageView): void {
    const { instruments, send, peers } = this.parts;
    const requestId = view.text(Tag.MDReqID)!;
    const key = `${session} ${requestId}`;
    const request = readRequest(view, peers.dialect(session).version, symbol => instruments.has(symbol));
    const refuse = (reason: Parameters<typeof requestReject>[2], text: string): void =>
      send(session, 'Y', w => requestReject(w, requestId, reason, text));
    if ('text' in request) return refuse(request.reason, request.text);
    const running = this.subscriptions.get(key);
    if (request.kind === '2') {
      if (running) this.end(key, running);
      else refuse(undefined, `MDReqID (262) '${requestId}' is no subscription of this session`);
      return;
    }
    if (running) return refuse('1', `MDReqID (262) '${requestId}' is a running subscription`);
    this.publish();
    if (request.kind === '1') this.subscribe(session, key, request);
    else for (const symbol of request.symbols) this.channel(symbol, request, false).join(memberOf(session, requestId));
  }

  /** The session is gone, and its subscriptions with it: it asks again when it is back. */
  dropped(session: SessionId): void {
    for (const [key, s] of this.subscriptions) if (s.session === session) this.end(key, s);
  }

  /** A match in the book. */
  traded(trade: PublicTrade, at: Micros): void {
    this.source.tape(trade.symbol).traded(trade, at);
  }

  /** A trade beside the book. */
  printed(symbol: string, priceText: string, qty: Lots, at: Micros): void {
    this.source.tape(symbol).printed(priceText, qty, at);
  }

  /** What the market data of a symbol says beside its book changed: its status. */
  touched(symbol: string): void {
    this.news.add(symbol);
  }

  /** A trade was taken back (the entry is deleted) or has other terms now (it is changed). */
  amended({ symbol, tradeNo, kind, oldPx, oldQty, px, qty }: TradeAmendment, at: Micros): void {
    this.publish();
    const busted = kind === 'busted';
    const entry = tradeEntry(this.parts.instruments.get(symbol)!, tradeNo, busted ? oldPx : px, busted ? oldQty : qty, at);
    const update = { action: busted ? DELETE : CHANGE, entry } as const;
    for (const channel of this.channels.get(symbol)?.values() ?? []) if (channel.wantsTrades) channel.sendUpdates([update]);
  }

  /** Tells each subscriber what changed since the last call. */
  publish(): void {
    const changed = this.news;
    this.news = new Set();
    for (const symbol of this.parts.exchange.takeDirty()) changed.add(symbol);
    for (const [symbol, channels] of this.channels) {
      const trades = this.source.takeTrades(symbol);
      if (trades.length > 0 || changed.has(symbol)) for (const channel of channels.values()) channel.publish(trades);
      for (const channel of channels.values()) channel.catchUp();
    }
    this.source.skipTrades();
  }

  private subscribe(session: SessionId, key: string, request: MarketDataRequest): void {
    const members = request.symbols.map(() => memberOf(session, request.requestId));
    const channels = request.symbols.map(symbol => this.channel(symbol, request, true));
    this.subscriptions.set(key, { session, channels, members });
    channels.forEach((channel, i) => {
      channel.join(members[i]!);
    });
  }

  /** The channel of a symbol; one that is not kept is for a single snapshot. */
  private channel(symbol: string, request: MarketDataRequest, kept: boolean): Channel {
    const { send, peers } = this.parts;
    const made = (): Channel => new Channel(symbol, request.shape, this.source, { send, backlog: s => peers.backlog(s) });
    if (!kept) return made();
    const key = shapeKey(request.shape);
    let shapes = this.channels.get(symbol);
    if (!shapes) this.channels.set(symbol, (shapes = new Map()));
    let channel = shapes.get(key);
    if (!channel) shapes.set(key, (channel = made()));
    return channel;
  }

  private end(key: string, { channels, members }: Subscription): void {
    this.subscriptions.delete(key);
    channels.forEach((channel, i) => {
      channel.members.delete(members[i]!);
      if (channel.members.size > 0) return;
      const shapes = this.channels.get(channel.symbol)!;
      for (const [shape, each] of shapes) if (each === channel) shapes.delete(shape);
      if (shapes.size === 0) this.channels.delete(channel.symbol);
    });
  }
}

const memberOf = (session: SessionId, requestId: string): Member => ({ session, requestId, behind: false });
