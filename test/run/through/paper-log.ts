import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileLogsOf } from '../../../src/fix/file-log/file-logs';
import { parseBacktest } from '../../../src/run/backtest/config';
import type { ParentChange, ParentSpec } from '../../../src/run/backtest/parents';
import { gatewaySessions } from '../../../src/run/backtest/parity/paper-settings';
import { type ParityReport, parity } from '../../../src/run/backtest/parity/parity';

/** A made-up symbol for two minutes, and orders of every kind in it. */
const MARKET = `
seed: 11
length: 110s
tail: 2s
instruments: [{ symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00 }]
latency: entry=lognormal:300us:0.4,response=lognormal:400us:0.4,feed=lognormal:1ms:0.5
`;
const ORDERS = `
parents:
  - { id: D1, at: 30s, symbol: ACME, side: buy, qty: 300, price: 99.00, strategy: DMA }
  - { id: D2, at: 31s, symbol: ACME, side: sell, qty: 200, strategy: DMA }
  - { id: T1, at: 40s, symbol: ACME, side: buy, qty: 900, strategy: TWAP, parameters: { Duration: 60 } }
generate:
  count: 9
  from: 20s
  every: 5s
  qty: { least: 100, most: 600 }
  duration: { least: 20s, most: 35s }
  strategies: [TWAP, PTWAP, VWAP, IS, OW, DMA]
`;

const SECOND = 1_000_000;
const later = (clOrdId: string, origClOrdId: string, seconds: number, to?: ParentChange['to']): ParentChange => ({
  clOrdId,
  origClOrdId,
  after: seconds * SECOND,
  to,
});

/** What the OMS asks of its orders later on. */
const CHANGES: Readonly<Record<string, readonly ParentChange[]>> = {
  D1: [later('D1-R', 'D1', 45, { orderQty: '400', price: '98.50' }), later('D1-C', 'D1-R', 60)],
  T1: [later('T1-R', 'T1', 55, { orderQty: '1200' }), later('T1-C', 'T1-R', 75)],
};

export interface PaperLog {
  /** The file of the market: a backtest's, without orders. */
  readonly market: string;
  /** The FIX log of the gateway's session with its OMS, and of that with the venue. */
  readonly logs: readonly string[];
  readonly parents: readonly ParentSpec[];
  readonly parity: ParityReport;
}

/** Lets a paper gateway work orders in a seeded market, with its FIX logs on. The same folder gets the same bytes. */
export async function paperLog(folder: string): Promise<PaperLog> {
  const market = join(folder, 'market.yaml');
  writeFileSync(market, MARKET);
  const read = parseBacktest(market, MARKET + ORDERS);
  const parents = read.parents.map(spec => ({ ...spec, changes: CHANGES[spec.clOrdId] }));
  const dir = join(folder, 'log');
  mkdirSync(dir);
  const sessions = gatewaySessions().filter(s => s.role !== 'marketdata');
  const tap = fileLogsOf(
    sessions.map(s => ({ ...s, fileLog: { dir, mostBytes: 0, keep: 1 } })),
    { failed: () => undefined, resumed: () => undefined },
  )!;
  const found = await parity({ ...read, parents }, { tap });
  await tap.stop();
  const logs = ['FIX.4.4-SLUICE-OMS', 'FIX.4.4-SLUICE-SIM'].map(name => join(dir, `${name}.messages.current.log`));
  return { market, logs, parents, parity: found };
}
