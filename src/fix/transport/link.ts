import type { Micros } from '../../core/numbers';
import type { Clock, SessionId, SessionNumbers, SessionStore } from '../../core/ports';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import type { SessionEffects, SessionEvent } from '../session/events';
import { SessionMachine } from '../session/machine';
import type { OutBatch } from '../session/outbox';
import type { StateName } from '../session/state';
import type { SessionSettings } from '../settings/settings';
import type { Connection, ConnectionListener } from './connection';
import { healthOf, type SessionHealth } from './health';
import { COPY_REPLAY_PORTION, REPLAY_PAUSE_BYTES, REPLAY_PORTION, SLOW_COPY_BYTES } from './limits';
import { Route } from './route';
import type { WireTap } from './tap';

/** A session as its owner sees it. */
export interface SessionHandle {
  readonly id: SessionId;
  readonly settings: SessionSettings;
  readonly loggedOn: boolean;
  readonly nextIn: number;
  readonly nextOut: number;
  readonly generation: number;
  readonly state: StateName;
  /** Bytes that the peer has not taken yet. */
  readonly unread: number;
  readonly health: SessionHealth;
  /** Where the session is outside its hours: when it opens. */
  readonly closedUntil: Micros | undefined;
  /**
   * Numbers and encodes an application message; it leaves at the next `flush` behind its commit, or waits in the store while logged off.
   * Returns its MsgSeqNum. A D or G to a venue that is not logged on is refused: undefined.
   */
  send(msgType: string, build: (w: MessageWriter) => void): number | undefined;
  /** Asks the peer of a venue or drop copy session whether it has told everything; the event `settled` follows its answer. */
  proveTold(): void;
  /** Reads nothing more from the peer until `resumeReading`; what it sends waits with it. */
  pauseReading(): void;
  resumeReading(): void;
  /** Begins the logout handshake. An initiator comes back after its ReconnectInterval. */
  logout(reason: string): void;
  /** Ends the connection here and now, without a Logout. */
  cut(reason: string): void;
  /** Sets both numbers to 1 by hand; false while connected. */
  reset(): boolean;
  /** Sets both numbers by hand; false while connected. */
  setNumbers(nextIn: number, nextOut: number): boolean;
  /** Calls `act` once the session has no connection: soon, or after it was logged out for `reason`. */
  whenOff(reason: string, act: () => void): void;
}

/** What a link needs of the engine around it. */
export interface LinkOwner {
  readonly clock: Clock;
  readonly store: SessionStore;
  readonly tap: WireTap | undefined;
  message(link: SessionLink, view: MessageView, at: Micros): void;
  /** The link has a connection now, on which nothing was said yet. */
  connected(link: SessionLink, connection: Connection): void;
  event(event: SessionEvent): void;
  /** Something of this link must be committed or written. */
  dirtied(link: SessionLink): void;
  /** What a link read at `since` is being worked through; without it: is done. */
  reading(since?: Micros): void;
}

/** Ties one session machine to the connection it has at the moment and to the batches it fills. */
export class SessionLink implements SessionHandle, SessionEffects, ConnectionListener {
  readonly machine: SessionMachine;
  connection: Connection | undefined;
  /** In the engine's list of sessions to take. */
  dirty = false;
  /** Where an initiator dials. */
  readonly route: Route;
  /** When an initiator dials next; infinity while it is dialling. */
  dialAt: Micros = 0;
  private closeReason: string | undefined;
  private readonly whenReleased: (() => void)[] = [];
  told: SessionNumbers;
  private committed = { generation: 0, out: 0 };

  constructor(
    readonly settings: SessionSettings,
    private readonly owner: LinkOwner,
  ) {
    this.route = new Route(settings);
    const stored = owner.store.numbers(settings.id);
    this.machine = new SessionMachine(settings, stored, this);
    this.told = stored ?? { nextIn: 0, nextOut: 0, generation: 0 };
    this.committed = { generation: this.generation, out: this.nextOut - 1 };
  }

  get id(): SessionId {
    return this.settings.id;
  }
  get loggedOn(): boolean {
    return this.machine.session.loggedOn;
  }
  get nextIn(): number {
    return this.machine.session.nextIn;
  }
  get nextOut(): number {
    return this.machine.session.nextOut;
  }
  get generation(): number {
    return this.machine.session.generation;
  }
  get unread(): number {
    return this.connection?.unread ?? 0;
  }
  get health(): SessionHealth {
    return healthOf(this.machine.session);
  }
  get state(): StateName {
    return this.machine.state;
  }
  get closedUntil(): Micros | undefined {
    return this.machine.closedUntil(this.owner.clock.now());
  }

  reading(since?: Micros): void {
    this.owner.reading(since);
  }

