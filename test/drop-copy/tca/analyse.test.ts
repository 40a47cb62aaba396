import type { RebuiltOrder } from '../../../src/drop-copy/rebuild/order';
import { analyse, type TcaFigures } from '../../../src/drop-copy/tca/analyse';
import { measureFills } from '../../../src/drop-copy/tca/fills';
import type { SymbolMarket } from '../../../src/drop-copy/tca/market';
import { measureOrder } from '../../../src/drop-copy/tca/measure';
import { PARTS } from '../../../src/drop-copy/tca/split';
import { surveyOf } from '../../../src/drop-copy/tca/survey';
import { at, fillOf, marketOf, orderOf } from './made-up';

const FLAT = marketOf([
  [-60, 100],
  [300, 100],
]);
const AROUND = { market: FLAT, children: undefined, logEnd: at(300) };

const analysed = (orders: readonly RebuiltOrder[], market: SymbolMarket | undefined = FLAT): TcaFigures =>
  analyse(
    { orders: () => orders, end: at(300) },
    surveyOf(orders, at(300)),
    { of: () => market },
    { by: ['strategy', 'venue', 'symbol', 'hour'], confidence: { level: 0.95, seed: 1 }, hourOf: () => 14 },
  );

/** A parent of 100 that two children worked, at two venues; only the children say fees and liquidity. */
const FAMILY = [
  orderOf({
    orderQty: 100,
    strategy: 'TWAP',
    fills: [fillOf({ at: at(5), qty: 60, px: 1_000_100 }), fillOf({ at: at(9), qty: 40, px: 999_900 })],
  }),
  orderOf({
    index: 1,
    parent: 0,
    clOrdIds: ['C1'],
    orderQty: 60,
    destination: 'XONE',
    received: at(4),
    fills: [fillOf({ at: at(5), qty: 60, px: 1_000_100, liquidity: '2', venue: 'XONE', fee: '0.18' })],
  }),
  orderOf({
    index: 2,
    parent: 0,
    clOrdIds: ['C2'],
    orderQty: 40,
    destination: 'XTWO',
    received: at(4),
    fills: [fillOf({ at: at(9), qty: 40, px: 999_900, liquidity: '1', venue: 'XTWO', fee: '-0.08' })],
  }),
];

test('children say where and how a parent traded and what it paid in fees, and are no orders of their own', () => {
  const { counts, total, groups, fills } = analysed(FAMILY);
  expect({
    counts: [counts.orders, counts.children, counts.fills],
    // 60 x 0.01 - 40 x 0.01 of spread, 0.10 of fees
    cents: [total!.shortfallCents, total!.partsCents.spread, total!.partsCents.fees],
    venues: groups.venue!.map(g => [g.name, g.orders, g.partsCents.spread]),
    strategies: groups.strategy!.map(g => [g.name, g.orders]),
    fills: fills.map(f => [f.venue, f.liquidity, f.fills, Number(f.share.toFixed(3))]),
  }).toEqual({
    counts: [1, 2, 2],
    cents: [30, 20, 10],
    venues: [
      ['XONE', 1, 60],
      ['XTWO', 1, -40],
    ],
    strategies: [['TWAP', 1]],
    fills: [
      ['all venues', 'taker', 1, 0.6],
      ['all venues', 'maker', 1, 0.4],
      ['XONE', 'taker', 1, 0.6],
      ['XTWO', 'maker', 1, 0.4],
    ],
  });
});

const ONE_FILL = [fillOf({ at: at(5), qty: 1_000, px: 1_000_100, fee: '1' })];
const TWO_FILLS = [fillOf({ at: at(5), qty: 500, px: 1_000_100 }), fillOf({ at: at(9), qty: 400, px: 1_000_300 })];

test.each<[string, RebuiltOrder, SymbolMarket | undefined, object]>([
  [
    'no market: only how its price went on after the first fill; the rest has no price',
    orderOf({ fills: TWO_FILLS, closed: 'Canceled' }),
    undefined,
    { basis: 'first fill', cents: 800, held: ['delay', 'spread', 'impact'], without: ['opportunity', 'fees'] },
  ],
  [
    'trades only: no spread and no impact, both in timing',
    orderOf({ fills: ONE_FILL }),
    { ...FLAT, kind: 'trades' },
    { basis: 'trades', cents: 1_100, held: ['spread', 'impact'], without: [] },
  ],
  [
    "a strategy's order without its children: nobody knows when it could trade",
    orderOf({ fills: ONE_FILL, strategy: 'VWAP' }),
    FLAT,
    { basis: 'quotes', cents: 1_100, held: ['delay'], without: [] },
  ],
  [
    'a market that ended long before the order did: the rest has no price',
    orderOf({ fills: [fillOf({ at: at(5), qty: 900, px: 1_000_100, fee: '0' })], ended: at(3_600), closed: 'Expired' }),
    FLAT,
    { basis: 'quotes', cents: 900, held: [], without: ['opportunity'] },
  ],
  [
    'a market that is stale at arrival is none',
    orderOf({ fills: ONE_FILL }),
    marketOf([[-3_600, 100]]),
    { basis: 'first fill', cents: 100, held: ['delay', 'spread', 'impact'], without: [] },
  ],
  ['nothing done and nothing lost', orderOf({ closed: 'Canceled' }), FLAT, { basis: 'quotes', cents: 0, held: [], without: [] }],
  [
    'no market and no fill: nothing to say',
    orderOf({ closed: 'Canceled' }),
    undefined,
    { basis: null, cents: null, held: [], without: [] },
  ],
  [
    'rejected: it cost nothing that is known',
    orderOf({ closed: 'Rejected' }),
    FLAT,
    { basis: null, cents: null, held: [], without: [] },
  ],
])('%s', (_what, order, market, expected) => {
  const m = measureOrder(order, { ...AROUND, market });
  expect({ basis: m.basis, cents: m.shortfallCents, held: m.held, without: m.without }).toEqual(expected);
});

