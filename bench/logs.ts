import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ordStatus } from '../src/core/order/order';
import type { LogSink } from '../src/drop-copy/read/message';
import { readLogs } from '../src/drop-copy/read/read-logs';
import { rebuildLogs } from '../src/run/logs/rebuild-logs';
import { type LogTruth, writeLog } from './log-generator';
import { medianOf, print, type Row } from './rows';

const MB = 1_000_000;

/** Reads a log and counts what is in it; throws where that is not what was written. Returns MB a second, and a second of processor time. */
async function scan(file: string, truth: LogTruth): Promise<[number, number]> {
  let messages = 0;
  let bytes = 0;
  const sink: LogSink = {
    message: m => {
      messages++;
      bytes += m.end - m.start;
    },
    damaged: d => {
      throw new Error(`${d.line}: ${d.kind}: ${d.what}`);
    },
  };
  const before = process.cpuUsage();
  const start = process.hrtime.bigint();
  const counts = await readLogs([file], sink);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(before);
  const read = counts.files[0]!.bytes;
  if (messages !== truth.messages || read !== truth.bytes || bytes >= read) {
    throw new Error(`${messages} messages in ${read} bytes were read, ${truth.messages} in ${truth.bytes} written`);
  }
  return [read / MB / seconds, read / (user + system)];
}

/** Rebuilds what a log tells of; throws where that is not what was written. Returns seconds of processor time, all threads, the scan included. */
async function rebuild(file: string, truth: LogTruth): Promise<number> {
  const before = process.cpuUsage();
  const rebuilt = await rebuildLogs([file]);
  const { user, system } = process.cpuUsage(before);
  try {
    const { orders, fills, busts } = truth;
    const states: Record<string, number> = {};
    for (const { state } of rebuilt.orders()) states[ordStatus(state)] = (states[ordStatus(state)] ?? 0) + 1;
    const { counts } = rebuilt;
    const is = { orders: counts.orders, fills: counts.fills, busts: counts.busts, findings: counts.findings, states };
    const was = { orders, fills, busts, findings: {}, states: truth.states };
    if (!isDeepStrictEqual(was, is)) throw new Error(`rebuilt ${JSON.stringify(is)}, written ${JSON.stringify(was)}`);
  } finally {
    rebuilt.close();
  }
  return (user + system) / 1e6;
}

/** What reading a made-up log of so many MB, and rebuilding what it tells of, takes on one core. */
export async function run(megabytes = 100, rounds = 3): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-logs-'));
  try {
    const file = join(folder, 'FIX.4.4-GW-XAAA.messages.current.log');
    const truth = writeLog(file, megabytes * MB);
    const rates: [number, number][] = [];
    for (let round = 0; round < rounds; round++) rates.push(await scan(file, truth));
    const of = `${megabytes} MB, ${truth.orders} orders, ${truth.messages} messages`;
    const scanned = medianOf(rates.map(([, processor]) => processor));
    const memory = process.resourceUsage().maxRSS / 1000;
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round++) seconds.push(await rebuild(file, truth));
    const beyond = truth.bytes / MB / (medianOf(seconds) - truth.bytes / MB / scanned);
    return [
      { name: `scan: cut, BodyLength, CheckSum, told (${of})`, value: medianOf(rates.map(([wall]) => wall)), unit: 'MB/s' },
      { name: 'scan, by processor time of all threads', value: scanned, unit: 'MB/s' },
      { name: 'scan: the most resident memory of the process so far', value: memory, unit: 'MB' },
      {
        name: 'rebuild of orders, fills, sessions: beyond the scan, by processor time of all threads',
        value: beyond,
        unit: 'MB/s',
      },
      {
        name: 'rebuild: the most resident memory of the process so far',
        value: process.resourceUsage().maxRSS / 1000,
        unit: 'MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (require.main === module) {
  const megabytes = Number(process.argv.find(a => /^\d+$/.test(a)) ?? 100);
  void run(megabytes).then(print);
}
