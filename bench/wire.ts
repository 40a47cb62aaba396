import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { WITHOUT_MARKET_DATA } from './every-limit';
import { against, begin, freePort, type Subject } from './gateway-process';
import { medianOf, print, quantileOf, type Row } from './rows';
import { LoadTool } from './wire-load';

interface Figures {
  readonly p50: number;
  readonly p99: number;
  readonly rate: number;
}

/** What stands between the two ends: a relay, a gateway of either durability, one of durability `process` with limits at every level. */
type Case = Subject | 'checked';

const CASES: readonly Case[] = ['relay', 'process', 'checked', 'power'];
const ROUNDS = 3;
const WARM_UP = 5_000;
const ONE_BY_ONE: Readonly<Record<Case, number>> = { relay: 4_000, process: 4_000, checked: 4_000, power: 1_000 };
const WINDOW = 64;
const AT_ONCE: Readonly<Record<Case, number>> = { relay: 20_000, process: 20_000, checked: 20_000, power: 10_000 };
/** What the load tool trades. */
const TRADED = [{ symbol: 'MSFT', tick: '0.01', lot: '1', priorClose: '100', currency: 'USD' }];

async function measure(subject: Case, folder: string): Promise<Figures> {
  const ports = { oms: await freePort(), venue: await freePort() };
  const tool = new LoadTool(ports);
  await tool.open();
  if (subject === 'checked')
    writeFileSync(join(folder, 'sluice.yaml'), stringify({ limits: WITHOUT_MARKET_DATA, instruments: TRADED }));
  const child = await begin(subject === 'checked' ? 'process' : subject, ports, folder);
  return against(
    child,
    () => load(tool, subject),
    () => tool.close(),
  );
}

async function load(tool: LoadTool, subject: Case): Promise<Figures> {
  await tool.logOn();
  await tool.run(WARM_UP, WINDOW);
  const { latencies } = await tool.run(ONE_BY_ONE[subject], 1);
  const { rate } = await tool.run(AT_ONCE[subject], WINDOW);
  const each = Array.from(latencies);
  return { p50: quantileOf(each, 0.5), p99: quantileOf(each, 0.99), rate };
}

function rowsOf(durability: string, own: readonly Figures[], relay: readonly Figures[]): Row[] {
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
  const found: Record<Case, Figures[]> = { relay: [], process: [], checked: [], power: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const subject of CASES) {
      const folder = mkdtempSync(join('var', 'bench-'));
      try {
        found[subject].push(await measure(subject, folder));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  return [
    ...rowsOf('process', found.process, found.relay),
    ...rowsOf('process, 19 limits at 5 levels', found.checked, found.relay),
    ...rowsOf('power', found.power, found.relay),
  ];
}

if (require.main === module) {
  run().then(print, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
}
