import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReportFields } from '../../../simulator/fix/reports';
import { askControl, type ControlAnswer } from '../../../src/run/control-client';
import type { CopyRow } from '../../../src/run/copies-in/desk';
import type { ReconcileRow } from '../../../src/run/reconcile';
import { type RunningSimulator, startSimulator } from '../../../src/run/sim';
import { type Running, start } from '../../../src/run/start';
import { settings, until } from '../../fix/transport/pair';
import { Oms } from '../oms';
import { freePorts } from '../paper-rig';
import { Copier } from './copier';

const CONFIG = `instruments:
  - { symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }
limits:
  firm: { maxOrderQty: 1000000 }
`;

const cfg = (oms: number, venue: number, copy: number): string => `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=SLUICE
NonStopSession=Y
ReconnectInterval=1
SocketConnectHost=127.0.0.1
[SESSION]
ConnectionType=acceptor
TargetCompID=OMS
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${oms}
[SESSION]
ConnectionType=initiator
Role=venue
TargetCompID=SIM
SocketConnectPort=${venue}
[SESSION]
ConnectionType=initiator
Role=dropcopy
TargetCompID=BROKER
DropCopyGrace=1
SocketConnectPort=${copy}
`;

/** A gateway, a simulated venue, a broker's drop copy of it, and an OMS, each over FIX. */
export class CopyDesk {
  /** Every report that the venue made. */
  readonly reports: readonly ReportFields[];
  readonly copier: Copier;
  readonly sim: RunningSimulator;
  private running: Running | undefined;
  private omsDials = false;
  private sent = 0;

  private constructor(
    readonly dir: string,
    readonly oms: Oms,
    { copier, sim, reports }: { copier: Copier; sim: RunningSimulator; reports: readonly ReportFields[] },
  ) {
    this.copier = copier;
    this.sim = sim;
    this.reports = reports;
  }

  static async make(): Promise<CopyDesk> {
    const [omsPort, copyPort] = await freePorts(2);
    const copier = new Copier(copyPort!);
    const instruments = [{ symbol: 'ACME', tick: '0.01', lot: '1', priorClose: '100.00' }];
    const reports: ReportFields[] = [];
    const reported = (_session: string, report: ReportFields): void => {
      reports.push(report);
      copier.reported(report);
    };
    const sim = await startSimulator({ port: 0, seed: 1, symbols: ['ACME'], instruments, reported });
    const dir = mkdtempSync(join(tmpdir(), 'sluice-copies-'));
    writeFileSync(join(dir, 'gateway.cfg'), cfg(omsPort!, sim.port, copyPort!));
    writeFileSync(join(dir, 'sluice.yaml'), CONFIG);
    const [oms] = settings(
      `[SESSION]\nConnectionType=initiator\nSenderCompID=OMS\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${omsPort}`,
    );
    const desk = new CopyDesk(dir, new Oms(oms!), { copier, sim, reports });
    await copier.engine.start();
    return desk;
  }

  get journal(): string {
    return join(this.dir, 'data', 'journal.db');
  }

  async start(): Promise<void> {
    const data = join(this.dir, 'data');
    const say = (): undefined => undefined;
    this.running = await start({ sessions: this.dir, data, http: 0, durability: 'process', config: undefined, say });
    if (this.omsDials) await until('the OMS is back', () => this.oms.isLoggedOn);
    else await this.oms.logOn();
    this.omsDials = true;
    while (!(await this.status()).upToDate) await new Promise(resolve => setTimeout(resolve, 20)); // readiness does not wait for a drop copy
  }

  async stopGateway(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.stop();
  }

  /** Sends an order that trades at once; returns its ClOrdID. */
  send(): string {
    const id = `O${++this.sent}`;
    const side = this.sent % 2 === 0 ? '1' : '2';
    this.oms.say('D', [
      [11, id],
      [55, 'ACME'],
      [54, side],
      [38, '10'],
      [40, '2'],
      [44, side === '1' ? '101' : '99'],
      [59, '3'],
    ]);
    return id;
  }

  /** Sends so many of them, and waits for their ends. */
  async trade(count: number): Promise<void> {
    const ids = Array.from({ length: count }, () => this.send());
    const over = new Set<string | undefined>();
    let read = 0;
    await until('every order is over', () => {
      for (; read < this.oms.got.length; read++) if (this.oms.got[read]![151] === '0') over.add(this.oms.got[read]![11]);
      return ids.every(id => over.has(id));
    });
  }

  ask(request: { cmd: string; [key: string]: unknown }): Promise<ControlAnswer> {
    return askControl(join(this.dir, 'data', 'control.sock'), request);
  }

  async listed(): Promise<string[]> {
    const rows = (await this.ask({ cmd: 'reconcile' }))['orders'] as ReconcileRow[];
    return rows.map(r => `${r.execId ?? r.order}: ${r.ours} | ${r.theirs} | ${r.venue}`);
  }

  async status(): Promise<CopyRow> {
    return ((await this.ask({ cmd: 'dropcopy-status' }))['copies'] as CopyRow[])[0]!;
  }

  /** Waits until so many differences are listed. */
  async listedAtLeast(count: number): Promise<void> {
    const end = Date.now() + 20_000;
    while ((await this.listed()).length < count) {
      if (Date.now() > end) throw new Error(`not listed in time: ${(await this.listed()).join('; ')}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** Waits until nothing waits for the other side. */
  async quiet(): Promise<CopyRow> {
    const end = Date.now() + 15_000;
    for (;;) {
      const row = await this.status();
      if (row.upToDate && row.awaited + row.ahead + row.touched === 0) return row;
      if (Date.now() > end) throw new Error(`not quiet: ${JSON.stringify(row)}`);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  /** Reports of fills that the venue made. */
  get fills(): ReportFields[] {
    return this.reports.filter(r => r.execType === 'F');
  }

  async stop(): Promise<void> {
    await this.oms.stop();
    await this.stopGateway();
    await this.copier.stop();
    await this.sim.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
