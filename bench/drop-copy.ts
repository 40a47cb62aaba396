import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { accepting, against, begin, freePort, type Ports } from './gateway-process';
import { print, quantileOf, type Row } from './rows';
import { LoadTool } from './wire-load';
import { Party } from './wire-party';

/** Who listens to the copies: nobody is there to, one that reads all, one that reads 64 KiB every 50 ms, one that reads nothing. */
const CONSUMERS = ['none', 'reading', 'slow', 'dead'] as const;
type Consumer = (typeof CONSUMERS)[number];

interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly busyP99: number;
  readonly rate: number;
}

const ROUNDS = 5;
const WARM_UP = 5_000;
const ONE_BY_ONE = 4_000;
const WINDOW = 64;
const AT_ONCE = 30_000;
const SLOW_MS = 50;

/** Logs on as the consumer; resolves with what ends it. */
async function listen(consumer: Consumer, ports: Ports): Promise<() => void> {
  if (consumer === 'none') return () => undefined;
  const socket = connect({ port: ports.oms, host: '127.0.0.1' });
  socket.on('error', () => undefined); // it is cut where it does not read
  await once(socket, 'connect');
  const answered = new Promise<void>(resolve => {
    const party: Party = new Party(socket, { senderCompID: 'COPY', targetCompID: 'GW' }, view => {
      if (view.msgType === 'A') resolve();
    });
    party.send('A', w => w.int(98, 0).int(108, 0).text(141, 'Y'));
  });
  await answered;
  return consumer === 'reading' ? () => socket.destroy() : drip(socket, consumer === 'slow');
}

/** Reads a little now and then, or nothing. */
function drip(socket: Socket, little: boolean): () => void {
  socket.removeAllListeners('data');
  socket.pause();
  const timer = little ? setInterval(() => socket.read(65_536), SLOW_MS) : undefined;
  return () => {
    clearInterval(timer);
    socket.destroy();
  };
}

async function measure(consumer: Consumer, folder: string): Promise<Figures> {
  const ports = { oms: await freePort(), venue: await freePort() };
  const tool = new LoadTool(ports);
  await tool.open();
  const child = await begin('process', ports, folder, consumer === 'none' ? '' : accepting(ports, 'COPY', 'Role=dropcopy\n'));
  let leave = (): void => undefined;
  const run = async (): Promise<Figures> => {
    await tool.logOn();
    await tool.run(WARM_UP, WINDOW);
    leave = await listen(consumer, ports); // now: one that does not read is cut after 2 MiB, which is to happen while it is measured
    return load(tool);
  };
  return against(child, run, () => {
    leave();
    tool.close();
  });
}

async function load(tool: LoadTool): Promise<Figures> {
  const single = Array.from((await tool.run(ONE_BY_ONE, 1)).latencies);
  const { latencies, rate } = await tool.run(AT_ONCE, WINDOW);
  const busy = Array.from(latencies);
  return { p50: quantileOf(single, 0.5), p99: quantileOf(single, 0.99), busyP99: quantileOf(busy, 0.99), rate };
}

/** The quietest round: whatever else the machine does only adds to a p99. */
const bestOf = (unit: string, figures: readonly number[]): number =>
  unit === 'us' ? Math.min(...figures) : Math.max(...figures);

function rowsOf(consumer: Consumer, own: readonly Figures[], none: readonly Figures[]): Row[] {
  const row = (name: string, unit: string, key: keyof Figures): Row => {
    const [value, peer] = [
      bestOf(
        unit,
        own.map(f => f[key]),
      ),
      bestOf(
        unit,
        none.map(f => f[key]),
      ),
    ];
    const ratio = unit === 'us' ? peer / value : value / peer;
    return { name: `a ${consumer} consumer: ${name}`, value, unit, peer, peerName: 'no drop copy', ratio };
  };
  return [
    row('order out to fill back, one outstanding, median', 'us', 'p50'),
    row('the same, p99', 'us', 'p99'),
    row(`${WINDOW} outstanding, p99`, 'us', 'busyP99'),
    row(`orders, ${WINDOW} outstanding`, 'orders/s', 'rate'),
  ];
}

/** What a drop copy session costs the main line: wire to wire as in the wire benchmark, with and without one, rounds that take turns. */
export async function run(): Promise<Row[]> {
  mkdirSync('var', { recursive: true });
  const found: Record<Consumer, Figures[]> = { none: [], reading: [], slow: [], dead: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const consumer of CONSUMERS) {
      const folder = mkdtempSync(join('var', 'bench-'));
      try {
        found[consumer].push(await measure(consumer, folder));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  return CONSUMERS.filter(c => c !== 'none').flatMap(c => rowsOf(c, found[c], found.none));
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
