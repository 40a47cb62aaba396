import { applyAdaptive } from './adaptive/apply-adaptive';
import { among } from './among';
import { applyInstruments } from './apply-instruments';
import { applyDrawn, applyScored, noteFill } from './bandit/apply-bandit';
import { type ChildFact, isChildFact } from './child-facts';
import { applyKill, massTimer } from './control/apply-kill';
import { Pace } from './control/pace';
import { applyCopies, ownOrder } from './copies/apply-copies';
import { MOST_LISTED } from './copies/watch';
import { Fees } from './costs/fees';
import type { Fact } from './facts';
import { applyEstimate, impactOfFill } from './impact/apply-impact';
import { Instruments } from './instruments';
import { applyLearning, forgetDrawn } from './learning/apply-learning';
import { differenceKey, Ledger } from './ledger';
import { applyWatch } from './market/apply-watch';
import { type Micros, unitsOf } from './numbers';
import { applyChild } from './order/apply-child';
import { applyParent } from './order/apply-parent';
import { applyArchived, applyRecalled } from './order/archive';
import type { Child } from './order/child';
import type { SessionId } from './ports';
import { applyToMarket, childAtMarket, forgetMarkets } from './risk/apply-market';
import { applyCounters, turnDay } from './risk/exposure/apply-counters';
import { childExposure, parentExposure, revalue } from './risk/exposure/apply-exposure';
import { applyLevelFact } from './risk/exposure/apply-level';
import type { LimitSpecs } from './risk/limits';
import { Routes } from './routing/routes';
import { applyShown } from './routing/shown';
import { applySeen } from './seen-market';

/** Facts that each order has: they are not looked for among all the others. */
const isOrderFact = among([
  'ParentOrderReceived',
  'ParentOrderProposed',
  'ParentOrderAccepted',
  'VenueReportReceived',
  'ParentReported',
]);

/**
 * The ledger with its one writer: `apply`. The same facts in the same order give the same books, live, at a restart and in a replay.
 */
export class Books extends Ledger {
  /** The one writer. `seq` and `at` are the turn's. */
  apply(fact: Fact, _seq: number, at: Micros): void {
    if (at >= this.dayEnds) turnDay(this, at);
    if (isChildFact(fact)) return this.ofChild(fact, at);
    if (isOrderFact(fact)) return this.ofParent(fact, at);
    switch (fact.type) {
      case 'Started':
        this.start(fact, at);
        return;
      case 'SessionLoggedOn':
        this.session(fact.session).loggedOn = true;
        return;
      case 'SessionLoggedOff':
        this.sessionLoggedOff(fact.session);
        return;
      case 'SessionReset':
        this.numbersReset(fact.session, fact.cause, at);
        return;
      case 'SessionOperated':
        if (fact.act !== 'disconnect') this.numbersReset(fact.session, `${fact.act} by ${fact.by}: ${fact.reason}`, at);
        return;
      case 'SessionSettled':
        applyCopies(this, fact, at);
        this.session(fact.session).settled = true;
        return;
      case 'LimitsChanged':
        this.takeLimits(fact.limits, at);
        revalue(this);
        return;
      case 'InstrumentsChanged':
        applyInstruments(this, fact);
        return;
      case 'BatchWritten':
      case 'CopiesMade':
      case 'AlertsHeldBack':
      case 'AlertsNotDelivered':
      case 'AlertAcknowledged':
      case 'AlertResolved':
      case 'ClocksCompared':
      case 'HeadPublished':
      case 'NewsReceived':
      case 'NewsUnreadable':
      case 'RecordingFailed':
      case 'RecordingResumed':
      case 'FixLogFailed':
      case 'FixLogResumed':
        return; // for readers of the journal
      case 'ReconciliationDiffered':
        this.differ(fact, at);
        applyCopies(this, fact, at);
        return;
      case 'ReconciliationAgreed':
        this.differences.delete(differenceKey(fact));
        applyCopies(this, fact, at);
        return;
      case 'CopyReceived':
      case 'CopyAdopted':
      case 'CopyMatched':
      case 'CopyDifferenceJudged':
      case 'UnexpectedReport':
        applyCopies(this, fact, at);
        return;
      case 'CopyProofAsked':
        return;
      case 'ClosedOrdersArchived':
        applyArchived(this, fact);
        forgetDrawn(this, fact.parentIds);
        return;
      case 'OrderRecalled':
        applyRecalled(this, fact);
        return;
      case 'UtilisationChanged':
        this.near.apply(this.levels.of(fact.level, fact.key), fact);
        return;
      case 'TradingStateChanged':
      case 'ThrottleTripped':
      case 'ThrottleReset':
      case 'PositionsLoaded':
        applyLevelFact(this, fact);
        return;
      case 'KillSwitchEngaged':
      case 'KillReleaseAsked':
      case 'KillSwitchReleased':
      case 'VenueEscalated':
      case 'VenueMassCancelAnswered':
        applyKill(this, fact, at);
        return;
      case 'ModelChanged':
      case 'ForecastReceived':
        applyLearning(this, fact, at);
        applyAdaptive(this, fact, at);
        return;
      case 'BarClosed':
      case 'RegimeSeen':
      case 'GateMoved':
      case 'DriftDetected':
      case 'LearnerFrozen':
      case 'LearnerThawed':
      case 'LearnerSnapshot':
      case 'ModelRolledBack':
      case 'ChallengePlanned':
      case 'ArmDrawn':
      case 'ParentScored':
      case 'ChallengerJudged':
      case 'SnapshotAsked':
        applyLearning(this, fact, at);
        return;
      case 'CostEstimated':
        applyEstimate(this, fact);
        return;
      case 'MarketSeen':
        applySeen(this, fact);
        return;
      case 'ForecastAsked':
      case 'ForecastFailed':
      case 'ForecastMissed':
      case 'TiltDecided':
        applyAdaptive(this, fact, at);
        return;
      case 'TacticDrawn':
        applyDrawn(this, fact, at);
        return;
      case 'TacticScored':
        applyScored(this, fact);
        return;
      case 'SessionsAhead':
        this.ahead.set(fact.symbol, fact);
        return;
      case 'VenuesSeen':
        applyShown(this, fact, at);
        return;
      case 'MarketDataStale':
      case 'MarketDataFlowing':
      case 'CautionBegan':
      case 'CautionEnded':
        applyWatch(this, fact);
        return;
      case 'SecurityStatusReceived':
        applyToMarket(this, fact, at);
        return;
      case 'QuoteReceived':
      case 'TimerFired':
      case 'TimerSet':
        applyMarket(this, fact, at);
        return;
      default:
        this.ofParent(fact, at);
    }
  }

