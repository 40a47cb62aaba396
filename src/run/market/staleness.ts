import type { Books } from '../../core/books';
import type { Input } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { MarketFeed } from './feed';

/** A market data session, as far as this looks at it. */
export interface MarketSession {
  readonly id: SessionId;
  readonly loggedOn: boolean;
  /** Outside its hours: when it opens. */
  readonly closedUntil: Micros | undefined;
}

/** What staleness is told by. */
export interface StalenessParts {
  readonly books: Books;
  readonly feed: MarketFeed;
  readonly sessions: () => readonly MarketSession[];
  /** Older (us) is stale; absent: of any age. */
  readonly staleAfter: Micros | undefined;
  readonly post: (input: Input) => void;
}

/**
 * Tells once when market data of a symbol is no word of now any more (its sessions are gone, or nothing came for too long while it trades) and
 * once when it flows again. What is stale is in the books (`books.stale`).
 */
export class Staleness {
  /** When the first session logged on: what nobody has told of since is as old. */
  private since: Micros | undefined;
  /** When a symbol became stale: only what came later ends it. */
  private readonly from = new Map<string, Micros>();

  constructor(private readonly parts: StalenessParts) {}

  loggedOn(at: Micros): void {
    this.since ??= at;
  }

  /** A session is gone: what no other session tells of is stale. */
  loggedOff(id: SessionId, closed: boolean, at: Micros): void {
    const { feed, sessions, books } = this.parts;
    const others = new Set(sessions().flatMap(s => (s.loggedOn && s.id !== id ? [s.id] : [])));
    const symbols: string[] = [];
    for (const [symbol] of feed.heardFrom(id))
      if (!books.stale.has(symbol) && !feed.sources(symbol).some(s => others.has(s.id))) symbols.push(symbol);
    this.tell(symbols, `${id} is logged off`, at, id, closed);
  }

  /** Looks at the ages of all symbols. */
  check(at: Micros): void {
    this.flowing(at);
    const { staleAfter } = this.parts;
    if (staleAfter === undefined || this.since === undefined || !this.parts.sessions().some(s => s.loggedOn)) return;
    const { books, feed } = this.parts;
    const old: string[] = [];
    for (const symbol of books.instruments.symbols) {
      if (books.stale.has(symbol) || books.markets.get(symbol)?.trading === false) continue;
      if (at - Math.max(feed.asOf(symbol) ?? 0, this.since) > staleAfter) old.push(symbol);
    }
    this.tell(old, `nothing came for more than ${staleAfter / 1_000_000} s`, at);
  }

  private flowing(at: Micros): void {
    const { books, feed, post } = this.parts;
    if (books.stale.size === 0) return;
    const back: string[] = [];
    for (const symbol of books.stale.keys()) {
      const asOf = feed.asOf(symbol);
      if (asOf !== undefined && asOf > (this.from.get(symbol) ?? at)) back.push(symbol);
    }
    if (back.length === 0) return;
    for (const symbol of back) this.from.delete(symbol);
    post({ type: 'MarketDataFlowing', symbols: back });
  }

  private tell(symbols: readonly string[], why: string, at: Micros, session?: SessionId, closed = false): void {
    if (symbols.length === 0) return;
    for (const symbol of symbols) this.from.set(symbol, at);
    this.parts.post({ type: 'MarketDataStale', symbols, why, ...(session && { session }), ...(closed && { closed: true }) });
  }
}
