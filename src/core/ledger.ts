import type { FactOf } from './facts';
import { Instruments } from './instruments';
import type { Micros, Px } from './numbers';
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
  /** Numbers went back to 1 since it was last logged off: what either side told before may be lost, with the orders it was about. */
  reset: boolean;
}

/** Everything the gateway knows. Read by anyone; written by `Books.apply` and what it calls, and by nothing else. */
export class Ledger {
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

  parentOf(child: Child): Parent {
    return this.parents.get(child.parentId)!;
  }

  session(id: SessionId): SessionState {
    let state = this.sessions.get(id);
    if (!state) this.sessions.set(id, (state = { loggedOn: false, settled: false, reset: false }));
    return state;
  }

  /** The first venue that takes orders now. */
  readyVenue(): SessionId | undefined {
    for (const v of this.venues) if (this.sessions.get(v)?.settled) return v;
    return undefined;
  }
}
