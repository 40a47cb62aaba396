import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultName } from '../../simulator/models/faults/kinds';
import type { FaultScript } from '../../simulator/models/faults/script';
import { formatDecimal } from '../core/numbers';
import { VenueBook } from './demo-venue';
import { OrderClient } from './order-client';
import { OrderFile } from './order-client-file';
import { type RunningSimulator, startSimulator } from './sim';
import { type Running, start } from './start';
import { UsageError } from './usage-error';

export interface DemoOptions {
  /** Kept where it is given; else a temporary folder that is removed. */
  readonly data?: string | undefined;
  /** Real order flow in place of agents: a LOBSTER message file and its symbol. */
  readonly lobster?: { readonly file: string; readonly symbol: string } | undefined;
  readonly seed: number;
  /** What goes wrong at the venue. */
  readonly faults?: FaultScript | undefined;
}

/** A gateway, a simulator and an OMS, on free ports of this machine, talking FIX over real sockets. */
export class DemoHouse {
  readonly client: OrderClient;

  private constructor(
    readonly symbols: readonly string[],
    readonly dir: string,
    private readonly parts: { readonly simulator: RunningSimulator; readonly running: Running; readonly venue: VenueBook },
  ) {
    this.client = new OrderClient(OrderFile.open(join(dir, 'oms', 'OMS-SLUICE.json')));
  }

  /** Starts all three; resolves once the OMS is logged on and every symbol has a two-sided market. */
  static async open(options: DemoOptions): Promise<DemoHouse> {
    const { lobster, seed } = options;
    if (options.data !== undefined && existsSync(join(options.data, 'journal.db')))
      throw new UsageError(`--data: ${options.data} holds a journal: name a folder that is new or empty`);
    const symbols = lobster ? [lobster.symbol] : ['ACME', 'BOLT'];
    const instruments = symbols.map(symbol => ({ symbol, tick: '0.01', lot: '1' }));
    const venue = new VenueBook();
    const { reported } = venue;
    const market = { seed, symbols: lobster ? [] : symbols, instruments, tape: lobster };
    const simulator = await startSimulator({ port: 0, ...market, faults: options.faults, reported });
    const dir = options.data ?? mkdtempSync(join(tmpdir(), 'sluice-demo-'));
    const sessions = join(dir, 'sessions');
    mkdirSync(sessions, { recursive: true });
    writeFileSync(join(sessions, 'demo.cfg'), settingsText(simulator.port));
    writeFileSync(join(sessions, 'sluice.yaml'), configText(symbols));
    const say = (): void => undefined;
    const stops: (() => Promise<void>)[] = [() => simulator.stop()];
    try {
      const running = await start({ sessions, data: dir, http: 0, durability: 'process', config: undefined, say });
      stops.push(() => running.stop());
      const house = new DemoHouse(symbols, dir, { simulator, running, venue });
      await house.logOn();
      return house;
    } catch (error) {
      for (const stop of stops.reverse()) await stop();
      if (options.data === undefined) rmSync(dir, { recursive: true, force: true });
      throw error;
    }
  }

  /** Port of the gateway's OMS session. */
  get port(): number {
    return this.parts.running.gateway.engine.portOf(OMS_SESSION)!;
  }

  /** ClOrdID of the order that the gateway took in last; '' before the first. */
  newestOrder(): string {
    return [...this.parts.running.gateway.line.books.parents.values()].pop()?.clOrdId ?? '';
  }

  /** What the venue booked, by its own word. */
  get venue(): VenueBook {
    return this.parts.venue;
  }

  /** How often each fault struck at the venue. */
  get struck(): ReadonlyMap<FaultName, number> {
    return this.parts.simulator.struck();
  }

  /** The best bid or ask of a symbol, moved by `percent` and `ticks`, on tick, as decimal text. */
  price(symbol: string, side: 'bid' | 'ask', moved: { readonly percent?: number; readonly ticks?: number }): string {
    const { books } = this.parts.running.gateway.line;
    const instrument = books.instruments.get(symbol)!;
    const touch = books.quotes.get(symbol)![side]!;
    const ticks = Math.round((touch * (100 + (moved.percent ?? 0))) / (100 * instrument.tick)) + (moved.ticks ?? 0);
    return formatDecimal(ticks * instrument.tick, instrument.priceScale);
  }

  /** Logs the OMS out and ends gateway and simulator; the journal is closed then. */
  async close(): Promise<void> {
    await this.client.close();
    await this.parts.running.stop();
    await this.parts.simulator.stop();
  }

  /** Removes a temporary folder. */
  sweep(options: DemoOptions): void {
    if (options.data === undefined) rmSync(this.dir, { recursive: true, force: true });
  }

  private async logOn(): Promise<void> {
    const { line } = this.parts.running.gateway;
    await this.client.open({ host: '127.0.0.1', port: this.port, sender: 'OMS', target: 'SLUICE', resetNumbers: false });
    const until = Date.now() + MARKET_MS;
    const twoSided = (symbol: string): boolean => {
      const quote = line.books.quotes.get(symbol);
      return quote?.bid !== undefined && quote.ask !== undefined;
    };
    while (!this.symbols.every(twoSided)) {
      if (Date.now() > until) throw new Error(`no two-sided market in ${this.symbols.join(', ')} after ${MARKET_MS / 1000} s`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

const OMS_SESSION = 'FIX.4.4:SLUICE->OMS';
/** How long (ms) a market may take to become two-sided. */
const MARKET_MS = 10_000;

const settingsText = (simulatorPort: number): string => `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
NonStopSession=Y
ReconnectInterval=1
HeartBtInt=5

[SESSION]
ConnectionType=acceptor
TargetCompID=OMS
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=0

[SESSION]
ConnectionType=initiator
TargetCompID=SIM
SocketConnectHost=127.0.0.1
SocketConnectPort=${simulatorPort}

[SESSION]
ConnectionType=initiator
Role=marketdata
SenderCompID=SLUICEMD
TargetCompID=SIM
SocketConnectHost=127.0.0.1
SocketConnectPort=${simulatorPort}
`;

const configText = (symbols: readonly string[]): string => `instruments:
${symbols.map(s => `  - { symbol: ${JSON.stringify(s)}, tick: 0.01, lot: 1 }`).join('\n')}
limits:
  firm:
    maxOrderQty: 100000
    maxNotional: 100000000
    priceCollar: { percent: 5 }
    maxOpenOrders: 100
`;