test('what was taken back is no cost, and what was done unseen has no price and is not left', () => {
  const busted = orderOf({ fills: [...ONE_FILL, fillOf({ at: at(6), qty: 500, px: 2_000_000, busted: true })] });
  const unseen = orderOf({ fills: [fillOf({ at: at(5), qty: 400, px: 1_000_100, fee: '0' })] });
  const half = { ...unseen, state: { ...unseen.state, cumQty: 1_000 } };
  const of = (order: RebuiltOrder) => {
    const m = measureOrder(order, AROUND);
    return [m.outcome, m.filledQty, m.unseenQty, m.shortfallCents, m.partsCents.opportunity];
  };
  expect([of(busted), of(half)]).toEqual([
    ['filled', 1_000, 0, 1_100, 0],
    ['filled', 400, 600, 400, 0],
  ]);
});

test('mark-outs end where the data do, and a fill of the moment of a quote is held against the one before', () => {
  const market = marketOf(
    [
      [-1, 100],
      [5, 101],
      [15, 102],
    ],
    [],
    { until: at(20) },
  );
  const [fill] = measureFills(orderOf({ side: '2', fills: [fillOf({ at: at(5), qty: 10, px: 999_000 })] }), market);
  expect([fill!.spreadBps!.toFixed(3), ...fill!.markOuts]).toEqual(['10.000', -100, -200, null]);
});

const lone = (index: number, px: number, day: number): RebuiltOrder => {
  const received = at(86_400 * day + index);
  return orderOf({
    index,
    clOrdIds: [`L${index}`],
    received,
    ended: received + 6e6,
    fills: [fillOf({ at: received + 5e6, qty: 1_000, px, fee: '0' })],
  });
};
const daily = marketOf(
  Array.from({ length: 400 }, (_, i) => [86_400 * Math.floor(i / 100) + 5 * (i % 100) - 60, 100] as const),
  [],
  { until: at(1e6) },
);

test('an order far from the others is named, with the part that makes it so; of too few none is', () => {
  const orders = Array.from({ length: 30 }, (_, i) => lone(i, i === 7 ? 1_050_000 : 1_000_000 + 100 * (i % 5), i % 4));
  const { outliers } = analysed(orders, daily);
  const few = analysed(orders.slice(0, 19), daily).outliers;
  expect([outliers.orders.map(o => [o.clOrdId, o.part, Math.round(o.isBps)]), outliers.among, few.orders, few.not]).toEqual([
    [['L7', 'spread', 500]],
    30,
    [],
    'of fewer than 20 orders with a cost none is named',
  ]);
});

test('intervals draw days by symbol together, and single orders where there are too few of those', () => {
  const byDay = analysed(
    Array.from({ length: 12 }, (_, i) => lone(i, 1_000_000 + 100 * i, i % 4)),
    daily,
  ).total!.isBps;
  const oneDay = analysed(
    Array.from({ length: 12 }, (_, i) => lone(i, 1_000_000 + 100 * i, 0)),
    daily,
  ).total!.isBps;
  expect([
    byDay.by,
    byDay.clusters,
    byDay.n,
    oneDay.by,
    oneDay.clusters,
    byDay.low! < byDay.mean! && byDay.mean! < byDay.high!,
  ]).toEqual(['day and symbol', 4, 12, 'order', 12, true]);
});

test('the parts of a group add up to its shortfall, whatever single orders have no data for', () => {
  const orders = [
    ...Array.from({ length: 8 }, (_, i) => lone(i, 1_000_000 + 37 * i, 0)),
    orderOf({ index: 8, fills: TWO_FILLS, strategy: 'VWAP', closed: 'Canceled' }),
  ];
  const { total } = analysed(orders, daily);
  const sum = PARTS.reduce((cents, p) => cents + (total!.partsCents[p] ?? 0), 0);
  const bps = PARTS.reduce((all, p) => all + (total!.partsBps[p] ?? 0), 0);
  expect([sum, bps.toFixed(9)]).toEqual([total!.shortfallCents, total!.isBps.mean!.toFixed(9)]);
});
