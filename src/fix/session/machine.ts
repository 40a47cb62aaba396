import type { Micros } from '../../core/numbers';
import type { SessionNumbers } from '../../core/ports';
import type { MessageWriter } from '../codec/writer';
import { type SessionSettings, tellsTrades } from '../settings/settings';
import type { SessionEffects } from './events';
import { isOpen, renew, WINDOW_ENDED } from './hours';
import { closed, loggedOut } from './leave';
import type { ConnectionId } from './outbox';
import { replay } from './replay';
import { Session } from './session';
import { settleAgain, settleBehindReplay, settleIfDone } from './settle';
import type { SessionState, StateName } from './state';
import { awaitLogon } from './states/await-logon';
import { idle } from './states/idle';
import { inSession } from './states/in-session';
import { logonSent } from './states/logon-sent';
import { logoutSent } from './states/logout-sent';
import { recovering } from './states/recovering';

const STATES: Readonly<Record<StateName, SessionState>> = { idle, awaitLogon, logonSent, inSession, recovering, logoutSent };
const NEVER_QUEUED = new Set(['D', 'G', 'q']);

/**
 * A FIX session as a machine: events in with the time they happened, bytes to `session.outbox` and effects out. Pure: the same events
 * give the same bytes.
 */
export class SessionMachine {
  readonly session: Session;
  state: StateName = 'idle';
  /** A state is at work; what a handler asks of the machine meanwhile waits. */
  private working = false;
  private wantedLogout: string | undefined;

  /** `numbers` as stored; undefined begins at 1. */
  constructor(settings: SessionSettings, numbers: SessionNumbers | undefined, effects: SessionEffects) {
    this.session = new Session(settings, numbers, effects);
  }

  connected(connection: ConnectionId, at: Micros): void {
    this.enter(STATES[this.state].connected(this.session, connection, at), at);
  }

  /** A framed message, buf[start..end). One that is no FIX message after all is counted as garbled and uses up no number. */
  received(buf: Buffer, start: number, end: number, at: Micros): void {
    const { view, effects, id } = this.session;
    if (!view.read(buf, start, end))
      effects.event({ type: 'garbled', session: id, at, reason: view.malformedReason, bytes: end - start });
    else if (view.tags[2] !== 35 || view.msgType === '') {
      effects.event({ type: 'garbled', session: id, at, reason: 'MsgType(35) is not the third field', bytes: end - start });
    } else {
      this.working = true;
      this.enter(STATES[this.state].received(this.session, at), at);
    }
  }

  /** What time brings: heartbeats, timeouts, the end of the session's window. To be called often. */
  tick(at: Micros): void {
    this.working = true;
    const { session } = this;
    const ended = at >= session.window.end && this.state !== 'idle' && this.state !== 'logoutSent';
    // an order that still comes from an OMS could not be answered any more; a fill of a venue, or its copy, counts to the last
    if (ended) session.broken = session.loggedOn && !tellsTrades(session.settings);
    const state = STATES[this.state];
    this.enter(ended ? state.logout(session, WINDOW_ENDED, at) : state.tick(session, at), at);
  }

  /** Whether a connection may be made: an initiator does not dial outside its hours. */
  isOpen(at: Micros): boolean {
    return isOpen(this.session, at);
  }

  /** When the session opens, where it is closed at `at`. */
  closedUntil(at: Micros): Micros | undefined {
    const { start } = this.session.window;
    return at < start ? start : undefined;
  }

  /** Begins the logout handshake; without a logon the connection just goes. From within a handler it happens when that is done. */
  logout(reason: string, at: Micros): void {
    if (this.working) this.wantedLogout = reason;
    else this.state = STATES[this.state].logout(this.session, reason, at);
  }

  /** Sets both numbers to 1 by hand. Only without a connection: false otherwise. The peer must do the same. */
  reset(at: Micros): boolean {
    if (this.state !== 'idle') return false;
    this.session.reset('operator', at);
    return true;
  }

  /** Sets both numbers by hand; where it is lower than before, what was sent under the number to send is not sent again. Only without a connection. */
  setNumbers(nextIn: number, nextOut: number): boolean {
    if (this.state !== 'idle') return false;
    this.session.setNumbers(nextIn, nextOut);
    return true;
  }

  /** Asks the peer (TestRequest) whether it has told everything: the event `settled` follows its answer. */
  proveTold(at: Micros): void {
    settleAgain(this.session, at);
  }

  /** The connection went away under us. */
  disconnected(reason: string, at: Micros): void {
    if (this.state !== 'idle') this.state = closed(this.session, reason, at);
  }

  /**
   * Numbers, encodes and queues an application message; logged off it is only stored. Returns its MsgSeqNum, or undefined for a
   * new order or replace to a venue that is not logged on, which is not queued at all. What `build` throws leaves nothing behind.
   */
  send(msgType: string, build: (w: MessageWriter) => void, at: Micros): number | undefined {
    const s = this.session;
    if (!s.loggedOn && !this.working) this.leaveWindow(at);
    if (!s.loggedOn && s.settings.role === 'venue' && NEVER_QUEUED.has(msgType)) return undefined;
    const w = s.begin(msgType, at);
    try {
      build(w);
    } catch (error) {
      s.outbox.abandon();
      throw error;
    }
    return s.endApp(at);
  }

  /**
   * Serves up to `most` messages of what the peer asked for, as far as number `committed`; `read` gives stored messages. Returns
   * whether more could be served right away.
   */
  replay(committed: number, most: number, at: Micros, read: ReadStored): boolean {
    const s = this.session;
    const range = s.replays[0];
    if (range === undefined || s.connection === 0 || range.next > committed) return false;
    const upTo = Math.min(range.last, committed, range.next + most - 1);
    replay(s, range, upTo, at, read(range.next, upTo));
    if (range.next > range.last) {
      s.replays.shift();
      settleBehindReplay(s, range, at);
    }
    if (s.replays.length === 0) settleIfDone(s, at);
    return s.replays.length > 0;
  }

  /** What is sent behind the end of a window belongs to the next, which begins as soon as the connection is given up. */
  private leaveWindow(at: Micros): void {
    const s = this.session;
    const ended = at >= s.window.end;
    if (ended && this.state === 'logoutSent') this.state = loggedOut(s, s.logoutReason, at);
    else if (ended) this.state = STATES[this.state].logout(s, WINDOW_ENDED, at);
    if (this.state === 'idle') renew(s, at);
  }

  private enter(next: StateName, at: Micros): void {
    this.state = next;
    this.working = false;
    if (this.wantedLogout === undefined) return;
    const reason = this.wantedLogout;
    this.wantedLogout = undefined;
    this.logout(reason, at);
  }
}

/** Stored messages first..last of the current generation, in order. */
export type ReadStored = (first: number, last: number) => Iterable<{ seqNum: number; bytes: Uint8Array }>;
