import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportFields } from '../../simulator/fix/reports';
import { type RunningSimulator, startSimulator } from '../../src/run/sim';
import { type Running, start } from '../../src/run/start';
import { settings, until } from '../fix/transport/pair';
import { Oms } from './oms';
import { freePorts } from './paper-rig';

/** A line that can be cut: what is behind it goes on living. */
class Wire {
  private readonly open = new Set<Socket>();
  private isCut = false;
  private readonly server: Server;

  constructor(to: number) {
    this.server = createServer(from => {
      if (this.isCut) return from.destroy();
      const onward = connect(to, '127.0.0.1');
      for (const [socket, other] of [
        [from, onward],
        [onward, from],
      ] as const) {
        this.open.add(socket);
        socket.on('error', () => socket.destroy());
        socket.on('close', () => {
          this.open.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>(resolve => this.server.listen(port, '127.0.0.1', () => resolve()));
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.open) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise(resolve => this.server.close(resolve));
  }
}

/** A simulated venue, every fill it made, by ClOrdID, and the line to it. */
export interface SimVenue {
  readonly id: string;
  readonly wire: Wire;
  readonly fills: { readonly clOrdId: string; readonly qty: number }[];
}

const session = (role: string, target: string, port: number, more = ''): string =>
  `[SESSION]\nConnectionType=initiator\nRole=${role}\nTargetCompID=${target}\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${port}\nReconnectInterval=1\n${more}`;

/** A gateway with two simulated venues, AAA and BBB, over FIX: each with market data of its own. */
export class TwoVenues {
  private constructor(
    private readonly dir: string,
    readonly oms: Oms,
    readonly a: SimVenue,
    readonly b: SimVenue,
    private readonly simulators: readonly RunningSimulator[],
  ) {}

  private started: Running | undefined;
  private omsDials = false;

  /** The venue's operator does something. */
  operate(venue: SimVenue, line: string): void {
    const done = this.simulators[venue === this.a ? 0 : 1]!.operate(line);
    if (!done.ok) throw new Error(done.text);
  }

  get running(): Running {
    if (!this.started) throw new Error('the gateway does not run');
    return this.started;
  }

  static async make(routing: string): Promise<TwoVenues> {
    const [omsPort, portA, portB] = await freePorts(3);
    const simulators: RunningSimulator[] = [];
    const venue = async (name: string, port: number, seed: number): Promise<SimVenue> => {
      const fills: SimVenue['fills'] = [];
      const reported = (_session: string, r: ReportFields): void => {
        if (r.execType === 'F') fills.push({ clOrdId: r.clOrdId, qty: Number(r.lastQty) });
      };
      const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100.00' }];
      const sim = await startSimulator({ port: 0, seed, symbols: ['ACME'], instruments, reported });
      simulators.push(sim);
      const wire = new Wire(sim.port);
      await wire.listen(port);
      return { id: `FIX.4.4:SLUICE->${name}`, wire, fills };
    };
    const [a, b] = [await venue('SIM', portA!, 1), await venue('SIM/2', portB!, 2)];
    const dir = mkdtempSync(join(tmpdir(), 'sluice-two-venues-'));
    writeFileSync(join(dir, 'gateway.cfg'), cfg(omsPort!, portA!, portB!));
    writeFileSync(join(dir, 'sluice.yaml'), CONFIG + routing);
    const [oms] = settings(
      `[SESSION]\nConnectionType=initiator\nSenderCompID=OMS\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${omsPort}`,
    );
    return new TwoVenues(dir, new Oms(oms!), a, b, simulators);
  }

  /** The journal of the gateway. */
  get journal(): string {
    return join(this.dir, 'data', 'journal.db');
  }

  async start(): Promise<void> {
    this.started = await start({
      sessions: this.dir,
      data: join(this.dir, 'data'),
      http: 0,
      durability: undefined,
      config: undefined,
      say: () => undefined,
    });
    if (this.omsDials) await until('the OMS is back', () => this.oms.isLoggedOn);
    else await this.oms.logOn();
    this.omsDials = true;
  }

  async stopGateway(): Promise<void> {
    const { started } = this;
    this.started = undefined;
    await started?.stop();
  }

  async stop(): Promise<void> {
    await this.oms.stop();
    await this.stopGateway();
    for (const { wire } of [this.a, this.b]) await wire.close();
    for (const sim of this.simulators) await sim.stop();
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 1000000 }
`;

/** The simulator knows one TargetCompID only, SIM: two venues of that name are told apart by a qualifier. */
const cfg = (oms: number, a: number, b: number): string => `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
NonStopSession=Y
[SESSION]
ConnectionType=acceptor
TargetCompID=OMS
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${oms}
${session('venue', 'SIM', a)}
${session('venue', 'SIM', b, 'SessionQualifier=2\n')}
${session('marketdata', 'SIM', a, 'SenderCompID=SLUICEMD\nResetOnLogon=Y\nMarketDataFor=FIX.4.4:SLUICE->SIM\n')}
${session('marketdata', 'SIM', b, 'SenderCompID=SLUICEMD\nSessionQualifier=2\nResetOnLogon=Y\nMarketDataFor=FIX.4.4:SLUICE->SIM/2\n')}
`;
