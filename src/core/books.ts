import type { Fact } from './facts';
import { Instruments } from './instruments';
import { Ledger } from './ledger';
import { type Micros, unitsOf } from './numbers';
import { applyChild } from './order/apply-child';
import { applyParent } from './order/apply-parent';
import { limitsOf } from './risk/limits';

/**
 * The ledger with its one writer: `apply`. The same facts in the same order give the same books, live, at a restart and in a replay.
 */
export class Books extends Ledger {
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
        this.sessions.set(fact.session, { loggedOn: false, settled: false, reset: false });
        return;
      case 'SessionReset':
        this.session(fact.session).reset = true;
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

  private start(fact: Extract<Fact, { type: 'Started' }>): void {
    this.instruments = new Instruments(fact.instruments);
    this.limits = limitsOf(fact.limits);
    this.venues = fact.venues;
    this.version = fact.version;
    if (this.epoch === '') this.epoch = fact.epoch;
    this.sessions.clear();
    // what was quoted before a stop is no reference for what comes after it, and may be in other units
    this.quotes.clear();
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
