import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { backtest } from '../src/run/backtest/backtest';
import { parseBacktest } from '../src/run/backtest/config';
import { writeL1Day } from './l1-day';
import { medianOf, print, type Row } from './rows';

/** Twenty parents over a day, after it has begun. */
const PARENTS = (from: string): string => `
generate:
  count: 20
  from: ${from}
  every: 15m
  qty: {least: 5000, most: 50000}
  duration: {least: 10m, most: 30m}
  strategies: [TWAP, PTWAP, VWAP, IS, OW]
`;

const config = (symbol: string, start: string, tape: string): string => `
start: ${start}
length: 960m
instruments: [{symbol: ${symbol}, tick: 0.01, lot: 1, priorClose: 14.05, adv: 80000000, volatility: 0.015}]
market: {symbols: [${symbol}], tape: {${tape}, symbol: ${symbol}}}
`;

interface Day {
  readonly name: string;
  readonly text: string;
}

/** Seconds that a day takes: files read, run, measured. */
async function secondsOf({ name, text }: Day): Promise<number> {
  const began = process.hrtime.bigint();
  const report = await backtest(parseBacktest(`${name}.yaml`, text));
  if (report.parents.length !== 20 || report.broken.length > 0) throw new Error(`${name}: ${report.broken.join('; ')}`);
  return Number(process.hrtime.bigint() - began) / 1e9;
}

async function measured(day: Day, rounds: number): Promise<Row> {
  const seconds: number[] = [];
  for (let n = 0; n < rounds; n++) seconds.push(await secondsOf(day));
  return { name: day.name, value: medianOf(seconds), unit: 's' };
}

/** BAC of 2013-10-07, 4:00 to 20:00, where `--data DIR` or SLUICE_DATA names the folder that has it. */
function recorded(): Day[] {
  const at = process.argv.indexOf('--data');
  const folder = at > 0 ? process.argv[at + 1] : process.env['SLUICE_DATA'];
  const path = (kind: string): string => resolve(folder!, 'us-equities-algoseek/ticks', `BAC_20131007_${kind}_ticks.csv.gz`);
  if (folder === undefined || !existsSync(path('quote'))) return [];
  const tape = `quotes: ${path('quote')}, trades: ${path('trade')}`;
  return [{ name: 'BAC 2013-10-07, 4:00 to 20:00', text: config('BAC', '2013-10-07T08:00:00Z', tape) + PARENTS('335m') }];
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  try {
    const { quotes, trades, rows } = writeL1Day(folder, 1);
    const text = config('MADE', '2026-01-05T14:30:00Z', `quotes: ${quotes}, trades: ${trades}`) + PARENTS('5m');
    const days = [{ name: `made-up day, ${rows} rows`, text }, ...recorded()];
    const found: Row[] = [];
    // the first round of a process pays for what is compiled on the way, as a run from the command line does
    for (const day of days) found.push(await measured(day, 1));
    for (const day of days) found.push({ ...(await measured(day, 3)), name: `${day.name}, once more in the same process` });
    print(found);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
