import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { accepting, against, freePort, type Ports, sessions } from './gateway-process';
import { medianOf, print, quantileOf, type Row } from './rows';
import { LoadTool } from './wire-load';

const SUBJECTS = ['none', 'slow', 'killed'] as const;
type Subject = (typeof SUBJECTS)[number];

/** Pairs of rounds, orders passed through in each (one outstanding), and adaptive orders that work beside them, with ten slots a second each. */
const PAIRS = 10;
const WARM_UP = 2_000;
const ORDERS = 5_000;
const ADAPTIVE = '10';
/** Student's t, 97.5 %, nine degrees of freedom. */
const T9 = 2.262;

async function begin(subject: Subject, ports: Ports, folder: string): Promise<ChildProcess> {
  writeFileSync(join(folder, 'bench.cfg'), sessions(ports) + accepting(ports, 'DESK'));
  const args = [join(__dirname, 'forecast-gateway.js'), folder, subject, ADAPTIVE];
  const env = { ...process.env, SLUICE_LOG: 'error' };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${subject}: ended before it was ready`)));
    createInterface({ input: child.stdout! }).on('line', said => {
      if (!said.startsWith('ready')) return;
      child.removeAllListeners('exit');
      resolve();
    });
  });
  return child;
}

/** p99 (us) of orders passed through a gateway whose adaptive orders ask such a model. */
async function measure(subject: Subject): Promise<number> {
  mkdirSync('var', { recursive: true });
  const folder = mkdtempSync(join('var', 'bench-'));
  try {
    const ports = { oms: await freePort(), venue: await freePort() };
    const tool = new LoadTool(ports);
    await tool.open();
    const child = await begin(subject, ports, folder);
    const work = async (): Promise<number> => {
      await tool.logOn();
      await tool.run(WARM_UP, 1);
      const { latencies } = await tool.run(ORDERS, 1);
      return quantileOf(Array.from(latencies), 0.99);
    };
    return await against(child, work, () => tool.close());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Geometric mean of ratios and its 95 % interval, by Student's t on their logs. */
function ratioOf(ratios: readonly number[]): readonly [mean: number, low: number, high: number] {
  const logs = ratios.map(Math.log);
  const mean = logs.reduce((a, b) => a + b, 0) / logs.length;
  const sd = Math.sqrt(logs.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (logs.length - 1));
  const half = (T9 * sd) / Math.sqrt(logs.length);
  return [Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half)];
}

/**
 * What learned models cost the orders that ask none: pairs of rounds that take turns, each a gateway of its own with ten adaptive orders that ask ten times a
 * second: no model (they are their baselines), one that answers after 2 s, one whose thread is gone.
 */
export async function run(): Promise<Row[]> {
  const found: Record<Subject, number[]> = { none: [], slow: [], killed: [] };
  for (let pair = 0; pair < PAIRS; pair++) {
    const order = pair % 2 === 0 ? SUBJECTS : [...SUBJECTS].reverse();
    for (const subject of order) found[subject].push(await measure(subject));
  }
  return (['slow', 'killed'] as const).map(subject => {
    const [mean, low, high] = ratioOf(found[subject].map((p99, i) => p99 / found.none[i]!));
    const name = `DMA order to fill, p99, model ${subject}: ratio ${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}], ${PAIRS} pairs`;
    const [value, peer] = [medianOf(found[subject]), medianOf(found.none)];
    return { name, value, unit: 'us', peer, peerName: 'no model', ratio: 1 / mean };
  });
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
