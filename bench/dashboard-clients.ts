import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { against, begin, freePort } from './gateway-process';
import { medianOf, print, quantileOf, type Row } from './rows';
import { LoadTool } from './wire-load';

/**
 * Pages, one of which takes nothing. A desk's browsers are on other machines: here they run where nobody else wants the processor (SCHED_IDLE by `chrt`, of util-linux; elsewhere
 * with the lowest priority, at which Linux still lets them keep it for more than a millisecond once they have it).
 */
const PAGES = 20;
const LOWEST = 19;
/** Turns with and without pages are of one gateway, for another process is as fast as it happens to be compiled; of several, for the same reason. */
const GATEWAYS = 5;
const PAIRS = 3;
/** Before the first turn, with pages and without, for what is compiled meanwhile. All turns of a gateway end within its first minute, from which on closed orders leave memory, too. */
const WARM_UP = 10_000;
const WARM_UP_ONE_BY_ONE = 3_000;
const ONE_BY_ONE = 12_000;
const WINDOW = 64;
const AT_ONCE = 10_000;
/** What is shown first is more than what changes; it is over after so long (ms). */
const SHOWN_MS = 1_500;

interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly busyP99: number;
  readonly rate: number;
}

const IDLE = spawnSync('chrt', ['--idle', '0', 'true']).status === 0;

/** Opens the pages; resolves, once each shows something, with what closes them and tells how many messages they took. */
async function open(port: number): Promise<() => Promise<number>> {
  const command = [process.execPath, join(__dirname, 'dashboard-viewers.js'), String(port), String(PAGES)];
  if (IDLE) command.unshift('chrt', '--idle', '0');
  const child: ChildProcess = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!IDLE) setPriority(child.pid!, LOWEST);
  const lines = createInterface({ input: child.stdout! });
  await once(lines, 'line');
  return async () => {
    const last = once(lines, 'line');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [said] = (await last) as [string];
    await ended;
    return Number.parseInt(said, 10);
  };
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

async function measure(tool: LoadTool): Promise<Figures> {
  const single = Array.from((await tool.run(ONE_BY_ONE, 1)).latencies);
  const { latencies, rate } = await tool.run(AT_ONCE, WINDOW);
  return { p50: quantileOf(single, 0.5), p99: quantileOf(single, 0.99), busyP99: quantileOf(Array.from(latencies), 0.99), rate };
}

interface Pair {
  readonly alone: Figures;
  readonly watched: Figures;
}

/** Measures in turn with and without pages, each first as often as the other. */
async function pairsOf(folder: string): Promise<{ readonly pairs: Pair[]; readonly messages: number }> {
  const ports = { oms: await freePort(), venue: await freePort() };
  const http = await freePort();
  const tool = new LoadTool(ports);
  await tool.open();
  const child = await begin('process', ports, folder, '', http);
  let messages = 0;
  const watched = async (): Promise<Figures> => {
    const close = await open(http);
    await pause(SHOWN_MS);
    const found = await measure(tool);
    messages += await close();
    return found;
  };
  const alone = async (): Promise<Figures> => {
    await pause(SHOWN_MS);
    return measure(tool);
  };
  const run = async (): Promise<Pair[]> => {
    await tool.logOn();
    for (const pages of [false, true]) {
      const close = pages ? await open(http) : undefined;
      await tool.run(WARM_UP, WINDOW);
      await tool.run(WARM_UP_ONE_BY_ONE, 1);
      await close?.();
    }
    const pairs: Pair[] = [];
    while (pairs.length < PAIRS) {
      const first = pairs.length % 2 === 0 ? await alone() : await watched();
      const second = pairs.length % 2 === 0 ? await watched() : await alone();
      pairs.push(pairs.length % 2 === 0 ? { alone: first, watched: second } : { alone: second, watched: first });
    }
    return pairs;
  };
  return { pairs: await against(child, run, () => tool.close()), messages };
}

/** Ranks (from 0) between which the median of so many lies with at least 95 %: of 20, the sixth and the fifteenth. */
function ranksOf(n: number): readonly [number, number] {
  let tail = 0;
  let ways = 1;
  for (let k = 0; ; k++) {
    tail += ways / 2 ** n;
    if (tail > 0.025) return [k, n - 1 - k];
    ways = (ways * (n - k)) / (k + 1);
  }
}

/** The middle of the turns, and of what the two figures of a pair are to each other. */
function rowsOf(name: string, unit: string, pairs: readonly Pair[], key: keyof Figures): Row[] {
  const value = medianOf(pairs.map(p => p.watched[key]));
  const peer = medianOf(pairs.map(p => p.alone[key]));
  const more = pairs.map(({ alone, watched }) => 100 * (watched[key] / alone[key] - 1)).sort((a, b) => a - b);
  const [low, high] = ranksOf(more.length);
  return [
    { name: `${PAGES} pages, one stalled: ${name}`, value, unit, peer, peerName: 'no page' },
    { name: `  more than without, of a pair: median`, value: medianOf(more), unit: '%' },
    { name: `  and its interval (95 %): from`, value: more[low]!, unit: '%' },
    { name: `  to`, value: more[high]!, unit: '%' },
  ];
}

/** What pages of the dashboard cost the main line: wire to wire as in the wire benchmark, with and without them, in turns. */
export async function run(): Promise<Row[]> {
  mkdirSync('var', { recursive: true });
  const pairs: Pair[] = [];
  let messages = 0;
  for (let gateway = 0; gateway < GATEWAYS; gateway++) {
    const folder = mkdtempSync(join('var', 'bench-'));
    try {
      const found = await pairsOf(folder);
      pairs.push(...found.pairs);
      messages += found.messages;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return [
    ...rowsOf('order out to fill back, one outstanding, median', 'us', pairs, 'p50'),
    ...rowsOf('the same, p99', 'us', pairs, 'p99'),
    ...rowsOf(`${WINDOW} outstanding, p99`, 'us', pairs, 'busyP99'),
    ...rowsOf(`orders, ${WINDOW} outstanding`, 'orders/s', pairs, 'rate'),
    { name: 'messages that the pages took in a turn', value: messages / pairs.length, unit: '' },
  ];
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
