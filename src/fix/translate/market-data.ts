import type { FactOf } from '../../core/facts';
import { addExact, type Exact, exactFromText, formatDecimal, unitsOf, ZERO } from '../../core/numbers';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';

/** MDEntryType (269). */
const BID = '0';
const OFFER = '1';
const TRADE = '2';

/** MarketDataRequest (V): snapshot and updates, five levels and trades, of the symbols given. */
export function marketDataRequest(w: MessageWriter, requestId: string, symbols: readonly string[]): void {
  w.text(Tag.MDReqID, requestId).int(Tag.SubscriptionRequestType, 1).int(Tag.MarketDepth, 5).int(Tag.MDUpdateType, 1);
  w.int(Tag.NoMDEntryTypes, 3).text(Tag.MDEntryType, BID).text(Tag.MDEntryType, OFFER).text(Tag.MDEntryType, TRADE);
  w.int(Tag.NoRelatedSym, symbols.length);
  for (const symbol of symbols) w.text(Tag.Symbol, symbol);
}

/** SecurityStatusRequest (e): the state of trading in a symbol, now and as it changes. */
export function securityStatusRequest(w: MessageWriter, requestId: string, symbol: string): void {
  w.text(Tag.SecurityStatusReqID, requestId).text(Tag.Symbol, symbol).int(Tag.SubscriptionRequestType, 1);
}

interface Entry {
  readonly type: string;
  readonly px: string;
  /** The price at RANK_SCALE decimals, to compare by. */
  readonly rank: number;
}

/** Prices are compared at this many decimals. */
const RANK_SCALE = 8;

/** The volume that was seen to trade. It is told with each quote, and by itself once it has grown by an eighth: each telling is a journaled fact. */
class Volume {
  private sum: Exact = ZERO;
  private told: Exact = ZERO;

  add(size: string): void {
    const qty = exactFromText(size);
    if (qty && qty.n > 0n) this.sum = addExact(this.sum, qty);
  }

  grown(): boolean {
    const more = addExact(this.sum, { n: -this.told.n, scale: this.told.scale });
    const rest = addExact({ n: more.n * 8n, scale: more.scale }, { n: -this.told.n, scale: this.told.scale });
    return more.n > 0n && rest.n >= 0n;
  }

  tell(): string {
    this.told = this.sum;
    return formatDecimal(this.sum.n, this.sum.scale);
  }
}

/** SecurityStatus (f) as a fact; undefined where it names no symbol. */
export function securityStatus(view: MessageView): FactOf<'SecurityStatusReceived'> | undefined {
  const symbol = view.text(Tag.Symbol);
  if (symbol === undefined) return undefined;
  return {
    type: 'SecurityStatusReceived',
    symbol,
    status: view.text(Tag.SecurityTradingStatus),
    phase: view.text(Tag.TradingSessionSubID) ?? view.text(Tag.TradingSessionID),
    low: view.text(Tag.LowLimitPrice),
    high: view.text(Tag.HighLimitPrice),
  };
}

/** What a venue's market data says is best: entries by MDEntryID (278), folded from W and X; tells a quote only when its top changed. */
export class MarketDataReader {
  private readonly books = new Map<string, Map<string, Entry>>();
  private readonly lasts = new Map<string, string>();
  private readonly told = new Map<string, string>();
  private readonly volumes = new Map<string, Volume>();

  /** The quotes that a W or X changed, one a symbol. */
  read(view: MessageView): FactOf<'QuoteReceived'>[] {
    const touched = view.msgType === 'W' ? this.snapshot(view) : view.msgType === 'X' ? this.update(view) : [];
    const quotes: FactOf<'QuoteReceived'>[] = [];
    for (const symbol of touched) {
      const quote = this.quote(symbol);
      const key = `${quote.bid} ${quote.ask} ${quote.last}`;
      const volume = this.volumes.get(symbol);
      if (this.told.get(symbol) === key && !volume?.grown()) continue;
      this.told.set(symbol, key);
      quotes.push(volume ? { ...quote, volume: volume.tell() } : quote);
    }
    return quotes;
  }

  private snapshot(view: MessageView): string[] {
    const symbol = view.text(Tag.Symbol) ?? '';
    this.books.set(symbol, new Map());
    this.entries(view, Tag.MDEntryType, symbol);
    return [symbol];
  }

  private update(view: MessageView): Iterable<string> {
    return this.entries(view, Tag.MDUpdateAction, '');
  }

  /** Walks the group that each `first` tag opens. */
  private entries(view: MessageView, first: number, symbolOfAll: string): Set<string> {
    const touched = new Set<string>();
    let i = view.find(first);
    while (i >= 0 && i < view.count) {
      let symbol = symbolOfAll;
      let action = '0';
      let type = '';
      let px = '';
      let id = '';
      let size = '';
      let end = i;
      do {
        const tag = view.tags[end]!;
        if (tag === Tag.MDUpdateAction) action = view.textAt(end);
        else if (tag === Tag.MDEntryType) type = view.textAt(end);
        else if (tag === Tag.MDEntryPx) px = view.textAt(end);
        else if (tag === Tag.MDEntrySize) size = view.textAt(end);
        else if (tag === Tag.MDEntryID) id = view.textAt(end);
        else if (tag === Tag.Symbol && symbolOfAll === '') symbol = view.textAt(end);
        end++;
      } while (end < view.count && view.tags[end] !== first);
      // the last trade of a snapshot may have been seen before: its size is not counted again
      if (type === TRADE) this.traded(symbol, px, symbolOfAll === '' && action === '0' ? size : '');
      else this.apply(symbol, action, type, px, id);
      touched.add(symbol);
      i = end;
    }
    return touched;
  }

  private traded(symbol: string, px: string, size: string): void {
    if (px !== '') this.lasts.set(symbol, px);
    if (size === '') return;
    let volume = this.volumes.get(symbol);
    if (!volume) this.volumes.set(symbol, (volume = new Volume()));
    volume.add(size);
  }

  private apply(symbol: string, action: string, type: string, px: string, id: string): void {
    let book = this.books.get(symbol);
    if (!book) this.books.set(symbol, (book = new Map()));
    // A snapshot may come without ids (FIX 4.4's W has no MDEntryID): its levels are then known by type and price until they go.
    const level = `${type} ${px}`;
    const key = id === '' || (!book.has(id) && book.has(level)) ? level : id;
    if (action === '2') book.delete(key);
    else book.set(key, { type: type === '' ? (book.get(key)?.type ?? '') : type, px, rank: unitsOf(px, RANK_SCALE) ?? 0 });
  }

  private quote(symbol: string): FactOf<'QuoteReceived'> {
    let bid: Entry | undefined;
    let ask: Entry | undefined;
    for (const e of this.books.get(symbol)?.values() ?? []) {
      if (e.type === BID && (!bid || e.rank > bid.rank)) bid = e;
      if (e.type === OFFER && (!ask || e.rank < ask.rank)) ask = e;
    }
    return { type: 'QuoteReceived', symbol, bid: bid?.px, ask: ask?.px, last: this.lasts.get(symbol) };
  }
}
