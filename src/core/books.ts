import type { Fact, FactOf } from './facts';
import { Instruments } from './instruments';
import { type Micros, type Px, unitsOf } from './numbers';
import { applyChild } from './order/apply-child';
import { applyParent } from './order/apply-parent';
import type { Child } from './order/child';
import type { Parent } from './order/parent';
import type { SessionId } from './ports';
import { type Limits, limitsOf } from './risk/limits';

/** Best prices known for a symbol, in price units, and when. */
export interface Quote {
  bid: Px | undefined;
  ask: Px | undefined;
  last: Px | undefined;
  at: Micros;
}

export interface SessionState {
  loggedOn: boolean;
  /** Numbers of both sides agree: orders in doubt may be asked for, new ones sent. */
  settled: boolean;
}

/**
 * Everything the gateway knows, folded from facts. One writer: `apply`. The same facts in the same order give the same books,
 * live, at a restart and in a replay.
 */
export class Books {
  instruments = new Instruments([]);
  limits: Limits = limitsOf({ firm: {} });
  venues: readonly SessionId[] = [];
  epoch = '';
  version = '';
  /** Last turn whose bytes were handed to the sockets. */
  writtenSeq = 0;
  killed: { readonly by: string; readonly reason: string } | undefined;
  openParents = 0;
  /** Counters behind ids. */
  parentNo = 0;
  childNo = 0;
  execNo = 0;
  readonly parents = new Map<string, Parent>();
  readonly children = new Map<string, Child>();
  /** ClOrdID of an OMS, prefixed by its session and a space -> parent. Kept for the whole journal: a ClOrdID is used once. */
  readonly byClOrdId = new Map<string, string>();
  /** ClOrdID of ours at a venue -> childId. */
  readonly byChildClOrdId = new Map<string, string>();
  readonly quotes = new Map<string, Quote>();
  readonly sessions = new Map<SessionId, SessionState>();
  readonly timers = new Map<string, Micros>();
  /** The OMS request that the current turn decides on. */
  inbound: FactOf<'ParentOrderReceived' | 'ParentReplaceReceived'> | undefined;
  /** Parents that still work, in order of arrival. */
  readonly working = new Set<Parent>();

  /** The one writer. `seq` and `at` are the turn's. */
  apply(fact: Fact, seq: number, at: Micros): void {
    switch (fact.type) {
      case 'Started':
        this.start(fact);
        return;
      case 'SessionLoggedOn':
        this.session(fact.session).loggedOn = true;
        return;
      case 'SessionLoggedOff':
        this.sessions.set(fact.session, { loggedOn: false, settled: false });
        return;
      case 'SessionSettled':
        this.session(fact.session).settled = true;
        return;
      case 'BatchWritten':
        this.writtenSeq = fact.seq;
        return;
      case 'KillSwitchEngaged':
        this.killed = { by: fact.by, reason: fact.reason };
        return;
      case 'KillSwitchReleased':
        this.killed = undefined;
        return;
      case 'QuoteReceived':
      case 'TimerFired':
      case 'TimerSet':
        applyMarket(this, fact, at);
        return;
      default:
        if (!applyParent(this, fact)) applyChild(this, fact, seq);
    }
  }

  parentOf(child: Child): Parent {
    return this.parents.get(child.parentId)!;
  }

  session(id: SessionId): SessionState {
    let state = this.sessions.get(id);
    if (!state) this.sessions.set(id, (state = { loggedOn: false, settled: false }));
    return state;
  }

  /** The first venue that takes orders now. */
  readyVenue(): SessionId | undefined {
    for (const v of this.venues) if (this.sessions.get(v)?.settled) return v;
    return undefined;
  }

  private start(fact: Extract<Fact, { type: 'Started' }>): void {
    this.instruments = new Instruments(fact.instruments);
    this.limits = limitsOf(fact.limits);
    this.venues = fact.venues;
    this.version = fact.version;
    if (this.epoch === '') this.epoch = fact.epoch;
    this.sessions.clear();
  }
}

function applyMarket(books: Books, fact: Extract<Fact, { type: 'QuoteReceived' | 'TimerFired' | 'TimerSet' }>, at: Micros): void {
  if (fact.type === 'TimerSet') books.timers.set(fact.timer, fact.at);
  else if (fact.type === 'TimerFired') books.timers.delete(fact.timer);
  else applyQuote(books, fact, at);
}

function applyQuote(books: Books, fact: Extract<Fact, { type: 'QuoteReceived' }>, at: Micros): void {
  const instrument = books.instruments.get(fact.symbol);
  if (!instrument) return;
  let quote = books.quotes.get(fact.symbol);
  if (!quote) books.quotes.set(fact.symbol, (quote = { bid: undefined, ask: undefined, last: undefined, at }));
  quote.bid = unitsOf(fact.bid, instrument.priceScale);
  quote.ask = unitsOf(fact.ask, instrument.priceScale);
  quote.last = unitsOf(fact.last, instrument.priceScale) ?? quote.last;
  quote.at = at;
}
