import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { MessageView } from '../src/fix/codec/view';
import { against, begin, freePort } from './gateway-process';
import { print, quantileOf, type Row } from './rows';
import { LoadTool, writeFill } from './wire-load';
import { Party } from './wire-party';

const ROUNDS = 5;
const WARM_UP = 5_000;
const ONE_BY_ONE = 4_000;
const WINDOW = 64;
const AT_ONCE = 30_000;

interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly busyP99: number;
  readonly rate: number;
}

/** A broker's drop copy: each fill of the venue once more, on a session of its own, a moment after the venue's report. */
class CopyServer {
  private readonly server: Server;
  private party: Party | undefined;
  private waiting: (readonly [string, string, string, number])[] = [];
  private socket: Socket | undefined;

  constructor() {
    this.server = createServer({ noDelay: true }, socket => {
      this.socket = socket;
      socket.on('error', () => socket.destroy());
      this.party = new Party(socket, { senderCompID: 'COPY', targetCompID: 'GW' }, view => {
        if (view.msgType === 'A') this.party!.send('A', w => w.int(98, 0).int(108, 30).text(141, 'Y'));
      });
    });
  }

  async open(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as { port: number }).port;
  }

  copy(order: MessageView, n: number): void {
    if (this.waiting.length === 0) setImmediate(() => this.flush());
    this.waiting.push([order.text(11)!, order.text(55)!, order.text(54)!, n]);
  }

  close(): void {
    this.socket?.destroy();
    this.server.close();
  }

  private flush(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const [clOrdId, symbol, side, n] of waiting)
      this.party?.send('8', w => {
        w.text(128, 'GW').text(797, 'Y');
        writeFill(w, n, [clOrdId, symbol, side]);
      });
  }
}

/** Wire to wire with a drop copy that the gateway reads, or (`copied` false) with one that the tool makes for nobody. */
async function measure(copied: boolean, folder: string): Promise<Figures> {
  const ports = { oms: await freePort(), venue: await freePort() };
  const copies = new CopyServer();
  const copyPort = await copies.open();
  const tool = new LoadTool(ports, (order, n) => copies.copy(order, n));
  await tool.open();
  const session = `[SESSION]\nConnectionType=initiator\nRole=dropcopy\nSocketConnectHost=127.0.0.1\nSocketConnectPort=${copyPort}\nTargetCompID=COPY\n`;
  const child = await begin('process', ports, folder, copied ? session : '');
  const run = async (): Promise<Figures> => {
    await tool.logOn();
    await tool.run(WARM_UP, WINDOW);
    return load(tool);
  };
  return against(child, run, () => {
    copies.close();
    tool.close();
  });
}

async function load(tool: LoadTool): Promise<Figures> {
  const single = Array.from((await tool.run(ONE_BY_ONE, 1)).latencies);
  const { latencies, rate } = await tool.run(AT_ONCE, WINDOW);
  return { p50: quantileOf(single, 0.5), p99: quantileOf(single, 0.99), busyP99: quantileOf(Array.from(latencies), 0.99), rate };
}

/** The quietest round: whatever else the machine does only adds to a latency and takes from a rate. */
function rowOf(name: string, unit: 'us' | 'orders/s', [own, none]: readonly [readonly number[], readonly number[]]): Row {
  const best = (figures: readonly number[]): number => (unit === 'us' ? Math.min(...figures) : Math.max(...figures));
  const [value, peer] = [best(own), best(none)];
  return {
    name: `a drop copy that is read: ${name}`,
    value,
    unit,
    peer,
    peerName: 'no drop copy',
    ratio: unit === 'us' ? peer / value : value / peer,
  };
}

/** What reading a drop copy of every fill costs the main line: with and without one, rounds that take turns. */
export async function run(): Promise<Row[]> {
  mkdirSync('var', { recursive: true });
  const found = { copied: [] as Figures[], none: [] as Figures[] };
  for (let round = 0; round < ROUNDS; round++)
    for (const copied of [true, false]) {
      const folder = mkdtempSync(join('var', 'bench-'));
      try {
        found[copied ? 'copied' : 'none'].push(await measure(copied, folder));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  const of = (key: keyof Figures) => [found.copied.map(f => f[key]), found.none.map(f => f[key])] as const;
  return [
    rowOf('order out to fill back, one outstanding, median', 'us', of('p50')),
    rowOf('the same, p99', 'us', of('p99')),
    rowOf(`${WINDOW} outstanding, p99`, 'us', of('busyP99')),
    rowOf(`orders, ${WINDOW} outstanding`, 'orders/s', of('rate')),
  ];
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