  send(msgType: string, build: (w: MessageWriter) => void): number | undefined {
    return this.machine.send(msgType, build, this.owner.clock.now());
  }

  proveTold(): void {
    this.machine.proveTold(this.owner.clock.now());
  }

  pauseReading(): void {
    this.connection?.pause();
  }

  resumeReading(): void {
    this.connection?.resume();
  }

  logout(reason: string): void {
    this.machine.logout(reason, this.owner.clock.now());
  }

  reset(): boolean {
    return this.machine.reset(this.owner.clock.now());
  }

  setNumbers(nextIn: number, nextOut: number): boolean {
    return this.machine.setNumbers(nextIn, nextOut);
  }

  whenOff(reason: string, act: () => void): void {
    if (this.state === 'idle') return act();
    this.whenReleased.push(() => this.whenOff(reason, act));
    this.logout(reason);
  }

  deliver(at: Micros): void {
    this.owner.message(this, this.machine.session.view, at);
  }

  event(event: SessionEvent): void {
    if (event.type === 'loggedOn') {
      this.connection?.trust();
      this.route.loggedOn();
    }
    this.owner.event(event);
  }

  changed(): void {
    if (!this.dirty) this.owner.dirtied(this);
  }

  disconnect(reason: string): void {
    this.closeReason = reason;
    this.connection?.mute(reason);
    if (this.machine.session.outbox.holdsFor(this.connection?.id ?? 0)) this.changed();
    else this.closeNow();
  }

  attach(connection: Connection, at: Micros): void {
    this.connection = connection;
    connection.listener = this;
    if (this.settings.role === 'dropcopy') connection.mostUnread = SLOW_COPY_BYTES;
    this.owner.connected(this, connection);
    this.machine.connected(connection.id, at);
  }

  frame(connection: Connection, buf: Buffer, start: number, end: number): void {
    this.owner.tap?.received(this.id, buf, start, end, connection.at);
    this.machine.received(buf, start, end, connection.at);
  }

  garbled(connection: Connection, reason: string, bytes: number): void {
    this.event({ type: 'garbled', session: this.id, at: connection.at, reason, bytes });
  }

  /** The socket is closed; news only where we did not close it ourselves. */
  gone(connection: Connection, reason: string): void {
    if (this.connection !== connection) return;
    this.release();
    this.machine.disconnected(reason, this.owner.clock.now());
  }

  /** Ends the connection here and now, and tells the machine at once. */
  cut(reason: string): void {
    const { connection } = this;
    if (connection === undefined) return;
    this.gone(connection, reason);
    connection.destroy(reason);
  }

  /** Whether the numbers changed since the last call; `told` has them. */
  takeNumbers(): boolean {
    const { session } = this.machine;
    const { told } = this;
    const same = session.nextIn === told.nextIn && session.nextOut === told.nextOut && session.generation === told.generation;
    if (same && session.createdAt === told.createdAt) return false;
    this.told = session.numbers();
    return true;
  }

  /** A batch was committed, with the numbers of that moment: writes its bytes now, at `at`, then closes where that was asked for. */
  written(batch: OutBatch | undefined, numbers: SessionNumbers, at: Micros): void {
    this.committed = { generation: numbers.generation, out: numbers.nextOut - 1 };
    if (batch !== undefined) this.write(batch, at);
    if (this.closeReason !== undefined && !this.machine.session.outbox.holdsFor(this.connection?.id ?? 0)) this.closeNow();
  }

  /** Serves a portion of what the peer asked for, unless it has enough to read. */
  serveReplays(at: Micros): void {
    const { session } = this.machine;
    if (session.replays.length === 0 || this.unread > REPLAY_PAUSE_BYTES) return;
    const committed = this.committed.generation === session.generation ? this.committed.out : 0;
    const portion = this.settings.role === 'dropcopy' ? COPY_REPLAY_PORTION : REPLAY_PORTION;
    this.machine.replay(committed, portion, at, (first, last) => this.owner.store.messages(this.id, first, last));
  }

  private write(batch: OutBatch, at: Micros): void {
    const { connection } = this;
    let held = false;
    for (const { connection: id, start, end } of batch.segments) {
      if (connection === undefined || id !== connection.id) continue;
      held = connection.write(batch.writer.buf.subarray(start, end)) || held;
      this.owner.tap?.sent(this.id, batch.writer.buf, start, end, at);
    }
    this.machine.session.outbox.release(batch, held);
  }

  private closeNow(): void {
    const { connection } = this;
    const reason = this.closeReason ?? '';
    this.release();
    connection?.close(reason);
  }

  private release(): void {
    this.connection = undefined;
    this.closeReason = undefined;
    this.dialAt = this.owner.clock.now() + this.route.ended();
    for (const act of this.whenReleased.splice(0)) setImmediate(act); // the machine that let the connection go may still be at work
  }
}
