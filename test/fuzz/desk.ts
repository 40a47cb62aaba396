import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedTurn } from '../../src/core/journal-port';
import type { Micros } from '../../src/core/numbers';
import { MessageView } from '../../src/fix/codec/view';
import { parseSettings } from '../../src/fix/settings/load';
import type { FixVersion } from '../../src/fix/translate/dialect';
import { Connection } from '../../src/fix/transport/connection';
import type { SessionLink } from '../../src/fix/transport/link';
import { MemoryJournal } from '../../src/journal/memory-journal';
import { BUILT_IN } from '../../src/run/config';
import { Gateway } from '../../src/run/gateway';
import { KillLatch } from '../../src/run/kill-latch';
import type { Log } from '../../src/run/log';
import { beginStringOf } from '../fix/translate/dialects';
import { HandClock } from './clock';
import { Peer } from './peer';
import { Pipe } from './pipe';

/** 2026-01-05T10:00:00Z */
const T0: Micros = 1_767_607_200_000_000;

const settingsOf = (version: FixVersion): string => `[DEFAULT]
BeginString=${beginStringOf(version)}
${version === 'FIX.5.0SP2' ? 'DefaultApplVerID=FIX.5.0SP2\n' : ''}SenderCompID=SLUICE
HeartBtInt=30
NonStopSession=Y
[SESSION]
ConnectionType=acceptor
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=0
TargetCompID=OMS
[SESSION]
ConnectionType=initiator
Role=venue
SocketConnectHost=127.0.0.1
SocketConnectPort=1
ReconnectInterval=86400
TargetCompID=VENUE
`;

/**
 * The whole gateway in memory: sessions, translation, line and journal, on a clock that is moved by hand, and at the far ends of its two connections
 * an OMS and a venue. Pipes stand in for sockets; the acceptor's port is open and nobody dials it.
 */
export class Desk {
  readonly clock = new HandClock(T0);
  readonly journal = new MemoryJournal();
  readonly faults: string[] = [];
  readonly turns: RecordedTurn[] = [];
  readonly oms: Peer;
  readonly venue: Peer;
  readonly gateway: Gateway;
  private readonly dir = mkdtempSync(join(tmpdir(), 'sluice-fuzz-'));

  private constructor(readonly version: FixVersion) {
    const { sessions, errors } = parseSettings([{ name: 'fuzz.cfg', text: settingsOf(version) }]);
    if (errors.length > 0) throw new Error(errors.join('\n'));
    const latch = new KillLatch(this.dir);
    latch.begin();
    this.gateway = new Gateway({
      config: {
        ...BUILT_IN,
        instruments: ['ACME', 'BOLT'].map(symbol => ({ symbol, tick: '0.01', lot: '1', priorClose: '100' })),
      },
      settings: sessions,
      journal: this.journal,
      clock: this.clock,
      latch,
      log: this.log(),
      version: 'fuzz',
      die: code => this.faults.push(`the gateway ends with ${code}`),
    });
    this.gateway.watchers.add(turn => this.turns.push(turn));
    this.oms = new Peer('OMS', version, this.clock);
    this.venue = new Peer('VENUE', version, this.clock);
  }

  static async make(version: FixVersion): Promise<Desk> {
    const desk = new Desk(version);
    desk.dial(desk.venue); // before the start, which would dial by itself
    await desk.gateway.start();
    desk.connect();
    return desk;
  }

  /** Both sides have a connection and are logged on, where one is missing. */
  connect(): void {
    for (const peer of [this.venue, this.oms]) if (!peer.up) this.dial(peer);
    this.settle();
    if (!this.oms.greeted) this.feed(this.oms, [this.oms.logon()]);
  }

  /** Bytes from a peer, and everything that follows at once. */
  feed(peer: Peer, chunks: readonly Buffer[]): void {
    try {
      for (const chunk of chunks) peer.pipe?.emit('data', chunk);
      this.settle();
    } catch (error) {
      this.faults.push(`thrown: ${(error as Error).stack ?? String(error)}`);
    }
  }

  /** Lets time pass, with what falls due. */
  pass(micros: Micros): void {
    try {
      this.clock.pass(micros);
      this.settle();
    } catch (error) {
      this.faults.push(`thrown by time: ${(error as Error).stack ?? String(error)}`);
    }
  }

  /** Cuts both connections. */
  cut(): void {
    for (const peer of [this.oms, this.venue]) peer.pipe?.destroy();
    this.settle();
  }

  link(peer: Peer): SessionLink {
    const found = this.gateway.engine.sessions().find(s => s.settings.identity.targetCompID === peer.name);
    return found as SessionLink;
  }

  async stop(): Promise<void> {
    this.cut();
    await this.gateway.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Commits and writes, and lets the peers answer, until nobody has anything to say. */
  private settle(): void {
    for (let n = 0; n < 100; n++) {
      this.gateway.line.commitNow();
      const said = [this.oms, this.venue].flatMap(peer => peer.answers().map(bytes => [peer, bytes] as const));
      if (said.length === 0) return;
      for (const [peer, bytes] of said) peer.pipe?.emit('data', bytes);
    }
    this.faults.push('a hundred rounds, and still something to say');
  }

  private dial(peer: Peer): void {
    const link = this.link(peer);
    const view = new MessageView();
    const pipe = new Pipe(bytes => peer.take(bytes, view));
    peer.connected(pipe);
    link.attach(new Connection(pipe.socket, link, this.clock), this.clock.now());
  }

  /** What is logged as an error with its cause is a bug; an alarm is not. */
  private log(): Log {
    const quiet = (): void => undefined;
    const error = (what: unknown): void => {
      const cause = (what as { err?: unknown }).err;
      if (cause !== undefined)
        this.faults.push(`failed: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
    };
    return { info: quiet, warn: quiet, debug: quiet, error };
  }
}
