import type { FactOf } from '../../core/facts';
import { unitsOf } from '../../core/numbers';
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

interface Entry {
  readonly type: string;
  readonly px: string;
  /** The price at RANK_SCALE decimals, to compare by. */
  readonly rank: number;
}

/** Prices are compared at this many decimals. */
const RANK_SCALE = 8;

/** What a venue's market data says is best: entries by MDEntryID (278), folded from W and X; tells a quote only when its top changed. */
export class MarketDataReader {
  private readonly books = new Map<string, Map<string, Entry>>();
  private readonly lasts = new Map<string, string>();
  private readonly told = new Map<string, string>();

  /** The quotes that a W or X changed, one a symbol. */
  read(view: MessageView): FactOf<'QuoteReceived'>[] {
    const touched = view.msgType === 'W' ? this.snapshot(view) : view.msgType === 'X' ? this.update(view) : [];
    const quotes: FactOf<'QuoteReceived'>[] = [];
    for (const symbol of touched) {
      const quote = this.quote(symbol);
      const key = `${quote.bid} ${quote.ask} ${quote.last}`;
      if (this.told.get(symbol) === key) continue;
      this.told.set(symbol, key);
      quotes.push(quote);
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
      let end = i;
      do {
        const tag = view.tags[end]!;
        if (tag === Tag.MDUpdateAction) action = view.textAt(end);
        else if (tag === Tag.MDEntryType) type = view.textAt(end);
        else if (tag === Tag.MDEntryPx) px = view.textAt(end);
        else if (tag === Tag.MDEntryID) id = view.textAt(end);
        else if (tag === Tag.Symbol && symbolOfAll === '') symbol = view.textAt(end);
        end++;
      } while (end < view.count && view.tags[end] !== first);
      this.apply(symbol, action, type, px, id);
      touched.add(symbol);
      i = end;
    }
    return touched;
  }

  private apply(symbol: string, action: string, type: string, px: string, id: string): void {
    if (type === TRADE) {
      if (px !== '') this.lasts.set(symbol, px);
      return;
    }
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
