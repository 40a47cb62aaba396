import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactOf, Input } from '../../../src/core/facts';
import { SqliteJournal } from '../../../src/journal/sqlite-journal';
import { askControl } from '../../../src/run/control-client';
import { type Running, start } from '../../../src/run/start';
import { freePorts } from '../paper-rig';
import type { Desk } from './set-up';

/** A gateway and what it said when it started; its venue is nobody's simulator, or (`paper`) the one inside. */
export class GatewayOf {
  readonly lines: string[] = [];
  private running: Running | undefined;

  constructor(
    private readonly desk: Desk,
    private readonly models: string,
    private readonly paper: boolean,
  ) {}

  async start(): Promise<void> {
    const [oms, sim] = await freePorts(2);
    const { dir } = this.desk;
    const session = (lines: string): string => `[SESSION]\n${lines}\n`;
    const simulator = this.paper ? `simulator: { port: ${sim}, symbols: [ACME] }\n` : '';
    writeFileSync(
      join(dir, 'gateway.cfg'),
      `[DEFAULT]\nBeginString=FIX.4.4\nHeartBtInt=30\n${session(`ConnectionType=acceptor\nSocketAcceptAddress=127.0.0.1\nSocketAcceptPort=${oms}\nSenderCompID=SLUICE\nTargetCompID=OMS`)}`,
    );
    writeFileSync(
      join(dir, 'sluice.yaml'),
      `instruments: [{ symbol: ACME, tick: 0.01, lot: 1, priorClose: 100 }]\nlimits: { firm: {} }\nmodels: ${this.models}\n${simulator}`,
    );
    const data = join(dir, 'data');
    this.running = await start({
      sessions: dir,
      data,
      http: 0,
      durability: 'process',
      config: undefined,
      say: line => void this.lines.push(line),
    });
  }

  ask(request: Record<string, unknown> & { cmd: string }): Promise<Record<string, unknown>> {
    return askControl(join(this.desk.dir, 'data', 'control.sock'), request);
  }

  /** Has the line take an input, as if it had come to that by itself. */
  post(input: unknown): void {
    const { line } = this.running!.gateway;
    line.post(input as Input);
    line.commitNow();
  }

  /** Stops it, and tells the models of its latest start by its journal. */
  async stop(): Promise<FactOf<'Started'>['models']> {
    await this.running?.stop();
    this.running = undefined;
    const journal = new SqliteJournal(join(this.desk.dir, 'data', 'journal.db'), { durability: 'process' });
    const facts = [...journal.turns()].flatMap(t => t.facts);
    journal.close();
    return facts.findLast((f): f is FactOf<'Started'> => f.type === 'Started')?.models;
  }
}
