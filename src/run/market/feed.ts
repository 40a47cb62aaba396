import type { FactOf, Input } from '../../core/facts';
import type { LevelsOfSide } from '../../core/features/levels';
import { type Instrument, type Instruments, isRescaled, MOST_NAMES } from '../../core/instruments';
import { formatDecimal, type Micros, type Px, type Qty } from '../../core/numbers';
import type { ExpectedSessions } from '../../market-data/features/expected-sessions';
import type { FeatureRow } from '../../market-data/features/sampler';
import type { Levels } from './levels';
import type { SumsAt } from './sums';
import { type Source, SymbolFeed } from './symbol-feed';

/** What market data is handed on to as it was received, symbol by symbol and in order; numbers in units of the instrument. */
export interface MarketTap {
  book(instrument: Instrument, at: Micros, bids: Levels, asks: Levels): void;
  trade(instrument: Instrument, at: Micros, px: Px, qty: Qty, aggressor: number): void;
  status(symbol: string, at: Micros, trading: boolean): void;
  news(news: FactOf<'NewsReceived'>, at: Micros): void;
}

/** Whom the feed serves. */
export interface FeedParts {
  /** Those in force now: what is of no instrument is passed over. */
  readonly instruments: () => Instruments;
  readonly post: (input: Input, at: Micros) => void;
  readonly tap?: MarketTap | undefined;
  /** What a symbol's days are expected to trade, where somebody knows. */
  readonly expected?: ((symbol: string) => ExpectedSessions | undefined) | undefined;
}

/** What was told of a symbol last. */
interface Told {
  readonly feed: SymbolFeed;
  quoted: boolean;
  bid: Px | undefined;
  ask: Px | undefined;
  last: Px | undefined;
  volume: Qty;
  /** `changes` of the feed when a decision was shown it. */
  shown: number;
}

/**
 * Market data as it comes in, off the journal: a book, trades and features a symbol. It posts a quote where the best prices or the last one
 * have changed, or volume has grown by an eighth, and has what a decision is shown (`seen`). The same code serves a gateway and a backtest:
 * whoever reads a source says what it says, then `tell` ends the message.
 */
export class MarketFeed {
  private readonly symbols = new Map<string, Told>();
  private readonly touched = new Set<Told>();
  private message = 0;
  /** Stamp of the latest halt or news: those of all symbols are kept in one order. */
  private event: Micros = 0;

  constructor(private readonly parts: FeedParts) {}

  /** How a symbol is counted; undefined for one that nobody wants. */
  scalesOf(symbol: string): Instrument | undefined {
    return this.parts.instruments().get(symbol);
  }

  /** The whole book of a symbol as `source` has it now, best first; `tell` ends the message. */
  book(source: string, symbol: string, at: Micros, bids: LevelsOfSide, asks: LevelsOfSide): void {
    const told = this.touch(symbol);
    if (!told) return;
    const { feed } = told;
    const stamp = feed.stamp(at, this.message);
    feed.book(feed.source(source), stamp, bids, asks);
    this.parts.tap?.book(feed.instrument, stamp, feed.bids, feed.asks);
  }

  /** A trade, before the book that it left. `aggressor`: 1 where a buyer came in, -1 a seller, 0 not known. */
  trade(symbol: string, at: Micros, px: Px, qty: Qty, aggressor: number): void {
    const told = this.touch(symbol);
    if (!told) return;
    const { feed } = told;
    const stamp = feed.stamp(at, this.message);
    feed.traded(stamp, px, qty, aggressor);
    this.parts.tap?.trade(feed.instrument, stamp, px, qty, aggressor);
  }

  /** The last price, of a trade that may have been seen before. */
  lastIs(symbol: string, px: Px): void {
    const told = this.touch(symbol);
    if (told) told.feed.last = px;
  }

  /** Whether orders of a symbol match. */
  status(symbol: string, at: Micros, trading: boolean): void {
    const feed = this.of(symbol)?.feed;
    if (!feed) return;
    const stamp = feed.stamp(Math.max(at, this.event), this.message++);
    this.event = stamp;
    feed.features.status(stamp, trading);
    this.parts.tap?.status(symbol, stamp, trading);
  }

  /** News; of no symbol it is of all that are known. */
  news(news: FactOf<'NewsReceived'>, at: Micros): void {
    const stamp = Math.max(at, this.event);
    this.event = stamp;
    const about = news.symbols.length === 0 ? [...this.symbols.keys()] : news.symbols;
    for (const symbol of about) {
      const feed = this.of(symbol)?.feed;
      if (!feed) continue;
      feed.changes++;
      feed.features.news(stamp, URGENCY[news.urgency]);
    }
    this.parts.tap?.news(news, stamp);
  }

  /** A message is over: posts the quotes of the symbols that it touched. */
  tell(at: Micros): void {
    this.message++;
    for (const told of this.touched) if (isNew(told)) this.parts.post(quoteOf(told), at);
    this.touched.clear();
  }

