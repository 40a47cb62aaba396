import { basename } from 'node:path';
import type { Books } from '../../core/books';
import type { FactOf, Input } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../../fix/codec/view';
import type { SessionSettings } from '../../fix/settings/settings';
import { news } from '../../fix/translate/market-data';
import { MarketDataReader } from '../../fix/translate/market-data-reader';
import type { ExpectedSessions } from '../../market-data/features/expected-sessions';
import { Bars } from './bars';
import type { MarketDataConfig } from './config';
import { MarketFeed, type MarketTap } from './feed';
import { FollowedFile } from './followed-file';
import { newsOfLine } from './news-line';
import { MarketRecorder } from './recorder';
import { SessionListener } from './session-listener';
import { type MarketSession, Staleness } from './staleness';
import { symbolOf } from './symbol-of';
import { VenuesShown } from './venues-shown';

export interface DeskParts {
  readonly config: MarketDataConfig;
  readonly settings: readonly SessionSettings[];
  readonly books: Books;
  readonly post: (input: Input, at?: Micros) => void;
  readonly now: () => Micros;
  /** What a symbol's days are expected to trade, where somebody knows. */
  readonly expected: (symbol: string) => ExpectedSessions | undefined;
  /** The market data sessions. */
  readonly sessions: () => readonly MarketSession[];
  /** False where `now` is not the machine's clock: its timers would then look at moments that are up to the machine. */
  readonly looks?: boolean;
}

/** How often (ms) ages are looked at. */
const LOOK_MS = 250;

/** Market data of a gateway: sessions and files say what the market does, decisions are shown it, a recorder keeps it. */
export class MarketDesk {
  readonly feed: MarketFeed;
  private readonly readers = new Map<SessionId, { readonly listener: SessionListener; readonly reader: MarketDataReader }>();
  private readonly venues: VenuesShown;
  private readonly staleness: Staleness;
  private readonly recorder: MarketRecorder | undefined;
  private readonly bars: Bars;
  private readonly newsFile: FollowedFile | undefined;
  private timer: NodeJS.Timeout | undefined;
  private leaving = false;

  constructor(private readonly parts: DeskParts) {
    const { config, books, post, sessions, settings, expected } = parts;
    this.recorder = config.record === undefined ? undefined : new MarketRecorder(config.record, input => post(input));
    this.bars = new Bars({ books, feed: () => this.feed, post });
    const tap = this.recorder ? both(this.recorder, this.bars) : this.bars;
    this.feed = new MarketFeed({ instruments: () => books.instruments, post, tap, expected });
    const isUp = (id: SessionId): boolean => sessions().some(s => s.id === id && s.loggedOn);
    this.venues = new VenuesShown(settings, this.feed, isUp);
    this.staleness = new Staleness({ books, feed: this.feed, sessions, staleAfter: config.staleAfter, post });
    this.newsFile = config.news === undefined ? undefined : this.follow(config.news);
  }

  /** Begins to look at ages, and to follow the file of news. */
  async start(): Promise<void> {
    if (this.parts.looks !== false) this.timer = setInterval(() => this.look(this.parts.now()), LOOK_MS);
    await this.newsFile?.start();
  }

  /** The gateway is leaving: sessions that end from now on are no news. */
  async stopWatching(): Promise<void> {
    this.leaving = true;
    clearInterval(this.timer);
    this.bars.stop(this.parts.now());
    await this.newsFile?.stop();
  }

  /** Resolves once the recording is complete. */
  async stop(): Promise<void> {
    await this.recorder?.stop();
  }

  /** W or X of a session. */
  prices(session: SessionId, view: MessageView, at: Micros): void {
    this.bars.due(at);
    let source = this.readers.get(session);
    if (!source) {
      const listener = new SessionListener(session, this.feed);
      this.readers.set(session, (source = { listener, reader: new MarketDataReader(listener) }));
    }
    source.listener.at = at;
    source.reader.read(view);
    this.feed.tell(at);
  }

  /** SecurityStatus (f) was posted: features go by what the books make of it, for a halt at one venue may be none. */
  status({ symbol }: FactOf<'SecurityStatusReceived'>, at: Micros): void {
    this.bars.due(at);
    const trading = this.parts.books.markets.get(symbol)?.trading;
    if (trading !== undefined) this.feed.status(symbol, at, trading);
  }

  /** News (B) of a session. */
  news(session: SessionId, view: MessageView, at: Micros): void {
    this.tellNews(news(session, view, at), at);
  }

  loggedOn(at: Micros): void {
    this.staleness.loggedOn(at);
  }

  /** A session is gone, and with it what it knew; `closed` where its hours are over. */
  loggedOff(session: SessionId, closed: boolean, at: Micros): void {
    if (this.leaving) return;
    this.bars.due(at);
    this.staleness.loggedOff(session, closed, at);
    this.readers.get(session)?.reader.forget();
    this.feed.gone(session, at);
  }

  /** Posts what is known of the market right before an input that a scheduled order, or a choice of venues, is decided on. */
  before(input: Input, at: Micros): void {
    this.bars.due(at);
    const { books, post } = this.parts;
    const symbol = symbolOf(input, books);
    if (symbol !== undefined) {
      const quote = this.feed.untold(symbol);
      if (quote) post(quote, at);
      const seen = this.feed.seen(symbol, at);
      if (seen) post(seen, at);
    }
    const shown = this.venues.before(input, books);
    if (shown) post(shown, at);
  }

  /** What a session has told of, for who looks at sessions. */
  summaryOf(session: SessionId): MarketSummary {
    let [symbols, stale, latest] = [0, 0, 0];
    for (const [symbol, asOf] of this.feed.heardFrom(session)) {
      symbols++;
      if (this.parts.books.stale.has(symbol)) stale++;
      if (asOf > latest) latest = asOf;
    }
    const leftOut = this.readers.get(session)?.reader.leftOut ?? 0;
    return { symbols, stale, leftOut, latestAge: latest === 0 ? null : Math.max(0, this.parts.now() - latest) };
  }

  private look(at: Micros): void {
    this.bars.due(at);
    this.staleness.check(at);
  }

  private follow(file: string): FollowedFile {
    const name = basename(file);
    return new FollowedFile(file, {
      line: (text, number) => {
        const at = this.parts.now();
        this.tellNews(newsOfLine(text, `${file}:${number}`, name, at), at);
      },
      failed: why => this.parts.post({ type: 'NewsUnreadable', where: file, why: `cannot be read (${why})` }),
    });
  }

  private tellNews(fact: FactOf<'NewsReceived' | 'NewsUnreadable'>, at: Micros): void {
    if (fact.type === 'NewsReceived') this.feed.news(fact, at);
    this.parts.post(fact, at);
  }
}

/** What a market data session told of. */
export interface MarketSummary {
  readonly symbols: number;
  readonly stale: number;
  /** Entries that were finer than the units of their symbol. */
  readonly leftOut: number;
  /** Age (us) of its latest update; null before the first. */
  readonly latestAge: Micros | null;
}

/** Hands on to two. */
const both = (first: MarketTap, second: MarketTap): MarketTap => ({
  book: (...of) => {
    first.book(...of);
    second.book(...of);
  },
  trade: (...of) => {
    first.trade(...of);
    second.trade(...of);
  },
  status: (...of) => {
    first.status(...of);
    second.status(...of);
  },
  news: (...of) => {
    first.news(...of);
    second.news(...of);
  },
});
