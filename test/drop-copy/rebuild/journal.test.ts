import { Draws } from '../../../simulator/market/draws';
import type { FaultScript } from '../../../simulator/models/faults/script';
import type { ParentSpec } from '../../../src/run/backtest/parents';
import { rebuildLogs } from '../../../src/run/logs/rebuild-logs';
import { faultRates } from '../../../src/run/sim-faults';
import { booksOf, rebuiltOf } from './books';
import { messageLogs, ranPaper } from './paper';

jest.setTimeout(120_000);
beforeAll(() => (process.env['SLUICE_LOG'] = 'silent'));

const WORLD = `
length: 45s
tail: 1s
latency: entry=lognormal:300us:0.4,response=lognormal:400us:0.4,feed=lognormal:1ms:0.5
limits: {firm: {maxOrderQty: 4000}}
instruments:
  - {symbol: ACME, tick: 0.01, lot: 1, priorClose: 100.00}
  - {symbol: BOLT, tick: 0.01, lot: 10, priorClose: 42.50}
`;
/** AvgPx (6) of ours has two decimals more than price units, which have four more than the tick. */
const DECIMALS = new Map([
  ['ACME', 8],
  ['BOLT', 8],
]);

const SCHEDULES = `${WORLD}parents:
  - {id: A, at: 2s, symbol: ACME, side: buy, qty: 900, strategy: TWAP, parameters: {Duration: 40, SlotSeconds: 4}}
  - {id: B, at: 3s, symbol: BOLT, side: sell, qty: 600, strategy: POV, rate: 0.2, parameters: {Duration: 40}}
  - {id: C, at: 4s, symbol: BOLT, side: buy, qty: 200, price: 40.00, strategy: DMA}
  - {id: D, at: 5s, symbol: ACME, side: buy, qty: 5000, strategy: TWAP, parameters: {Duration: 20}}
  - {id: E, at: 6s, symbol: ACME, side: sell, qty: 700, strategy: PTWAP, parameters: {Duration: 30}}
  - {id: F, at: 7s, symbol: ACME, side: sell, qty: 300, strategy: IS, parameters: {Duration: 30}}
`;

/** Orders passed through, at prices at and away from the market; immediate ones among them. */
const passedThrough = (seed: number): string => {
  const draws = new Draws(seed, 7);
  const row = (n: number): string => {
    draws.decide(n);
    const side = draws.below(2) === 0 ? 'buy' : 'sell';
    const near = (10_000 + (side === 'buy' ? 1 : -1) * (draws.below(30) - 24)) / 100;
    const tif = ['day', 'day', 'ioc', 'fok', 'gtc'][draws.below(5)];
    const qty = 100 * (1 + draws.below(12));
    return `  - {id: P${n}, at: ${2 + n}s, symbol: ACME, side: ${side}, qty: ${qty}, price: ${near}, tif: ${tif}, strategy: DMA}`;
  };
  return `${WORLD}parents:\n${Array.from({ length: 40 }, (_, n) => row(n)).join('\n')}\n`;
};

/** Replaces and cancels at moments of their own, some of them of orders that are done by then, some twice. */
const changing =
  (seed: number) =>
  (spec: ParentSpec): ParentSpec => {
    const draws = new Draws(seed, 11);
    draws.decide(spec.after);
    const { clOrdId, after, order } = spec;
    const replace = { clOrdId: `${clOrdId}-r`, origClOrdId: clOrdId, after: after + 300_000 * (1 + draws.below(20)) };
    const qty = `${Math.max(100, Number(order.orderQty) + 100 * (draws.below(9) - 4))}`;
    const cancel = {
      clOrdId: `${clOrdId}-c`,
      origClOrdId: `${clOrdId}-r`,
      after: replace.after + 1_000_000 * (1 + draws.below(8)),
    };
    const wrong = { ...cancel, clOrdId: `${clOrdId}-x`, origClOrdId: clOrdId };
    const all = [{ ...replace, to: { orderQty: qty, price: order.price } }, cancel, wrong];
    return { ...spec, changes: all.slice(0, draws.below(4)) };
  };

const mischief = (seed: number): FaultScript =>
  faultRates('faults', 'bust=0.3,lateFill=0.4,unsolicitedCancel=0.1,rejectStorm=0.05', seed);

interface Paper {
  readonly text: string;
  readonly seed: number;
  readonly faults?: FaultScript;
  readonly changed?: (spec: ParentSpec) => ParentSpec;
}

const STORIES: [string, Paper][] = [
  ['schedules that are replaced and cancelled', { text: SCHEDULES, seed: 2, changed: changing(2) }],
  ['passed-through orders at a bad venue', { text: passedThrough(5), seed: 5, changed: changing(5), faults: mischief(5) }],
  ['schedules at a bad venue', { text: SCHEDULES, seed: 6, changed: changing(6), faults: mischief(6) }],
];
/** SLUICE_LONG=1: some minutes. */
const MORE = process.env['SLUICE_LONG'] === '1' ? Array.from({ length: 20 }, (_, n) => 100 + n) : [];
for (const seed of MORE) {
  const rest = { seed, changed: changing(seed), faults: mischief(seed) };
  STORIES.push(
    [`schedules, seed ${seed}`, { text: SCHEDULES, ...rest }],
    [`passed through, seed ${seed}`, { text: passedThrough(seed), ...rest }],
  );
}

test.each(STORIES)('the FIX logs of a paper gateway come to what its journal has of every order: %s', async (_what, story) => {
  const ran = await ranPaper(story);
  try {
    const books = booksOf(ran.journal);
    const rebuilt = await rebuildLogs(messageLogs(ran.logs));
    const orders = rebuiltOf(rebuilt.orders(), DECIMALS);
    rebuilt.close();
    expect([rebuilt.counts.fills > 10, Object.fromEntries(orders), rebuilt.findings]).toEqual([
      true,
      Object.fromEntries(books),
      [],
    ]);
  } finally {
    ran.remove();
  }
});
