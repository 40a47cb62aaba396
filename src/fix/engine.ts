import type { Micros } from '../core/numbers';
import type { Clock, SessionId, SessionNumbers, SessionStore, WireRun } from '../core/ports';
import type { MessageView } from './codec/view';
import type { SessionEvent } from './session/events';
import type { OutBatch } from './session/outbox';
import type { SessionSettings } from './settings/settings';
import { Acceptor } from './transport/acceptor';
import type { Connection } from './transport/connection';
import { Dialer } from './transport/dialer';
import { LINGER_MICROS, TICK_MICROS } from './transport/limits';
import { type SessionHandle, SessionLink } from './transport/link';
import { Muffler } from './transport/muffler';
import { machineNetwork, type Network } from './transport/network';
import type { WireTap } from './transport/tap';

export type { SessionEvent } from './session/events';
export type { SessionHandle } from './transport/link';

/** What a session or a connection did. */
export type EngineEvent =
  | SessionEvent
  /** A connection that never became a session: what it sent, and why it was dropped. */
  | { readonly type: 'stranger'; readonly at: Micros; readonly remote: string; readonly reason: string; readonly bytes: number }
  | { readonly type: 'connectFailed'; readonly session: SessionId; readonly at: Micros; readonly reason: string };

/** Whoever keeps a log of sessions: what goes over the wire, and what happens. */
export interface EngineTap extends WireTap {
  event(event: EngineEvent): void;
}

/** Whom the engine serves. Called synchronously; what these throw is not caught. */
export interface EngineHandlers {
  /** An application message, in MsgSeqNum order, once. The view is good only during the call. */
  message(session: SessionHandle, view: MessageView, at: Micros): void;
  event(event: EngineEvent): void;
  /** A session got a connection, on which nothing was said yet: the moment to stand between the two. */
  connected?(session: SessionHandle, connection: Connection): void;
  /** Where connections come from; the machine's network where it is not given. */
  readonly network?: Network | undefined;
  readonly tap?: EngineTap | undefined;
  /** What a session's socket read at `since` is being worked through; without it: is done. It may be committed together. */
  reading?(since?: Micros): void;
  /** Something waits to be committed: the owner takes the batch, commits it and flushes, once, soon. */
  pending(): void;
}

/** What to commit: bytes to store under their numbers, and the numbers of each session that changed. */
export interface EngineBatch {
  readonly runs: readonly WireRun[];
  readonly numbers: readonly (readonly [SessionId, SessionNumbers])[];
}

interface Taken {
  readonly link: SessionLink;
  readonly batch: OutBatch | undefined;
  readonly numbers: SessionNumbers;
}

/**
 * Runs sessions over TCP. Journal before wire: whatever a session wants sent waits until the owner took the batch (`takeBatch`), committed
 * it and said so (`flush`). Nothing here stores anything.
 */
export class FixEngine {
  /**
   * Since the start: stretches of bytes that were no message, connections dropped before they became a session, and of these the Logons whose
   * password was not looked at, because too many waited for that.
   */
  readonly counters = { garbled: 0, strangers: 0, unchecked: 0 };
  private readonly links = new Map<SessionId, SessionLink>();
  private readonly acceptors: Acceptor[] = [];
  private readonly muffler = new Muffler((kept, at) => {
    const reason = `${kept} more connections or logons were turned away in the last seconds`;
    this.tell({ type: 'stranger', at, remote: 'several', reason, bytes: 0 });
  });
  private readonly dialer: Dialer;
  readonly network: Network;
  readonly tap: EngineTap | undefined;
  private dirty: SessionLink[] = [];
  private taken: Taken[] = [];
  private pendingTold = false;
  private cancelTick: () => void = () => undefined;

  constructor(
    settings: readonly SessionSettings[],
    readonly clock: Clock,
    readonly store: SessionStore,
    private readonly handlers: EngineHandlers,
  ) {
    this.network = handlers.network ?? machineNetwork;
    this.tap = handlers.tap;
    for (const s of settings) this.links.set(s.id, new SessionLink(s, this));
    const links = [...this.links.values()];
    this.dialer = new Dialer(
      links.filter(l => l.settings.connectionType === 'initiator'),
      this,
    );
    for (const link of links) if (link.settings.connectionType === 'acceptor') this.listenFor(link);
  }

  /** Listens and begins to dial. Resolves once every port is open; rejects where one cannot be. */
  async start(): Promise<void> {
    await Promise.all(this.acceptors.map(a => a.listen()));
    this.tick();
  }

  /** The session of this id; throws where the settings have none. */
  session(id: SessionId): SessionHandle {
    const link = this.links.get(id);
    if (link === undefined) throw new Error(`no session ${id}`);
    return link;
  }

