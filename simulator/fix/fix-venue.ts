import type { DataError } from '../../src/core/data-error';
import type { Micros } from '../../src/core/numbers';
import type { Clock, SessionId } from '../../src/core/ports';
import type { EngineEvent, EngineTap, FixEngine } from '../../src/fix/engine';
import type { SessionSettings } from '../../src/fix/settings/settings';
import { dialectOf } from '../../src/fix/translate/dialect';
import type { Network } from '../../src/fix/transport/network';
import { FaultPlan } from '../models/faults/plan';
import type { FaultScript } from '../models/faults/script';
import type { FeeSchedule } from '../models/fees/fees';
import type { Latencies } from '../models/latency/latency';
import { CancelOnDisconnect } from './cancel-on-disconnect';
import { VenueDoor } from './door';
import type { Reported } from './ledger';
import type { Peers } from './peers';
import { Venue } from './venue';
import { VenueWire, type WireClocks } from './wire/wire';

export interface FixVenueParts {
  readonly settings: readonly SessionSettings[];
  readonly clock: Clock;
  /** Market data of a symbol is published at most this often (us). */
  readonly publishEvery: Micros;
  /** What a session or a connection did. */
  readonly event: (event: EngineEvent) => void;
  /** A replayed file is wrong somewhere: that event is left out. */
  readonly marketFailed: (error: DataError) => void;
  /** Every report about an order, as it is made. */
  readonly reported?: Reported | undefined;
  /** How long messages take; without it no time at all. */
  readonly latencies?: Latencies | undefined;
  /** What fills cost. */
  readonly fees?: FeeSchedule | undefined;
  /** What goes wrong, from the construction on. */
  readonly faults?: FaultScript | undefined;
  /** Where connections come from; the machine's network where it is not given. */
  readonly network?: Network | undefined;
  /** Keeps a log of the sessions. */
  readonly tap?: EngineTap | undefined;
  /** The clocks that messages on their way go by, by session, where it matters which of two that are due at once goes first. */
  readonly clocks?: ((session: SessionId) => WireClocks) | undefined;
  /** An application message was worked on. */
  readonly heard?: ((at: Micros) => void) | undefined;
}

/** A venue behind FIX sessions. It has no timer of its own: the owner calls `tick`. Numbers and messages are kept in memory. */
export class FixVenue {
  readonly venue: Venue;
  /** When faults strike; undefined where none do. */
  readonly plan: FaultPlan | undefined;
  private readonly door: VenueDoor;
  private readonly departures: CancelOnDisconnect;
  /** Drop copy sessions, and those of them that were ever here: whoever was not is in another version, or never comes. */
  private readonly listeners: ReadonlySet<SessionId>;
  private readonly copies = new Set<SessionId>();
  private publishAt: Micros = 0;

  constructor(private readonly parts: FixVenueParts) {
    const { settings, clock, event, marketFailed, reported, faults, fees, latencies = {}, network } = parts;
    this.plan = faults && new FaultPlan(faults, clock.now());
    const wired = faults !== undefined || Object.keys(latencies).length > 0;
    this.door = new VenueDoor(settings, clock, {
      connected: (session, connection) => {
        if (!wired) return;
        const clocks = parts.clocks?.(session.id) ?? { in: clock, out: clock };
        new VenueWire(session, connection, { clocks, latencies, plan: this.plan });
      },
      network,
      tap: parts.tap,
      message: (session, view, at) => {
        this.venue.message(session.id, view, at);
        parts.heard?.(at);
      },
      event: e => {
        if (e.type === 'loggedOn') this.came(e.session);
        if (e.type === 'loggedOff') this.left(e.session, e.at);
        event(e);
      },
    });
    this.listeners = new Set(settings.filter(each => each.role === 'dropcopy').map(each => each.id));
    this.departures = new CancelOnDisconnect(settings, (session, at) => this.venue.cancelAllOf(session, at));
    const peers = this.peers(settings);
    this.venue = new Venue({
      send: (session, msgType, build) => void this.engine.session(session).send(msgType, w => build(w, peers.dialect(session))),
      peers,
      epoch: Math.floor(clock.now() / 1000).toString(36),
      marketFailed,
      reported,
      fees,
      plan: this.plan,
    });
  }

  /** The engine that runs now: a restart makes another one. */
  get engine(): FixEngine {
    return this.door.engine;
  }

  /** Opens the port, over markets that have begun; rejects where it cannot be opened. */
  start(): Promise<void> {
    this.tick(this.parts.clock.now());
    return this.engine.start();
  }

  /** Logs every session out and closes. */
  stop(): Promise<void> {
    return this.door.stop();
  }

  /** Runs the markets up to `at`, and publishes what changed where that is due. */
  tick(at: Micros): void {
    this.venue.advance(at);
    this.departures.tick(at);
    this.plan?.tick(at);
    const restart = this.plan?.take('venueRestart');
    if (restart) this.door.restart(restart.for);
    if (at < this.publishAt) return;
    this.publishAt = at + this.parts.publishEvery;
    this.venue.publish();
  }

  private came(session: SessionId): void {
    this.departures.back(session);
    if (this.listeners.has(session)) this.copies.add(session);
  }

  private left(session: SessionId, at: Micros): void {
    this.venue.dropped(session);
    this.departures.gone(session, at);
  }

  private peers(settings: readonly SessionSettings[]): Peers {
    const byId = new Map(settings.map(each => [each.id, { dialect: dialectOf(each), compId: each.identity.targetCompID }]));
    return {
      dialect: session => byId.get(session)!.dialect,
      compId: session => byId.get(session)!.compId,
      backlog: session => this.engine.session(session).unread,
      copies: this.copies,
      onlyListens: session => this.listeners.has(session),
    };
  }
}