  /** The quote of a symbol that traded more than was told of it: caps count from the volume that was told when an order came. Undefined where all was told. */
  untold(symbol: string): FactOf<'QuoteReceived'> | undefined {
    const told = this.symbols.get(symbol);
    return told && told.feed.volume !== told.volume && !this.isRescaled(told) ? quoteOf(told) : undefined;
  }

  /** What is known of a symbol, for a decision at `at`; undefined where that is nothing, or has been shown and is the same. */
  seen(symbol: string, at: Micros): FactOf<'MarketSeen'> | undefined {
    const told = this.symbols.get(symbol);
    if (!told || told.feed.asOf === 0 || told.shown === told.feed.changes) return undefined;
    if (this.isRescaled(told)) return undefined;
    told.shown = told.feed.changes;
    return told.feed.seen(at);
  }

  /** Writes the features of a symbol as of `at` and what goes with them; false where nothing was received of it. No decision: nothing counts as shown. */
  row(symbol: string, at: Micros, row: FeatureRow): boolean {
    const feed = this.symbols.get(symbol)?.feed;
    if (!feed || feed.asOf === 0) return false;
    row.at = at;
    row.asOf = feed.asOf;
    row.mid = feed.features.mid2 / (2 * 10 ** feed.instrument.priceScale);
    feed.features.read(at, row.vector);
    return true;
  }

  /** What each session shows of a symbol. */
  sources(symbol: string): readonly Source[] {
    return this.symbols.get(symbol)?.feed.sources ?? [];
  }

  /** What the averages of a symbol's market at `at` are made of, in units of its instrument; undefined where nothing was received of it. */
  sums(symbol: string, at: Micros): SumsAt | undefined {
    const feed = this.symbols.get(symbol)?.feed;
    return feed && feed.asOf > 0 ? feed.sums.read(at) : undefined;
  }

  /** When the latest update of a symbol was received; undefined where there was none. */
  asOf(symbol: string): Micros | undefined {
    return this.symbols.get(symbol)?.feed.asOf || undefined;
  }

  /** The symbols that a session told of, and when it did last. */
  *heardFrom(source: string): Generator<readonly [symbol: string, asOf: Micros]> {
    for (const [symbol, { feed }] of this.symbols) {
      const from = feed.sources.find(s => s.id === source);
      if (from) yield [symbol, from.asOf];
    }
  }

  /** A session is gone: its prices count no more where another session shows some. */
  gone(source: string, at: Micros): void {
    for (const [symbol, told] of this.symbols) {
      const { feed } = told;
      if (feed.sources.length < 2 || !feed.sources.some(s => s.id === source)) continue;
      const stamp = feed.stamp(at, this.message);
      feed.without(source, stamp);
      this.touch(symbol);
      this.parts.tap?.book(feed.instrument, stamp, feed.bids, feed.asks);
    }
    this.tell(at);
  }

  private touch(symbol: string): Told | undefined {
    const told = this.of(symbol);
    if (told) this.touched.add(told);
    return told;
  }

  /** A symbol's feed in the units of now; what was in other units is forgotten. */
  private of(symbol: string): Told | undefined {
    let told = this.symbols.get(symbol);
    if (told && !this.isRescaled(told)) return told;
    const instrument = this.scalesOf(symbol);
    if (!instrument || (!told && this.symbols.size >= 2 * MOST_NAMES)) {
      this.symbols.delete(symbol);
      return undefined;
    }
    told = {
      feed: new SymbolFeed(instrument, this.parts.expected?.(symbol)),
      quoted: false,
      bid: undefined,
      ask: undefined,
      last: undefined,
      volume: 0,
      shown: 0,
    };
    this.symbols.set(symbol, told);
    return told;
  }

  private isRescaled({ feed }: Told): boolean {
    const now = this.scalesOf(feed.instrument.symbol);
    return !now || isRescaled(feed.instrument, now);
  }
}

/** Urgency (61). */
export const URGENCY = { normal: 0, flash: 1, background: 2 } as const;

/** A quote is news where a best price or the last one changed, or volume has grown by an eighth since it was told: each telling is a journaled fact. */
function isNew({ feed, quoted, bid, ask, last, volume }: Told): boolean {
  if (!quoted || feed.bids.best !== bid || feed.asks.best !== ask || feed.last !== last) return true;
  const more = feed.volume - volume;
  return more > 0 && more * 8 >= volume;
}

function quoteOf(told: Told): FactOf<'QuoteReceived'> {
  const { feed } = told;
  const { symbol, priceScale, qtyScale } = feed.instrument;
  told.quoted = true;
  told.bid = feed.bids.best;
  told.ask = feed.asks.best;
  told.last = feed.last;
  told.volume = feed.volume;
  const text = (px: Px | undefined): string | undefined => (px === undefined ? undefined : formatDecimal(px, priceScale));
  const quote = { type: 'QuoteReceived', symbol, bid: text(told.bid), ask: text(told.ask), last: text(told.last) } as const;
  return told.volume === 0 ? quote : { ...quote, volume: formatDecimal(told.volume, qtyScale) };
}
