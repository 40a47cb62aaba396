import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CutProxy } from './cut-proxy';
import { Program } from './processes';

export const ROOT = join(__dirname, '..', '..');
export const SYMBOL = 'ACME';

const dictionary = (name: string): string => join(ROOT, 'fix-dictionaries', `${name}.xml`);

/** Session keys of a version: those that both engines read, and QuickFIX's dictionaries. */
interface Version {
  readonly keys: readonly string[];
  readonly dictionaries: readonly string[];
}
export const VERSIONS = {
  'FIX.4.2': { keys: ['BeginString=FIX.4.2'], dictionaries: [`DataDictionary=${dictionary('FIX42')}`] },
  'FIX.4.4': { keys: ['BeginString=FIX.4.4'], dictionaries: [`DataDictionary=${dictionary('FIX44')}`] },
  'FIX.5.0SP2': {
    keys: ['BeginString=FIXT.1.1', 'DefaultApplVerID=FIX.5.0SP2'],
    dictionaries: [`TransportDataDictionary=${dictionary('FIXT11')}`, `AppDataDictionary=${dictionary('FIX50SP2')}`],
  },
} as const satisfies Record<string, Version>;
export type VersionName = keyof typeof VERSIONS;

/** QuickFIX 1.15 knows no NonStopSession. */
const ALWAYS = ['StartTime=00:00:00', 'EndTime=00:00:00'];
const COMMON = ['[DEFAULT]', 'HeartBtInt=5', 'ReconnectInterval=1'];
const LIMITS = `instruments: [{ symbol: ${SYMBOL}, tick: 0.01, lot: 1, priorClose: 100.00 }]
limits: { firm: { maxOrderQty: 100000, maxNotional: 50000000, priceCollar: { percent: 15 } } }
`;

/** A port of loopback that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** A venue that the gateway under test dials. */
export interface VenueAt {
  readonly targetCompID: string;
  readonly port: number;
  /** Lines of the session beside the usual. */
  readonly keys?: readonly string[];
  /** It also has market data, for SLUICEMD. */
  readonly marketData?: boolean;
}

/** A folder of its own, and everything that one test started; `close` ends all of it. */
export class Stage {
  readonly dir = mkdtempSync(join(tmpdir(), 'sluice-interop-'));
  private readonly programs: Program[] = [];
  private readonly proxies: CutProxy[] = [];
  private closed = false;
  private readonly version: Version;

  /** Every session speaks this version. */
  constructor(version: VersionName = 'FIX.4.4') {
    this.version = VERSIONS[version];
  }

  /** Where the gateway keeps its data. */
  get data(): string {
    return join(this.dir, 'data');
  }

  /** Starts a program; throws once the stage is closed, so that what comes late leaves nothing behind. */
  run(name: string, command: string, ...args: string[]): Program {
    if (this.closed) throw new Error(`${name} is not started: the stage is closed`);
    const program = new Program(name, command, args);
    this.programs.push(program);
    return program;
  }

  /** `node dist/src/cli/main.js ...`: the product as a process of its own. */
  sluice(...args: string[]): Program {
    return this.run(`sluice ${args[0]}`, process.execPath, join(ROOT, 'dist', 'src', 'cli', 'main.js'), ...args);
  }

  /** A gateway between an OMS (its port, a free one, is returned once it is ready) and one venue. */
  async gateway(venue: VenueAt, at?: number): Promise<{ gateway: Program; port: number }> {
    const port = at ?? (await freePort());
    const sessions = join(this.dir, 'sessions');
    const dials = ['ConnectionType=initiator', `TargetCompID=${venue.targetCompID}`, 'SocketConnectHost=127.0.0.1'];
    const to = [...dials, `SocketConnectPort=${venue.port}`];
    const oms = ['[SESSION]', 'ConnectionType=acceptor', 'TargetCompID=OMS', 'SocketAcceptAddress=127.0.0.1'];
    const quotes = ['[SESSION]', ...to, 'SenderCompID=SLUICEMD', 'Role=marketdata', 'ResetOnLogon=Y'];
    const cfg = [
      ...[...COMMON, ...this.version.keys, 'NonStopSession=Y', 'SenderCompID=SLUICE', ...oms, `SocketAcceptPort=${port}`],
      ...['[SESSION]', ...to, ...(venue.keys ?? [])],
      ...(venue.marketData ? quotes : []),
    ];
    mkdirSync(sessions);
    writeFileSync(join(sessions, 'gateway.cfg'), cfg.join('\n'));
    writeFileSync(join(sessions, 'sluice.yaml'), LIMITS);
    return { gateway: await this.gatewayAgain(), port };
  }

  /** The gateway as it was set up, on the data it left; ready. */
  async gatewayAgain(): Promise<Program> {
    const sessions = join(this.dir, 'sessions');
    const gateway = this.sluice('start', '--sessions', sessions, '--data', this.data, '--http', '0');
    await gateway.line('ready 127');
    return gateway;
  }

  /** Settings of a QuickFIX program with our dictionary, a file store and a file log in this folder; the path of the file. */
  quickFixSettings(name: string, ...session: readonly string[]): string {
    const folder = join(this.dir, name);
    const { keys, dictionaries } = this.version;
    const own = ['UseDataDictionary=Y', ...dictionaries, `FileStorePath=${folder}`, `FileLogPath=${folder}`];
    const file = join(this.dir, `${name}.cfg`);
    writeFileSync(file, [...COMMON, ...keys, ...ALWAYS, ...own, '[SESSION]', ...session, ''].join('\n'));
    return file;
  }

  /** A wire to a port of loopback; clients dial the port returned. */
  async proxy(serverPort: number): Promise<{ wire: CutProxy; port: number }> {
    const wire = new CutProxy(serverPort);
    this.proxies.push(wire);
    return { wire, port: await wire.listen() };
  }

  /** Ends every process it started, the last one first, and removes the folder. */
  async close(): Promise<void> {
    this.closed = true;
    for (const program of this.programs.reverse()) await program.stop();
    for (const proxy of this.proxies) await proxy.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
