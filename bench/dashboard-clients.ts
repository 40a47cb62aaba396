import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { against, begin, freePort } from './gateway-process';
import { medianOf, print, quantileOf, type Row } from './rows';
import { LoadTool } from './wire-load';

/** Pages, one of which takes nothing. They run with the lowest priority: a desk's browsers are on other machines. */
const PAGES = 20;
const LOWEST = 19;
const ROUNDS = 7;
const WARM_UP = 5_000;
const ONE_BY_ONE = 12_000;
const WINDOW = 64;
const AT_ONCE = 30_000;

interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly busyP99: number;
  readonly rate: number;
  /** Messages that the pages took. */
  readonly messages: number;
}

/** Opens the pages; resolves, once each shows something, with what closes them and tells how many messages they took. */
async function open(port: number): Promise<() => Promise<number>> {
  const child: ChildProcess = spawn(process.execPath, [join(__dirname, 'dashboard-viewers.js'), String(port), String(PAGES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  setPriority(child.pid!, LOWEST);
  const lines = createInterface({ input: child.stdout! });
  await once(lines, 'line');
  return async () => {
    const last = once(lines, 'line');
    child.kill('SIGTERM');
    const [said] = (await last) as [string];
    return Number.parseInt(said, 10);
  };
}

async function measure(watched: boolean, folder: string): Promise<Figures> {
  const ports = { oms: await freePort(), venue: await freePort() };
  const http = await freePort();
  const tool = new LoadTool(ports);
  await tool.open();
  const child = await begin('process', ports, folder, '', http);
  const run = async (): Promise<Figures> => {
    await tool.logOn();
    await tool.run(WARM_UP, WINDOW);
    const close = watched ? await open(http) : async () => 0;
    const single = Array.from((await tool.run(ONE_BY_ONE, 1)).latencies);
    const { latencies, rate } = await tool.run(AT_ONCE, WINDOW);
    const messages = await close();
    const busyP99 = quantileOf(Array.from(latencies), 0.99);
    return { p50: quantileOf(single, 0.5), p99: quantileOf(single, 0.99), busyP99, rate, messages };
  };
  return against(child, run, () => tool.close());
}

interface Pair {
  readonly alone: Figures;
  readonly watched: Figures;
}

/** The middle of the rounds, and of what each round's two figures are to each other. */
function row(name: string, unit: string, pairs: readonly Pair[], key: keyof Figures): Row {
  const value = medianOf(pairs.map(p => p.watched[key]));
  const peer = medianOf(pairs.map(p => p.alone[key]));
  const ratio = medianOf(
    pairs.map(({ alone, watched }) => (unit === 'us' ? alone[key] / watched[key] : watched[key] / alone[key])),
  );
  return { name: `${PAGES} pages, one stalled: ${name}`, value, unit, peer, peerName: 'no page', ratio };
}

/** What pages of the dashboard cost the main line: wire to wire as in the wire benchmark, with and without them, rounds that take turns. */
export async function run(): Promise<Row[]> {
  mkdirSync('var', { recursive: true });
  const found: Record<'alone' | 'watched', Figures[]> = { alone: [], watched: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const key of round % 2 === 0 ? (['alone', 'watched'] as const) : (['watched', 'alone'] as const)) {
      const folder = mkdtempSync(join('var', 'bench-'));
      try {
        found[key].push(await measure(key === 'watched', folder));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  const pairs = found.alone.map((alone, n) => ({ alone, watched: found.watched[n]! }));
  return [
    row('order out to fill back, one outstanding, median', 'us', pairs, 'p50'),
    row('the same, p99', 'us', pairs, 'p99'),
    row(`${WINDOW} outstanding, p99`, 'us', pairs, 'busyP99'),
    row(`orders, ${WINDOW} outstanding`, 'orders/s', pairs, 'rate'),
    { name: 'messages that the pages took in a round', value: medianOf(pairs.map(p => p.watched.messages)), unit: '' },
  ];
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
