import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, start } from '../../src/run/start';
import { PACKAGE_ROOT } from '../../src/run/version';
import { settings } from '../fix/transport/pair';
import { Oms } from './oms';

const PAPER = join(PACKAGE_ROOT, 'sessions', 'paper');

/** Ports that nobody listened on a moment ago. */
export async function freePorts(n: number): Promise<number[]> {
  const servers = Array.from({ length: n }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
    ports.push((server.address() as { port: number }).port);
  }
  for (const server of servers) await new Promise(resolve => server.close(resolve));
  return ports;
}

/** The paper set-up as it ships, on ports of its own, with its data in a folder that goes away. */
export class Paper {
  readonly said: string[] = [];
  readonly oms: Oms;
  running: Running | undefined;

  private constructor(
    readonly dir: string,
    omsPort: number,
  ) {
    const [session] = settings(
      `[SESSION]\nConnectionType=initiator\nSenderCompID=OMS\nTargetCompID=SLUICE\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${omsPort}`,
    );
    this.oms = new Oms(session!);
  }

  static async make(): Promise<Paper> {
    const [oms, sim] = await freePorts(2);
    const dir = mkdtempSync(join(tmpdir(), 'sluice-paper-'));
    for (const file of ['gateway.cfg', 'sluice.yaml']) {
      const text = readFileSync(join(PAPER, file), 'utf8').replaceAll('9880', `${oms}`).replaceAll('9881', `${sim}`);
      writeFileSync(join(dir, file), text);
    }
    return new Paper(dir, oms!);
  }

  async start(): Promise<Running> {
    this.running = await start({
      sessions: this.dir,
      data: join(this.dir, 'data'),
      http: 0,
      durability: undefined,
      config: undefined,
      say: line => this.said.push(line),
    });
    return this.running;
  }

  async stopGateway(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.stop();
  }

  async stop(): Promise<void> {
    await this.oms.stop();
    await this.stopGateway();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
