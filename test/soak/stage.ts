import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../../src/clock/system-clock';
import type { MessageView } from '../../src/fix/codec/view';
import type { EngineEvent, FixEngine } from '../../src/fix/engine';
import type { SessionSettings } from '../../src/fix/settings/settings';
import { standaloneEngine } from '../../src/fix/standalone';
import { askControl } from '../../src/run/control-client';
import type { GatewayStats } from '../../src/run/stats';
import { Process, until } from '../crash/processes';
import { Line, settings } from '../fix/transport/pair';
import { freePorts } from '../run/paper-rig';
import { SYMBOLS } from './oms';

const CONFIG = `instruments:
${SYMBOLS.map(symbol => `  - { symbol: ${symbol}, tick: 0.01, lot: 1, priorClose: 100.00 }`).join('\n')}
limits:
  firm: { maxOrderQty: 100000, maxNotional: 100000000 }
`;

/** Sessions that keep their numbers. The quiet one has nothing but heartbeats to say, every second: it is the first to notice a gateway that hangs. */
const sessions = (accept: number, venue: number): string => `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
NonStopSession=Y
HeartBtInt=5
ReconnectInterval=1
[SESSION]
ConnectionType=acceptor
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${accept}
TargetCompID=OMS
[SESSION]
ConnectionType=acceptor
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${accept}
TargetCompID=QUIET
[SESSION]
ConnectionType=initiator
Role=venue
TargetCompID=VENUE
SocketConnectHost=127.0.0.1
SocketConnectPort=${venue}
`;

/** As an OMS, whose orders wait for the gateway while it is away. */
const dialling = (name: string, port: number, heartBtInt: number): string =>
  `[SESSION]\nConnectionType=initiator\nRole=oms\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\nSenderCompID=${name}\nTargetCompID=SLUICE\nHeartBtInt=${heartBtInt}\n`;
const accepting = (port: number): string =>
  `[SESSION]\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${port}\nSenderCompID=VENUE\nTargetCompID=SLUICE\n`;

/** Our own parties are back at once (us). */
const BACK_AFTER = 200_000;
const VENUE = 'FIX.4.4:VENUE->SLUICE';
const OMS = 'FIX.4.4:OMS->SLUICE';

/** What the parties of a stage are told. */
export interface Parties {
  oms(view: MessageView): void;
  venue(view: MessageView): void;
  event(event: EngineEvent): void;
}

/**
 * A gateway as it is built, in a process of its own, between an OMS and a venue in this one: both on our own engine, so that sessions recover as
 * they would. Lines between them can be cut, made deaf and held up.
 */
export class Stage {
  readonly data: string;
  /** The process that runs now; it may die and be followed by another. */
  gateway: Process | undefined;

  private constructor(
    private readonly dir: string,
    readonly lines: { readonly oms: Line; readonly venue: Line },
    readonly engine: FixEngine,
    readonly clock: SystemClock,
  ) {
    this.data = join(dir, 'data');
  }

  static async make(parties: Parties): Promise<Stage> {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-soak-'));
    const [gatewayPort, venuePort] = (await freePorts(2)) as [number, number];
    const lines = { oms: new Line(() => gatewayPort), venue: new Line(() => venuePort) };
    const [omsPort, toVenue] = await Promise.all([lines.oms.listen(), lines.venue.listen()]);
    mkdirSync(join(dir, 'sessions'));
    writeFileSync(join(dir, 'sessions', 'gateway.cfg'), sessions(gatewayPort, toVenue));
    writeFileSync(join(dir, 'sessions', 'sluice.yaml'), CONFIG);
    const clock = new SystemClock();
    const ours = settings(dialling('OMS', omsPort, 5) + dialling('QUIET', gatewayPort, 1) + accepting(venuePort));
    const engine = standaloneEngine(ours.map(soonBack), clock, {
      message: (session, view) => (session.id === VENUE ? parties.venue(view) : parties.oms(view)),
      event: event => parties.event(event),
    });
    return new Stage(dir, lines, engine, clock);
  }

  readonly oms = (msgType: string, build: Parameters<ReturnType<FixEngine['session']>['send']>[1]): void =>
    void this.engine.session(OMS).send(msgType, build);
  readonly venue = (msgType: string, build: Parameters<ReturnType<FixEngine['session']>['send']>[1]): void =>
    void this.engine.session(VENUE).send(msgType, build);

  /** Resolves once every session is up. */
  async start(): Promise<void> {
    await this.engine.start();
    await this.startGateway();
  }

  async startGateway(): Promise<void> {
    const args = ['start', '--sessions', join(this.dir, 'sessions'), '--data', this.data, '--http', '0'];
    const env = { SLUICE_LOG: 'error' };
    this.gateway = new Process([...args, '--durability', 'process'], join(this.dir, 'gateway.log'), env);
    const { gateway } = this;
    await until('the gateway is ready', () => !gateway.alive || gateway.lines.some(l => l.startsWith('ready ')), 60_000);
    if (!gateway.alive)
      throw new Error(`the gateway ended before it was ready: ${readFileSync(join(this.dir, 'gateway.log'), 'utf8')}`);
    await until('every session is logged on', () => this.engine.sessions().every(s => s.loggedOn), 60_000);
  }

  /** kill -9, and another gateway on the same data. */
  async killAndRestart(): Promise<void> {
    await this.gateway!.kill('SIGKILL');
    await this.startGateway();
  }

  async stats(reset: boolean): Promise<GatewayStats> {
    const answer = await askControl(join(this.data, 'control.sock'), { cmd: 'stats', reset }, 10_000);
    return answer['stats'] as GatewayStats;
  }

  /** How long (ms) the gateway's main thread was ready to run and had no CPU: the second figure of Linux's schedstat, in ns. */
  waitedMs(): number {
    const file = `/proc/${this.gateway!.pid}/schedstat`;
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0;
  }

  /** Bytes of the data folder. */
  dataBytes(): number {
    return readdirSync(this.data).reduce((n, file) => n + statSync(join(this.data, file)).size, 0);
  }

  /** Ends everything; resolves to how the gateway ended. With SLUICE_KEEP set the folder stays, to be looked at. */
  async stop(): Promise<string> {
    await this.engine.stop();
    this.clock.stop();
    const { gateway } = this;
    const ended = gateway?.alive ? await gateway.kill('SIGTERM') : 'had ended before';
    for (const line of Object.values(this.lines)) line.close();
    if (!process.env['SLUICE_KEEP']) rmSync(this.dir, { recursive: true, force: true });
    return ended;
  }
}

const soonBack = (s: SessionSettings): SessionSettings => ({ ...s, reconnectInterval: BACK_AFTER });
