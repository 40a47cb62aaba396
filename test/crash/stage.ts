import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../run/paper-rig';
import { Oms } from './oms';
import { Process, until } from './processes';
import { Tap } from './tap';

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
  - { symbol: BOLT, tick: 0.01, lot: 1, priorClose: 42.50 }
  - { symbol: CRUX, tick: 0.01, lot: 1, priorClose: 250.75 }
  - { symbol: DELTA, tick: 0.01, lot: 1, priorClose: 18.30 }
limits:
  firm: { maxOrderQty: 100000, maxNotional: 100000000, priceCollar: { percent: 5 }, maxOpenOrders: 2000 }
`;

const KEEP_CLOSED = { SLUICE_KEEP_CLOSED_MS: '200' };

/** Sessions that keep their numbers from logon to logon, all of them. */
const sessions = (oms: number, venue: number, marketData: number): string => `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
HeartBtInt=30
NonStopSession=Y
ReconnectInterval=1
ResetOnLogon=N
[SESSION]
ConnectionType=acceptor
TargetCompID=OMS
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${oms}
[SESSION]
ConnectionType=initiator
Role=venue
TargetCompID=SIM
SocketConnectHost=127.0.0.1
SocketConnectPort=${venue}
[SESSION]
ConnectionType=initiator
Role=marketdata
SenderCompID=SLUICEMD
TargetCompID=SIM
SocketConnectHost=127.0.0.1
SocketConnectPort=${marketData}
`;

/**
 * An OMS, a gateway that may die, and a venue in a process of its own, in a folder that goes away: OMS and venue stay up, the gateway
 * comes and goes. Every message between them passes a tap.
 */
export class Stage {
  readonly data: string;
  gateway: Process | undefined;

  private constructor(
    readonly dir: string,
    readonly venue: Process,
    readonly taps: { readonly oms: Tap; readonly venue: Tap },
    readonly oms: Oms,
  ) {
    this.data = join(dir, 'data');
  }

  static async make(seed: number): Promise<Stage> {
    const dir = mkdtempSync(join(tmpdir(), 'sluice-crash-'));
    const sim = ['sim', '--port', '0', '--seed', `${seed}`, '--symbols', 'ACME,BOLT,CRUX,DELTA', '--json'];
    const venue = new Process(sim, join(dir, 'venue.log'));
    await until('the simulator is ready', () => venue.lines.length > 0);
    const { port: venuePort } = JSON.parse(venue.lines[0]!) as { port: number };
    const [gatewayPort] = (await freePorts(1)) as [number];
    const taps = { oms: new Tap(() => gatewayPort), venue: new Tap(() => venuePort) };
    const [omsPort, toVenue] = await Promise.all([taps.oms.listen(), taps.venue.listen()]);
    mkdirSync(join(dir, 'sessions'));
    writeFileSync(join(dir, 'sessions', 'gateway.cfg'), sessions(gatewayPort, toVenue, venuePort));
    writeFileSync(join(dir, 'sessions', 'sluice.yaml'), CONFIG);
    const oms = new Oms(omsPort);
    await oms.start();
    return new Stage(dir, venue, taps, oms);
  }

  /** Starts the gateway, which lets closed orders go soon; `env` may hold where it is to be stopped. */
  start(env: NodeJS.ProcessEnv = {}): Process {
    const args = [
      'start',
      '--sessions',
      join(this.dir, 'sessions'),
      '--data',
      this.data,
      '--http',
      '0',
      '--durability',
      'process',
    ];
    this.gateway = new Process(args, join(this.dir, 'gateway.log'), { ...KEEP_CLOSED, ...env });
    return this.gateway;
  }

  /** Runs another `sluice` command to its end; resolves with how it ended and what it said. */
  async run(...args: string[]): Promise<{ ended: string; lines: readonly string[] }> {
    const command = new Process(args, join(this.dir, 'commands.log'));
    const ended = await command.ended;
    return { ended, lines: command.lines };
  }

  /** Ends everything; with SLUICE_KEEP set the folder stays, to be looked at. */
  async stop(): Promise<void> {
    await this.oms.stop();
    if (this.gateway?.alive) await this.gateway.kill('SIGKILL');
    if (this.venue.alive) await this.venue.kill('SIGTERM');
    for (const tap of Object.values(this.taps)) tap.close();
    if (!process.env['SLUICE_KEEP']) rmSync(this.dir, { recursive: true, force: true });
  }
}
