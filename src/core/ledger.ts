import { AdaptiveOrders } from './adaptive/orders';
import { TacticBandit } from './bandit/bandit';
import { Kills } from './control/kills';
import type { Pace } from './control/pace';
import { Copies } from './copies/copies';
import { Fees } from './costs/fees';
import type { Caution, CautionRules, FactOf, OmsRules, VenueTraits } from './facts';
import { OwnImpact } from './impact/own-impact';
import { Instruments } from './instruments';
import { Learning } from './learning/learning';
import type { Micros, Px } from './numbers';
import type { Child } from './order/child';
import type { Parent } from './order/parent';
import { Trades } from './order/trades';
import { WorkingOrders } from './order/working';
import { PairMap } from './pair-map';
import type { SessionId } from './ports';
import { Marks } from './risk/exposure/marks';
import { Places } from './risk/exposure/places';
import { RiskLevels } from './risk/levels';
import type { Market } from './risk/market';
import { NearLimits } from './risk/near-marks';
import { Routes } from './routing/routes';
import type { Shown } from './routing/venue-book';
import type { SeenMarket } from './seen-market';

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
  /** Numbers went back to 1 since it was last logged off: what either side told before may be lost, with the orders it was about. */
  reset: boolean;
}

/** What a venue, or a drop copy, said otherwise, and when it was first said. */
export interface Difference {
  readonly fact: FactOf<'ReconciliationDiffered'>;
  readonly since: Micros;
}

export const differenceKey = (d: { session: SessionId; clOrdId: string; execId?: string | undefined }): string =>
  d.execId === undefined ? `${d.session} ${d.clOrdId}` : `${d.session} ${d.clOrdId} ${d.execId}`;

/** Everything the gateway knows. Read by anyone; written by `Books.apply` and what it calls, and by nothing else. */
export class Ledger {
  instruments = new Instruments([]);
  /** Limits and what is used up of them, by level. */
  readonly levels = new RiskLevels();
  /** Where orders stand among them. */
  readonly places = new Places(this.levels);
  /** What positions are valued at, by symbol. */
  readonly marks = new Marks();
  /** State of the market and volume seen, by symbol. */
  readonly markets = new Map<string, Market>();
  /** When the counters of the day begin anew (us); 0 before the first fact. */
  dayEnds: Micros = 0;
  /** The start-of-day positions that were loaded last: `digest` of the fact. */
  positionsLoaded = '';
  venues: readonly SessionId[] = [];
  /** Which of them orders may go to. */
  routes = new Routes();
  epoch = '';
  version = '';
  /** Where OMS sessions are not served as most are. */
  omsRules: Readonly<Record<SessionId, OmsRules>> = {};
  /** Where venues are not as most are. */
  venueTraits: Readonly<Record<SessionId, VenueTraits>> = {};
  /** What venues charge. */
  fees = new Fees();
  /** What venues and drop copies say otherwise than we have it, by session and ClOrdID, of trades by ExecID too (`differenceKey`), oldest first. */
  readonly differences = new Map<string, Difference>();
  /** The drop copies that we read, and how far they and our books have told the same. */
  readonly copies = new Copies();
  /** The marks that the use of limits stands at. */
  readonly near = new NearLimits();
  /** The kill switches that are engaged. */
  readonly kills = new Kills();
  /** Where venues declare a rate of cancels: how much of it is used up. */
  readonly paces = new Map<SessionId, Pace>();
  openParents = 0;
  /** Counters behind ids. */
  parentNo = 0;
  childNo = 0;
  execNo = 0;
  readonly parents = new Map<string, Parent>();
  readonly children = new Map<string, Child>();
  /** Session and ClOrdID of an OMS -> parent. A ClOrdID is used once: that of a closed order stays in the archive. */
  readonly byClOrdId = new PairMap<string>();
  /** ClOrdID of a request of ours at a venue -> childId; that of a child's first message is its id. */
  readonly byRequest = new Map<string, string>();
  readonly trades = new Trades();
  readonly quotes = new Map<string, Quote>();
  /** What the latest decision about a symbol was shown of its market. */
  readonly seen = new Map<string, SeenMarket>();
  /** What each venue shows of a symbol, where there is a choice, as the router was told last. */
  readonly shown = new Map<string, Shown>();
  /** Whether a venue trades a symbol, where it said so itself. */
  readonly tradingAt = new Map<SessionId, Map<string, boolean>>();
  /** A symbol's sessions, today's and the next, as they were told last. */
  readonly ahead = new Map<string, FactOf<'SessionsAhead'>>();
  /** The impact model in force, and what our own orders left behind. */
  readonly impact = new OwnImpact();
  /** Learned models in force, and what was learned of them and of the market. */
  readonly learning = new Learning();
  /** Learned models in force, and where adaptive orders stand with them. */
  readonly adaptive = new AdaptiveOrders();
  /** How slices are priced on paper: what is explored, and what was learned. */
  readonly bandit = new TacticBandit();
  /** Symbols whose market data does not flow, and why. */
  readonly stale = new Map<string, string>();
  /** Where scheduled orders do not cross for a while (`cautionOf`), by symbol; `*` is all. */
  readonly cautions = new Map<string, Caution>();
  cautionRules: CautionRules = {};
  readonly sessions = new Map<SessionId, SessionState>();
  /** Why and when the sequence numbers of a session were last set to something else than the next. */
  readonly resets = new Map<SessionId, { readonly cause: string; readonly at: Micros }>();
  readonly timers = new Map<string, Micros>();
  /** The OMS request that the current turn decides on. */
  inbound: FactOf<'ParentOrderReceived' | 'ParentReplaceReceived' | 'ParentCancelReceived'> | undefined;
  /** Parents that still work, in order of arrival. */
  readonly working = new WorkingOrders();

  /** The order that a ClOrdID of an OMS leads to, where it is in the books. */
  parentNamed(session: SessionId, clOrdId: string): Parent | undefined {
    const parentId = this.byClOrdId.get(session, clOrdId);
    return parentId === undefined ? undefined : this.parents.get(parentId);
  }

  /** The child that a ClOrdID of ours leads to: that of its first message, or of a request on it. */
  childNamed(clOrdId: string): Child | undefined {
    const child = this.children.get(clOrdId);
    if (child) return child;
    const childId = this.byRequest.get(clOrdId);
    return childId === undefined ? undefined : this.children.get(childId);
  }

  parentOf(child: Child): Parent {
    return this.parents.get(child.parentId)!;
  }

  session(id: SessionId): SessionState {
    let state = this.sessions.get(id);
    if (!state) this.sessions.set(id, (state = { loggedOn: false, settled: false, reset: false }));
    return state;
  }
}
