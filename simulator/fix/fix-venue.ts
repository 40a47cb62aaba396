import type { Micros } from '../../src/core/numbers';
import type { Clock } from '../../src/core/ports';
import type { EngineEvent, FixEngine } from '../../src/fix/engine';
import type { SessionSettings } from '../../src/fix/settings/settings';
import { standaloneEngine } from '../../src/fix/standalone';
import { dialectOf } from '../../src/fix/translate/dialect';
import type { TapeError } from '../market/tape-error';
import type { Reported } from './ledger';
import { Venue } from './venue';

export interface FixVenueParts {
  readonly settings: readonly SessionSettings[];
  readonly clock: Clock;
  /** Market data of a symbol is published at most this often (us). */
  readonly publishEvery: Micros;
  /** What a session or a connection did. */
  readonly event: (event: EngineEvent) => void;
  /** A replayed file is wrong somewhere: that event is left out. */
  readonly marketFailed: (error: TapeError) => void;
  /** Every report about an order, as it is made. */
  readonly reported?: Reported | undefined;
}

/** A venue behind FIX sessions. It has no timer of its own: the owner calls `tick`. Numbers and messages are kept in memory. */
export class FixVenue {
  readonly engine: FixEngine;
  readonly venue: Venue;
  private publishAt: Micros = 0;

  constructor(private readonly parts: FixVenueParts) {
    const { settings, clock, event, marketFailed, reported } = parts;
    this.engine = standaloneEngine(settings, clock, {
      message: (session, view, at) => this.venue.message(session.id, view, at),
      event: e => {
        if (e.type === 'loggedOff') this.venue.dropped(e.session);
        event(e);
      },
    });
    const dialects = new Map(settings.map(each => [each.id, dialectOf(each)]));
    const epoch = Math.floor(clock.now() / 1000).toString(36);
    this.venue = new Venue({
      send: (session, msgType, build) => void this.engine.session(session).send(msgType, w => build(w, dialects.get(session)!)),
      epoch,
      marketFailed,
      reported,
    });
  }

  /** Opens the port, over markets that have begun; rejects where it cannot be opened. */
  start(): Promise<void> {
    this.tick(this.parts.clock.now());
    return this.engine.start();
  }

  /** Logs every session out and closes. */
  stop(): Promise<void> {
    return this.engine.stop();
  }

  /** Runs the markets up to `at`, and publishes what changed where that is due. */
  tick(at: Micros): void {
    this.venue.advance(at);
    if (at < this.publishAt) return;
    this.publishAt = at + this.parts.publishEvery;
    this.venue.publish();
  }
}
