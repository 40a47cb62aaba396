import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseBacktest } from '../../../../src/run/backtest/config';
import { parity } from '../../../../src/run/backtest/parity/parity';

const folder = mkdtempSync(join(tmpdir(), 'parity-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ACME = '{symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00}';
const BOLT = '{symbol: BOLT, tick: 0.01, lot: 10, priorClose: 42.50}';
const ONE = `
length: 100s
tail: 1s
latency: constant:1ms
instruments: [${ACME}]
parents: [{id: A, at: 5s, symbol: ACME, side: buy, qty: 600, strategy: TWAP, parameters: {Duration: 20}}]
`;
/** Two symbols, latencies that are drawn, limits that deny one order, a rest that is never done, a halt in the middle of a schedule. */
const MANY = `
seed: 7
length: 50s
latency: entry=lognormal:300us:0.4,response=lognormal:400us:0.4,feed=lognormal:1ms:0.5
limits: {firm: {maxOrderQty: 2000}}
instruments: [${ACME}, ${BOLT}]
market: {day: "halted@15s,trading@20s"}
parents:
  - {id: A, at: 2s, symbol: ACME, side: buy, qty: 900, strategy: TWAP, parameters: {Duration: 25, SlotSeconds: 5}}
  - {id: B, at: 3s, symbol: BOLT, side: sell, qty: 600, strategy: POV, rate: 0.1, parameters: {Duration: 25}}
  - {id: C, at: 4s, symbol: BOLT, side: buy, qty: 200, price: 40.00, strategy: DMA}
  - {id: D, at: 5s, symbol: ACME, side: buy, qty: 5000, strategy: TWAP, parameters: {Duration: 20}}
  - {id: E, at: 6s, symbol: ACME, side: sell, qty: 300, strategy: PTWAP, parameters: {Duration: 15}}
`;
const LEARNED = `
length: 400s
tail: 1s
instruments: [{symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00, adv: 2700000, volatility: 0.65}]
models: {predictor: default, hmm: default}
parents: [{id: A, at: 70s, symbol: ACME, side: buy, qty: 800, strategy: ADAPTIVE, parameters: {Duration: 30, SlotSeconds: 5}}]
`;
const TAPE = `
length: 50s
tail: 1s
instruments: [{symbol: A, tick: 0.01, lot: 1}]
market: {tape: {quotes: quotes.csv, trades: trades.csv, symbol: A, queue: pro-rata}}
parents:
  - {id: A, at: 2s, symbol: A, side: buy, qty: 1500, strategy: TWAP, parameters: {Duration: 20}}
  - {id: B, at: 3s, symbol: A, side: sell, qty: 500, strategy: PTWAP, parameters: {Duration: 20}}
`;

/** A made-up minute of quotes and trades by price: the bid walks up and down, trades take from both sides. */
function writeTape(): void {
  const time = (tenth: number): string => `2018-01-02 10:00:${(tenth / 10).toFixed(1).padStart(4, '0')}`;
  const bid = (n: number): number => 10 + (Math.abs((n % 80) - 40) >> 2) / 100;
  const quotes = Array.from(
    { length: 590 },
    (_, n) => `${time(n)},N,${bid(n).toFixed(2)},${1 + (n % 5)},${(bid(n) + 0.02).toFixed(2)},${1 + (n % 3)},A`,
  );
  const trades = Array.from(
    { length: 117 },
    (_, n) => `${time(5 * n + 0.5)},N,A,@,100,${(bid(5 * n) + (n % 2) * 0.02).toFixed(2)},0`,
  );
  writeFileSync(join(folder, 'quotes.csv'), ['DT,EX,BID,BIDSIZ,OFR,OFRSIZ,SYMBOL', ...quotes, ''].join('\n'));
  writeFileSync(join(folder, 'trades.csv'), ['DT,EX,SYMBOL,COND,SIZE,PRICE,CORR', ...trades, ''].join('\n'));
}

const run = (text: string, paperLatency?: string) => parity(parseBacktest(join(folder, 'bt.yaml'), text), { paperLatency });

test('one order in a backtest and by a paper gateway over FIX sessions, same seed, equal latencies: every fact is the same', async () => {
  const { alike, differs, fills } = await run(ONE);
  expect([differs, alike > 200, fills > 5]).toEqual([undefined, true, true]);
});

test('several orders, drawn latencies, a halt, a denial: every fact is the same', async () => {
  const { alike, differs, fills } = await run(MANY);
  expect([differs, alike > 400, fills > 10]).toEqual([undefined, true, true]);
});

test('an order that learned models tilt: every fact is the same, forecasts and what they were made of included', async () => {
  const { alike, differs, fills } = await run(LEARNED);
  expect([differs, alike > 300, fills > 5]).toEqual([undefined, true, true]);
});

test('orders on a tape: every fact is the same', async () => {
  writeTape();
  const { alike, differs, fills } = await run(TAPE);
  expect([differs, alike > 200, fills > 5]).toEqual([undefined, true, true]);
});

test('with other latencies they are the same up to the first fact that differs, which is told of both', async () => {
  const { alike, differs } = await run(ONE, 'entry=constant:1ms,response=constant:3ms,feed=constant:1ms');
  const kinds = [differs?.first, differs?.second].map(fact => [fact?.type, fact && fact.at % 1000]);
  const apart = differs!.second!.at - differs!.first!.at;
  expect([alike > 5, alike === differs?.after, kinds.length, apart > 0]).toEqual([true, true, 2, true]);
});