  sessions(): SessionHandle[] {
    return [...this.links.values()];
  }

  /** Port that a session's acceptor listens on, for one configured as 0. */
  portOf(id: SessionId): number | undefined {
    return this.acceptors.find(a => a.links.some(l => l.id === id))?.port;
  }

  /** Hands over what to commit since the last call; undefined when there is nothing. Call `flush` after the commit. */
  takeBatch(): EngineBatch | undefined {
    this.pendingTold = false;
    if (this.dirty.length === 0) return undefined;
    const runs: WireRun[] = [];
    const numbers: [SessionId, SessionNumbers][] = [];
    for (const link of this.dirty) {
      link.dirty = false;
      const batch = link.machine.session.outbox.take();
      if (batch !== undefined) for (const run of batch.runs) runs.push(run);
      const changed = link.takeNumbers();
      if (changed) numbers.push([link.id, link.told]);
      this.taken.push({ link, batch, numbers: link.told });
    }
    this.dirty.length = 0;
    return { runs, numbers };
  }

  /** The batches taken so far are committed: writes them, one write a session, closes what was to be closed, serves resend requests. */
  flush(): void {
    const { taken } = this;
    this.taken = [];
    const at = this.clock.now();
    for (const { link, batch, numbers } of taken) link.written(batch, numbers, at);
    for (const { link } of taken) link.serveReplays(at);
  }

  /**
   * Logs every session out, waits for the peers' Logouts, at most LogoutTimeout, and closes everything. The owner goes on committing and
   * flushing meanwhile, and once more afterwards: the last events may have changed numbers.
   */
  async stop(): Promise<void> {
    this.dialer.stop();
    for (const a of this.acceptors) a.close();
    for (const link of this.links.values()) link.logout('shutting down');
    const patience = Math.max(0, ...[...this.links.values()].map(l => l.settings.logoutTimeout)) + LINGER_MICROS;
    const until = this.clock.now() + patience;
    while (this.clock.now() < until && [...this.links.values()].some(l => l.connection !== undefined)) await this.pause();
    this.cancelTick();
    for (const link of this.links.values()) link.cut('shutting down');
  }

  // What sessions and connections say to the engine.

  dirtied(link: SessionLink): void {
    link.dirty = true;
    this.dirty.push(link);
    if (this.pendingTold) return;
    this.pendingTold = true;
    this.handlers.pending();
  }

  reading(since?: Micros): void {
    this.handlers.reading?.(since);
  }

  message(link: SessionLink, view: MessageView, at: Micros): void {
    this.handlers.message(link, view, at);
  }

  connected(link: SessionLink, connection: Connection): void {
    this.handlers.connected?.(link, connection);
  }

  event(event: SessionEvent): void {
    if (event.type === 'garbled') this.counters.garbled++;
    this.tell(event);
  }

  stranger(remote: string, reason: string, bytes: number): void {
    this.counters.strangers++;
    if (bytes > 0) this.counters.garbled++;
    const at = this.clock.now();
    if (this.muffler.admits(at)) this.tell({ type: 'stranger', at, remote, reason, bytes });
  }

  logonRefused(link: SessionLink, reason: string, at: Micros): void {
    if (this.muffler.admits(at)) this.tell({ type: 'logonRefused', session: link.id, at, reason });
  }

  leftUnchecked(link: SessionLink, reason: string, at: Micros): void {
    this.counters.unchecked++;
    this.logonRefused(link, reason, at);
  }

  connectFailed(session: SessionId, reason: string): void {
    this.tell({ type: 'connectFailed', session, at: this.clock.now(), reason });
  }

  private tell(event: EngineEvent): void {
    this.tap?.event(event);
    this.handlers.event(event);
  }

  private listenFor(link: SessionLink): void {
    const { host, port } = link.settings.endpoint;
    const open = this.acceptors.find(a => a.endpoint.host === host && a.endpoint.port === port);
    if (open === undefined) this.acceptors.push(new Acceptor({ host, port }, [link], this));
    else open.links.push(link);
  }

  private tick(): void {
    const at = this.clock.now();
    for (const link of this.links.values()) {
      link.machine.tick(at);
      link.serveReplays(at);
    }
    for (const a of this.acceptors) a.tick(at);
    this.muffler.tick(at);
    this.dialer.tick(at);
    this.cancelTick = this.clock.at(at + TICK_MICROS, () => this.tick());
  }

  /** Resolves after a hundredth of a second. */
  private pause(): Promise<void> {
    return new Promise(resolve => this.clock.at(this.clock.now() + 10_000, () => resolve()));
  }
}
