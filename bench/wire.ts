import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Durability } from '../src/journal/sqlite-journal';
import { medianOf, print, quantileOf, type Row } from './rows';
import { LoadTool } from './wire-load';

type Subject = 'relay' | Durability;
interface Ports {
  readonly oms: number;
  readonly venue: number;
}
interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly rate: number;
}

const ROUNDS = 3;
const WARM_UP = 5_000;
const ONE_BY_ONE: Readonly<Record<Subject, number>> = { relay: 4_000, process: 4_000, power: 1_000 };
const WINDOW = 64;
const AT_ONCE: Readonly<Record<Subject, number>> = { relay: 20_000, process: 20_000, power: 10_000 };
/** A subject that is not ready by then (ms) has failed. */
const READY_MS = 15_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const sessions = (ports: Ports): string => `[DEFAULT]
BeginString=FIX.4.4
SenderCompID=GW
NonStopSession=Y
HeartBtInt=30
ReconnectInterval=1
ResetOnLogon=Y
[SESSION]
ConnectionType=acceptor
SocketAcceptAddress=127.0.0.1
SocketAcceptPort=${ports.oms}
TargetCompID=OMS
[SESSION]
ConnectionType=initiator
SocketConnectHost=127.0.0.1
SocketConnectPort=${ports.venue}
TargetCompID=VENUE
`;

/** Starts the relay, or a gateway of its own on an empty data folder; resolves once it says that it is ready. */
async function begin(subject: Subject, ports: Ports, folder: string): Promise<ChildProcess> {
  const args =
    subject === 'relay'
      ? [join(__dirname, 'wire-relay.js'), String(ports.oms), String(ports.venue)]
      : [join(__dirname, '..', 'src', 'cli', 'main.js'), 'start', '--sessions', folder, '--data', join(folder, 'data')];
  if (subject !== 'relay') {
    writeFileSync(join(folder, 'bench.cfg'), sessions(ports));
    args.push('--http', '0', '--durability', subject);
  }
  const env = { ...process.env, SLUICE_LOG: 'error' };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  await new Promise<void>((resolve, reject) => {
    const failed = (why: string) => () => {
      child.kill('SIGKILL');
      reject(new Error(`${subject}: ${why}`));
    };
    const limit = setTimeout(failed('not ready in time'), READY_MS);
    child.once('exit', failed('ended before it was ready'));
    createInterface({ input: child.stdout! }).on('line', said => {
      if (!said.startsWith('ready')) return;
      clearTimeout(limit);
      child.removeAllListeners('exit');
      resolve();
    });
  });
  return child;
}

async function measure(subject: Subject, folder: string): Promise<Figures> {
  const ports = { oms: await freePort(), venue: await freePort() };
  const tool = new LoadTool(ports);
  await tool.open();
  const child = await begin(subject, ports, folder);
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'exit');
  const died = ended.then(() => Promise.reject(new Error(`${subject}: ended in the middle`)));
  died.catch(() => undefined);
  try {
    return await Promise.race([died, load(tool, subject)]);
  } finally {
    child.kill('SIGTERM');
    tool.close();
    await ended;
    process.removeListener('exit', kill);
  }
}

async function load(tool: LoadTool, subject: Subject): Promise<Figures> {
  await tool.logOn();
  await tool.run(WARM_UP, WINDOW);
  const { latencies } = await tool.run(ONE_BY_ONE[subject], 1);
  const { rate } = await tool.run(AT_ONCE[subject], WINDOW);
  const each = Array.from(latencies);
  return { p50: quantileOf(each, 0.5), p99: quantileOf(each, 0.99), rate };
}

function rowsOf(durability: Durability, own: readonly Figures[], relay: readonly Figures[]): Row[] {
  const of = (key: keyof Figures): [number, number] => [medianOf(own.map(f => f[key])), medianOf(relay.map(f => f[key]))];
  const row = (name: string, unit: string, key: keyof Figures): Row => {
    const [value, peer] = of(key);
    const ratio = unit === 'us' ? peer / value : value / peer;
    return { name: `${durability}: ${name}`, value, unit, peer, peerName: 'Node relay', ratio };
  };
  return [
    row('order out to fill back, one outstanding, median', 'us', 'p50'),
    row('the same, p99', 'us', 'p99'),
    row(`orders, ${WINDOW} outstanding`, 'orders/s', 'rate'),
  ];
}

/**
 * Wire to wire over loopback: a gateway in a process of its own between an OMS and a venue that fills at once, beside a relay that only copies
 * bytes. Orders are passed through (DMA), every message checked against the dictionary, everything journaled. Medians of rounds that take turns.
 */
export async function run(): Promise<Row[]> {
  mkdirSync('var', { recursive: true });
  const found: Record<Subject, Figures[]> = { relay: [], process: [], power: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const subject of ['relay', 'process', 'power'] as const) {
      const folder = mkdtempSync(join('var', 'bench-'));
      try {
        found[subject].push(await measure(subject, folder));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  return [...rowsOf('process', found.process, found.relay), ...rowsOf('power', found.power, found.relay)];
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
