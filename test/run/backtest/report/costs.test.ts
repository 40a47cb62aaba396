import { costParts } from '../../../../src/run/backtest/report/costs';
import { spreadOf } from '../../../../src/run/backtest/report/details';
import { pathOf } from '../../../../src/run/backtest/report/path';
import type { BacktestRun } from '../../../../src/run/backtest/run';
import type { ParentTrail } from '../../../../src/run/backtest/trail';
import type { WitnessedFill } from '../../../../src/run/backtest/witness';

const SPEC = { clOrdId: 'A', after: 0, order: { symbol: 'X', side: '1', orderQty: '100' } };

/** A trail and a run with these fills and this market: quotes are [at, bid, ask]. */
function made(side: string, fills: WitnessedFill[], quotes: [number, number, number][], rest?: { px: number; fee: number }) {
  const columns = { at: quotes.map(q => q[0]), bid: quotes.map(q => q[1]), ask: quotes.map(q => q[2]) };
  const witness = { of: () => ({ quotes: columns }), fillsOf: () => fills };
  const trail = { spec: { ...SPEC, order: { ...SPEC.order, side } }, received: 10, rest, targets: new Map() };
  return [trail as unknown as ParentTrail, { witness } as unknown as BacktestRun] as const;
}

const fill = (at: number, qty: number, px: number, more: Partial<WitnessedFill> = {}): WitnessedFill => ({
  at,
  qty,
  px,
  fee: 0,
  maker: false,
  quotesBefore: 99,
  ...more,
});

/** Arrival at a mid of 100; without us the market goes up by 1 to 101, with us it is at 102 when the second fill comes. */
const MARKET: [number, number, number][] = [
  [5, 99, 101],
  [20, 101, 103],
];
const ALONE = (at: number): number => (at < 20 ? 100 : 101);

test('a buyer: half-spread paid, the mid pushed up by one, the market gone up by one, fees, and a rest at the price of completing', () => {
  const fills = [fill(15, 40, 101, { fee: 2 }), fill(25, 40, 103)];
  const [trail, run] = made('1', fills, MARKET, { px: 104, fee: 1 });
  // bps of 100 x 100: 40 (1 + 1) spread, 40 x 1 impact, 40 x 1 timing, 3 fees, 20 x 4 rest
  expect(costParts(trail, run, ALONE)).toEqual({ spreadBps: 80, impactBps: 40, timingBps: 40, feeBps: 3, restPriceBps: 80 });
});

test('a seller that rests earns the spread, and a market that rises is its gain', () => {
  const [trail, run] = made('2', [fill(15, 50, 101, { maker: true }), fill(25, 50, 103, { maker: true })], MARKET);
  expect(costParts(trail, run, ALONE)).toEqual({ spreadBps: -100, impactBps: -50, timingBps: -50, feeBps: 0, restPriceBps: 0 });
});

test('a fill is held against what was seen before it, not against a quote of the same moment that it made', () => {
  const [trail, run] = made('1', [fill(20, 100, 101, { quotesBefore: 1 })], MARKET);
  expect(costParts(trail, run, ALONE)).toEqual({ spreadBps: 100, impactBps: 0, timingBps: 0, feeBps: 0, restPriceBps: 0 });
});

test.each([
  ['no mid at arrival', [], { px: 1, fee: 0 }, ALONE],
  ['a rest without a price', MARKET, { px: Number.NaN, fee: 0 }, ALONE],
  ['a rest that was never marked', MARKET, undefined, ALONE],
  ['no mid of the market alone', MARKET, { px: 1, fee: 0 }, () => Number.NaN],
] as const)('with %s no part is known', (_what, market, rest, alone) => {
  const [trail, run] = made('1', [fill(15, 40, 101)], [...market] as [number, number, number][], rest);
  expect(Object.values(costParts(trail, run, alone))).toEqual([null, null, null, null, null]);
});

test('a trajectory tells what was done by each fiftieth of the window, and the schedule between the ends of its slots', () => {
  const plan = { start: 0, end: 100, slots: 2 };
  const parent = { instrument: { qtyScale: 0 }, state: { orderQty: 100 } };
  const trail = {
    ...made('1', [], [])[0],
    plan,
    parent,
    targets: new Map([
      [0, 80],
      [1, 100],
    ]),
  } as unknown as ParentTrail;
  const { done, schedule } = pathOf(trail, [fill(10, 60, 1), fill(60, 40, 1)], { from: 0, to: 100 });
  expect([done[4], done[5], done[29], done[30], done[50]]).toEqual([0, 0.6, 0.6, 1, 1]);
  expect([schedule?.[0], schedule?.[10], schedule?.[25], schedule?.[50]]).toEqual([0, 0.32, 0.8, 1]);
});

test('how values lie; what is not known is left out', () => {
  expect([spreadOf([3, null, 1, 2]), spreadOf([null])]).toEqual([
    { parents: 3, mean: 2, sd: 1, least: 1, p5: 1.1, median: 2, p95: 2.9, most: 3 },
    { parents: 0, mean: null, sd: null, least: null, p5: null, median: null, p95: null, most: null },
  ]);
});
