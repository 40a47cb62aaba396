import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { Exchange } from '../market/exchange';
import type { Level } from '../matching/types';
import type { VenueInstrument } from './instrument';
import type { Send } from './ledger';
import { BID, type Entry, incremental, NEW, OFFER, requestReject, snapshot, TRADE } from './market-data-messages';
import { LEVELS, type MarketDataRequest, readRequest, Subscription } from './subscription';

/** Trades of a symbol between two publications that are told; of more, the last ones are. */
const MOST_TRADES = 100;

interface Tape {
  last: Entry | undefined;
  /** Since the last publication, oldest first. */
  recent: Entry[];
}

/**
 * Market data: V in; W, X and Y out. Conflated: `publish` tells what a symbol's book has become since the last call, not each step on
 * the way, and all its trades. A subscription ends with its session.
 */
export class MarketDataFeed {
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly tapes = new Map<string, Tape>();
  private tradeNo = 0;

  constructor(
    private readonly exchange: Exchange,
    private readonly instruments: ReadonlyMap<string, VenueInstrument>,
    private readonly send: Send,
  ) {}

  /** MarketDataRequest (V). */
  request(session: SessionId, view: MessageView): void {
    const requestId = view.text(Tag.MDReqID)!;
    const key = `${session} ${requestId}`;
    const request = readRequest(view, symbol => this.instruments.has(symbol));
    const refuse = (reason: Parameters<typeof requestReject>[2], text: string): void =>
      this.send(session, 'Y', w => requestReject(w, requestId, reason, text));
    if ('text' in request) return refuse(request.reason, request.text);
    const running = this.subscriptions.has(key);
    if (request.kind === '2') {
      if (!this.subscriptions.delete(key)) refuse(undefined, `MDReqID (262) '${requestId}' is no subscription of this session`);
      return;
    }
    if (running) return refuse('1', `MDReqID (262) '${requestId}' is a running subscription`);
    this.publish();
    const subscription = new Subscription(session, request);
    if (request.kind === '1') this.subscriptions.set(key, subscription);
    for (const symbol of request.symbols) this.sendSnapshot(subscription, symbol);
  }

  /** The session is gone, and its subscriptions with it: it asks again when it is back. */
  dropped(session: SessionId): void {
    for (const [key, s] of this.subscriptions) if (s.session === session) this.subscriptions.delete(key);
  }

  /** A trade to be published. `px` and `qty` are decimal text. */
  traded(symbol: string, px: string, qty: string, at: Micros): void {
    let tape = this.tapes.get(symbol);
    if (!tape) this.tapes.set(symbol, (tape = { last: undefined, recent: [] }));
    tape.last = { type: TRADE, id: `${symbol}-T${++this.tradeNo}`, px, qty, at };
    tape.recent.push(tape.last);
    if (tape.recent.length > MOST_TRADES) tape.recent.shift();
  }

  /** Tells each subscriber what changed since the last call. */
  publish(): void {
    const changed = new Set(this.exchange.takeDirty());
    for (const [symbol, tape] of this.tapes) if (tape.recent.length > 0) changed.add(symbol);
    for (const symbol of changed) {
      for (const s of this.subscriptions.values()) if (s.request.symbols.includes(symbol)) this.tell(s, symbol);
      const tape = this.tapes.get(symbol);
      if (tape) tape.recent = [];
    }
  }

  private tell(s: Subscription, symbol: string): void {
    const { requestId, types, full } = s.request;
    if (full) return this.sendSnapshot(s, symbol);
    const updates = s.changes(symbol, this.levels(s.request, symbol));
    if (types.has(TRADE)) for (const entry of this.tapes.get(symbol)?.recent ?? []) updates.push({ action: NEW, entry });
    if (updates.length > 0) this.send(s.session, 'X', w => incremental(w, requestId, symbol, updates));
  }

  private sendSnapshot(s: Subscription, symbol: string): void {
    const entries = this.levels(s.request, symbol);
    s.hold(symbol, entries);
    const last = s.request.types.has(TRADE) ? this.tapes.get(symbol)?.last : undefined;
    if (last) entries.push(last);
    this.send(s.session, 'W', (w, d) => {
      const at = d.dictionary.requires('W', Tag.LastUpdateTime) ? this.exchange.now : undefined;
      snapshot(w, s.request.requestId, symbol, entries, at);
    });
  }

  /** The levels that a request asks for, bids first, best first. */
  private levels(request: MarketDataRequest, symbol: string): Entry[] {
    const instrument = this.instruments.get(symbol)!;
    const { bids, asks } = this.exchange.depth(symbol, Math.min(request.depth, LEVELS))!;
    const entries = (type: typeof BID | typeof OFFER, levels: readonly Level[]): Entry[] =>
      request.types.has(type) ? levels.map(l => levelEntry(instrument, type, l)) : [];
    return [...entries(BID, bids), ...entries(OFFER, asks)];
  }
}

const levelEntry = (i: VenueInstrument, type: typeof BID | typeof OFFER, level: Level): Entry => {
  const px = i.ticks.format(level.price);
  return { type, id: `${i.symbol}-${type === BID ? 'B' : 'A'}${px}`, px, qty: i.lots.format(level.qty) };
};
