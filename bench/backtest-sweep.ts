import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSweep } from '../src/run/backtest/config';
import { sweep } from '../src/run/backtest/sweep/sweep';
import { print, type Row } from './rows';

/** A thousand runs: ten cells of a hundred seeds, one order each in the calm market. */
const RUNS = 1_000;
const text = (seeds: number): string => `
length: 3m
tail: 10s
instruments: [{symbol: ACME, tick: 0.01, lot: 1}]
parents: [{at: 10s, symbol: ACME, side: buy, qty: 1000, strategy: TWAP, parameters: {Duration: 90}}]
sweep:
  seeds: ${seeds}
  grid:
    latency: ['constant:100us', 'constant:1ms', 'constant:10ms', 'constant:100ms', 'constant:1s']
    fees: [none, default]
`;

/** Seconds of a whole sweep: begun, run, summed up. */
async function secondsOf(folder: string, threads: number, runs: number): Promise<number> {
  const file = { path: join(folder, 'sweep.yaml'), text: text(runs / 10) };
  const asked = parseSweep(file.path, file.text)!;
  const out = join(folder, String(threads));
  const { seconds, summary } = await sweep({ ...file, sweep: asked }, { out, threads });
  if (summary.cells.length !== 10 || summary.broken.length > 0) throw new Error(`the sweep broke: ${summary.broken[0]}`);
  rmSync(out, { recursive: true });
  return seconds;
}

async function main(): Promise<void> {
  const runs = Number(process.argv.find(a => /^\d+$/.test(a)) ?? RUNS);
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  try {
    const one = await secondsOf(folder, 1, runs);
    const two = await secondsOf(folder, 2, runs);
    const row: Row = {
      name: `${runs} runs in two threads`,
      value: two,
      unit: 's',
      peerName: 'in one',
      peer: one,
      ratio: one / two,
    };
    print([row]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
