import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, start } from '../../src/run/start';
import { settings, until } from '../fix/transport/pair';
import { type Got, Oms } from './oms';
import { freePorts } from './paper-rig';

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 100000 }
`;
const HEAD = '[DEFAULT]\nBeginString=FIX.4.4\nHeartBtInt=30\nNonStopSession=Y\nReconnectInterval=1\n';

interface Options {
  /** Further lines of the gateway's OMS session. */
  readonly oms?: string;
  /** Further lines of the gateway's venue session. */
  readonly venue?: string;
  /** Further lines of the gateway's drop copy session; without it there is none. */
  readonly copy?: string;
  /** The config, where not the usual one. */
  readonly config?: string;
  /** Port of HTTP; off where there is none. */
  readonly http?: number;
}

/** A gateway in this process between an OMS and a venue that the test plays, with a drop copy consumer where one is asked for. */
export class Desk {
  running: Running | undefined;
  /** Port of HTTP; 0: none. */
  http = 0;
  /** What it said to its user (stdout), since it was made. */
  readonly said: string[] = [];

  private constructor(
    readonly dir: string,
    readonly oms: Oms,
    readonly venue: Oms,
    readonly copy: Oms,
  ) {}

  static async make(options: Options = {}): Promise<Desk> {
    const [gateway, venuePort] = (await freePorts(2)) as [number, number];
    const dir = mkdtempSync(join(tmpdir(), 'sluice-desk-'));
    mkdirSync(join(dir, 'sessions'));
    const accept = `ConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${gateway}\n`;
    const copies = options.copy === undefined ? '' : `[SESSION]\n${accept}Role=dropcopy\nTargetCompID=COPY\n${options.copy}\n`;
    const dial = `ConnectionType=initiator\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${venuePort}\n`;
    const cfg = `${HEAD}SenderCompID=SLUICE\n[SESSION]\n${accept}TargetCompID=OMS\n${options.oms ?? ''}\n[SESSION]\n${dial}Role=venue\nTargetCompID=VENUE\n${options.venue ?? ''}\n${copies}`;
    writeFileSync(join(dir, 'sessions', 'gateway.cfg'), cfg);
    writeFileSync(join(dir, 'sessions', 'sluice.yaml'), options.config ?? CONFIG);
    const dialling = (name: string): Oms =>
      new Oms(
        settings(
          `[SESSION]\nConnectionType=initiator\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${gateway}\nSenderCompID=${name}\nTargetCompID=SLUICE\n`,
        )[0]!,
      );
    const [venue] = settings(
      `[SESSION]\nConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${venuePort}\nSenderCompID=VENUE\nTargetCompID=SLUICE\n`,
    );
    const desk = new Desk(dir, dialling('OMS'), new Oms(venue!), dialling('COPY'));
    desk.http = options.http ?? 0;
    return desk;
  }

  /** Starts the gateway, and the venue and the OMS where they are not there yet. */
  async start(): Promise<Running> {
    await this.venue.engine.start();
    await this.startGateway();
    await this.oms.logOn();
    return this.running!;
  }

  async startGateway(): Promise<void> {
    this.running = await start({
      sessions: join(this.dir, 'sessions'),
      data: this.data,
      http: this.http,
      durability: 'process',
      config: undefined,
      say: line => this.said.push(line),
    });
  }

  /** Stops the gateway and starts it again; resolves once the OMS is back. */
  async restart(): Promise<void> {
    await this.stopGateway();
    await this.startGateway();
    await until('the OMS is back', () => this.oms.engine.sessions()[0]!.loggedOn);
  }

  async stopGateway(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.stop();
  }

  /** Where the gateway keeps its journal. */
  get data(): string {
    return join(this.dir, 'data');
  }

  /** An order of the OMS for 100 ACME at 100. */
  send(clOrdId: string, ...more: (readonly [number, string])[]): void {
    const fields = [
      [11, clOrdId],
      [21, '1'],
      [55, 'ACME'],
      [54, '1'],
      [38, '100'],
      [40, '2'],
      [44, '100'],
    ] as const;
    this.oms.say('D', [...fields, ...more]);
  }

  /** As `send`; resolves with the ClOrdID that the venue was sent. */
  async order(clOrdId: string, ...more: (readonly [number, string])[]): Promise<string> {
    this.send(clOrdId, ...more);
    return (await this.seen(this.venue, `the child of ${clOrdId}`, g => g[35] === 'D' && g[526] === clOrdId))[11]!;
  }

  /** A report of the venue about a child, with all that one must have unless it is taken out by an empty value. */
  report(child: string, execId: string, over: Readonly<Record<number, string>>): void {
    const fields: Record<number, string> = {
      ...{
        37: `O-${child}`,
        11: child,
        17: execId,
        150: '0',
        39: '0',
        55: 'ACME',
        54: '1',
        38: '100',
        151: '100',
        14: '0',
        6: '0',
      },
      ...over,
    };
    const wanted = Object.entries(fields).filter(([, value]) => value !== '');
    this.venue.say(
      '8',
      wanted.map(([tag, value]) => [Number(tag), value] as const),
    );
  }

  fill(child: string, execId: string, qty = '100'): void {
    this.report(child, execId, {
      150: 'F',
      39: qty === '100' ? '2' : '1',
      32: qty,
      31: '100',
      14: qty,
      151: `${100 - Number(qty)}`,
      6: '100',
    });
  }

  /** The first message of a party for which `is` holds, once it came. */
  async seen(party: Oms, what: string, is: (g: Got) => boolean): Promise<Got> {
    await until(what, () => party.got.some(is));
    return party.got.find(is)!;
  }

  async stop(): Promise<void> {
    for (const party of [this.oms, this.copy, this.venue]) await party.stop();
    await this.stopGateway();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
