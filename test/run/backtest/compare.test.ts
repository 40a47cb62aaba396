import type { StrategyName } from '../../../src/core/facts';
import { checksOf } from '../../../src/run/backtest/compare/checks';
import { compare } from '../../../src/run/backtest/compare/compare';
import { compareMarkdown, compareRows } from '../../../src/run/backtest/compare/table';
import { type CompareOptions, trialsOf } from '../../../src/run/backtest/compare/trials';
import type { ParentResult } from '../../../src/run/backtest/results';
import { SECOND } from './stage';

const OPTIONS: CompareOptions = {
  seed: 5,
  seeds: 2,
  strategies: ['TWAP', 'POV', 'CLOSE'],
  instrument: { symbol: 'ACME', tick: '0.01', lot: '1' },
  qty: '500',
  rate: '0.1',
  window: 90 * SECOND,
  regime: 'calm',
  latency: 'lognormal:1ms:0.5',
  parameters: { TWAP: { SlotSeconds: '10' } },
};

test('every schedule works the same orders over every seed; a second run finds the same', async () => {
  const [one, again] = [await compare(OPTIONS, 1), await compare(OPTIONS, 1)];
  const rows = one.rows.map(r => [r.strategy, r.parents, r.figures['IS bps']!.clusters, r.advantage?.by]);
  const orders = one.parents.map(p => `${p.strategy} ${p.clOrdId} ${p.side}`);
  expect([rows, orders, { ...one, seconds: 0 }]).toEqual([
    [
      ['TWAP', 2, 2, undefined],
      ['POV', 2, 2, 'none'],
      ['CLOSE', 2, 2, 'none'],
    ],
    OPTIONS.strategies.flatMap(s => [`${s} S5 sell`, `${s} S6 buy`]),
    { ...again, seconds: 0 },
  ]);
});

test('one market serves every schedule: before an order does anything, its price is the same', async () => {
  const { parents } = await compare({ ...OPTIONS, strategies: ['TWAP', 'CLOSE'] }, 1);
  const arrivals = (name: StrategyName): unknown => parents.filter(p => p.strategy === name).map(p => p.arrival);
  expect(arrivals('CLOSE')).toEqual(arrivals('TWAP'));
});

test('windows of a tape follow each other and are shifted from trial to trial; orders of one place are one cluster', () => {
  const tape = { flags: {}, length: 600 * SECOND };
  const trials = trialsOf({ ...OPTIONS, window: 120 * SECOND, tape });
  const [first, second] = trials;
  expect([
    trials.length,
    first!.orders.map(o => [o.cluster, o.after / SECOND, o.side]),
    second!.orders.map(o => [o.cluster, o.after / SECOND, o.side]),
  ]).toEqual([
    10,
    [
      [0, 30, 'buy'],
      [1, 150, 'sell'],
      [2, 270, 'buy'],
      [3, 390, 'sell'],
    ],
    [
      [0, 42, 'sell'],
      [1, 162, 'buy'],
      [2, 282, 'sell'],
      [3, 402, 'buy'],
    ],
  ]);
});

const RESULT: ParentResult = {
  clOrdId: 'S1',
  symbol: 'ACME',
  side: 'buy',
  strategy: 'TWAP',
  orderQty: 100,
  cumQty: 100,
  outcome: 'done',
  text: null,
  received: 0,
  from: 0,
  to: 0,
  endedAt: 0,
  arrival: 100,
  avgPx: 100,
  isBps: 1,
  feeBps: 0,
  restBps: 0,
  restShown: null,
  vwapBps: 0,
  vwapOthersBps: 0,
  participation: 0.1,
  completion: 1,
  makerShare: 0.5,
  markOuts: { maker: {}, taker: {} },
  offSchedule: 0.01,
  agrees: true,
  working: 0,
  orders: 1,
  replaces: 0,
  cancels: 0,
};

/** The checks that do not hold. */
const failed = (name: StrategyName, over: Partial<ParentResult>, broken: readonly string[] = []): string[] =>
  checksOf(new Map([[name, [RESULT, { ...RESULT, ...over }]]]), broken, 0.1)
    .filter(c => !c.ok)
    .map(c => `${c.what}: ${c.found}`);

test.each([
  ['all in order', 'TWAP', {}, []],
  [
    'a rest of a schedule that completes',
    'TWAP',
    { outcome: 'part', cumQty: 99 },
    ['TWAP strands no rest: 1 otherwise, first S1: part, 99 of 100'],
  ],
  ['a rest of one that need not', 'POV', { outcome: 'part', cumQty: 50 }, []],
  ['one that never ends', 'POV', { outcome: 'open' }, ['POV ends with its window: 1 otherwise, first S1: open, 100 of 100']],
  [
    'one that was denied',
    'IS',
    { outcome: 'denied', text: 'BadWindow: no' },
    ['IS strands no rest: 1 otherwise, first S1: denied, 100 of 100 (BadWindow: no)'],
  ],
  [
    'too much of the volume',
    'POV',
    { participation: 0.14 },
    ['POV is within 10 % of its target on average: 12.00 % of the volume for 10.00 % asked; 1 of 2 parents by themselves'],
  ],
  [
    'off its curve',
    'VWAP',
    { offSchedule: 0.021 },
    ['VWAP is within 2 % of the order of its curve at the end of each slot: at most 2.10 % off; 1 of 2 parents beyond'],
  ],
  [
    'more than was ordered',
    'OW',
    { cumQty: 101 },
    ['nothing is oversold, and gateway and venue agree on every fill: 1 otherwise, first S1: done, 101 of 100'],
  ],
  [
    'books that disagree',
    'OW',
    { agrees: false },
    ['nothing is oversold, and gateway and venue agree on every fill: 1 otherwise, first S1: done, 100 of 100'],
  ],
] as const)('checks: %s', (_what, name, over, expected) => {
  expect(failed(name, over)).toEqual(expected);
});

test('checks: orders left at the venue', () => {
  expect(failed('TWAP', {}, ['seed 3, TWAP: 1 orders work at the venue'])).toEqual([
    'nothing is left working at the venue: seed 3, TWAP: 1 orders work at the venue',
  ]);
});

test('the advantage over TWAP is of the same order; the table says so', () => {
  const of = (name: StrategyName, costs: readonly number[]) =>
    [name, costs.map((isBps, n) => ({ ...RESULT, strategy: name, clOrdId: `S${n}`, cluster: n, isBps }))] as const;
  const rows = compareRows(new Map([of('TWAP', [5, 9, 1]), of('IS', [3, 6, 2])]), 1);
  expect(compareMarkdown(rows).split('\n')).toEqual([
    '| schedule | parents | IS bps | CVaR 95 bps | less than TWAP bps | gain/loss | VWAP bps | participation % | completion % | maker % |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    expect.stringMatching(/^\| TWAP \| 3 \| 5\.00 \[.*\] \| 9\.00 \[1\.00, 9\.00\] \| - \| - \| 0\.00 \[0\.00, 0\.00\] \|/),
    expect.stringMatching(/^\| IS \| 3 \| 3\.67 \[.*\] \| 6\.00 \[2\.00, 6\.00\] \| 1\.33 \[.*\] \| 2\.50 \[.*\] \|/),
    '',
  ]);
});