  private ofParent(fact: Fact, at: Micros): void {
    applyParent(this, fact, at);
    applyCounters(this, fact, at);
    parentExposure(this, fact);
  }

  private ofChild(fact: ChildFact, at: Micros): void {
    const child = applyChild(this, fact, at);
    if (this.copies.size > 0) ownOrder(this, child, fact, at);
    if (fact.type === 'ChildOrderFilled') this.ofFill(child, fact, at);
    childAtMarket(this, child, fact, at);
    applyCounters(this, fact, at);
    childExposure(this, child, fact);
  }

  private ofFill(child: Child, fact: Extract<Fact, { type: 'ChildOrderFilled' }>, at: Micros): void {
    impactOfFill(this, child, fact, at);
    if (this.bandit.open.size > 0) noteFill(this, this.parentOf(child), fact);
  }

  private differ(fact: Extract<Fact, { type: 'ReconciliationDiffered' }>, at: Micros): void {
    const key = differenceKey(fact);
    if (this.differences.size >= MOST_LISTED && !this.differences.has(key)) return;
    this.differences.set(key, { fact, since: this.differences.get(key)?.since ?? at });
  }

  private numbersReset(id: SessionId, cause: string, at: Micros): void {
    this.session(id).reset = true;
    this.resets.set(id, { cause, at });
  }

  /** A reset that no settled logon followed yet still counts at the next one: open orders have not been asked for. */
  private sessionLoggedOff(id: SessionId): void {
    const before = this.session(id);
    this.sessions.set(id, { loggedOn: false, settled: false, reset: before.reset && !before.settled });
    this.timers.delete(massTimer(id));
  }

  /** The day that is under way ends when the limits that hold now say so. */
  private takeLimits(limits: LimitSpecs, at: Micros): void {
    this.levels.set(limits);
    this.dayEnds = this.levels.day.endAfter(at);
  }

  private start(fact: Extract<Fact, { type: 'Started' }>, at: Micros): void {
    this.instruments = new Instruments(fact.instruments);
    this.takeLimits(fact.limits, at);
    this.venues = fact.venues;
    this.routes = new Routes(fact.routing, fact.venues);
    this.omsRules = fact.omsRules ?? {};
    this.venueTraits = fact.venueTraits ?? {};
    this.declareRates();
    this.fees = new Fees(fact.fees);
    this.impact.model = fact.impact;
    this.adaptive.restart(fact.models);
    this.learning.begin(fact.models);
    this.bandit.start(fact.bandit);
    this.copies.configure(fact.copies ?? {});
    this.cautionRules = fact.caution ?? {};
    this.version = fact.version;
    if (this.epoch === '') this.epoch = fact.epoch;
    for (const [id, { reset }] of this.sessions) this.sessions.set(id, { loggedOn: false, settled: false, reset });
    // what was quoted before a stop is no reference for what comes after it, and may be in other units
    this.quotes.clear();
    this.seen.clear();
    this.ahead.clear();
    this.stale.clear();
    this.shown.clear();
    forgetMarkets(this);
    revalue(this);
  }

  private declareRates(): void {
    for (const venue of this.venues) {
      const rate = this.venueTraits[venue]?.cancelRate;
      if (rate === undefined) this.paces.delete(venue);
      else if (this.paces.get(venue)?.rate !== rate) this.paces.set(venue, new Pace(rate));
    }
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
  applyToMarket(books, fact, at);
  books.marks.quoted(fact.symbol, books);
}
