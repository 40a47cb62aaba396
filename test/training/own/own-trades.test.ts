import { placeOf, SYMBOL_FEATURES } from '../../../src/core/features/names';
import { sampleOf } from '../../../src/training/data/sample';
import { ridge } from '../../../src/training/linear/ridge';
import { withoutOwnTrades } from '../../../src/training/own/averages';
import { impactPath } from '../../../src/training/own/impact-path';
import type { OwnTrade } from '../../../src/training/own/own-trade';
import { withoutOwnPrints } from '../../../src/training/own/prints';
import { buys, LINEAR, marketOfOurs, QUANTUM, rowsOf, secondOf } from './market-of-ours';

const TERMS = {
  features: ['signedTrades', 'trades'],
  targets: [{ name: 'drift', horizon: 60 }],
  grid: 1_000_000,
  every: 1_000_000,
  mirror: false,
} as const;

const round = (v: number, to = 3): number => Number(v.toFixed(to)) + 0;
const mean = (of: readonly number[]): number => of.reduce((sum, v) => sum + v, 0) / of.length;

test('who learns from a market with his own trades in it finds a drift that is his own: 60 trades of 0.05 bps are 3 bps a minute, and none without them', () => {
  const market = marketOfOurs(60, 1);
  const found = (['in', 'out'] as const).map(ours => {
    const rows = rowsOf(market, ours);
    const own = impactPath(market.own, LINEAR, rows.at).bps;
    const sample = sampleOf('x', ours === 'in' ? rows : { ...rows, own }, TERMS);
    // rows from which we buy for the whole minute that follows, and have bought long enough for averages to know
    const buying = [...sample.at.keys()].filter(k => buys(secondOf(sample.at[k]!) - 120) && buys(secondOf(sample.at[k]!) + 61));
    const { weights } = ridge({ columns: [sample.x[0]!], y: sample.y[0]! }, { l2: 0 });
    return {
      drift: round(mean(buying.map(k => sample.y[0]![k]!)), 1),
      trades: round(mean(buying.map(k => sample.x[1]![k]!)) / 10, 0) * 10,
      learned: Math.abs(weights[0]!) > 0.02 ? 'own buying foretells a rise' : 'nothing',
    };
  });
  expect(found).toEqual([
    { drift: 3, trades: 150, learned: 'own buying foretells a rise' },
    { drift: 0, trades: 100, learned: 'nothing' },
  ]);
});

test('averages that a decision read are those of the others once ours are taken out', () => {
  const market = marketOfOurs(30, 2);
  const [all, others] = [rowsOf(market, 'in'), rowsOf(market, 'out')];
  const names = ['trades', 'signedTrades', 'tradeCount', 'queueBid', 'queueAsk'];
  const worst = names.map(name => {
    let most = 0;
    for (let k = 600; k < all.at.length; k++) {
      const vector = SYMBOL_FEATURES.map(f => all.column(f.name)[k]!);
      const clean = withoutOwnTrades(vector, all.at[k]!, market.own, QUANTUM)[placeOf(name)]!;
      const wanted = others.column(name)[k]!;
      most = Math.max(most, Math.abs(clean - wanted) / Math.max(1, Math.abs(wanted)));
    }
    return most < 5e-3 ? 'the same' : most;
  });
  expect(worst).toEqual(names.map(() => 'the same'));
});

const own = (at: number, price: number, qty: number, buy = true): OwnTrade => ({ at, price, qty, buy, took: false });

test.each([
  [
    'of the same quantity before one that is nearer',
    [
      { at: 90, price: 5, qty: 7 },
      { at: 100, price: 5, qty: 3 },
    ],
    [own(101, 5, 7)],
    [0, 3],
    0,
  ],
  ['a part of a larger one', [{ at: 100, price: 5, qty: 10 }], [own(100, 5, 4)], [6], 0],
  [
    'several where one report has them together',
    [
      { at: 100, price: 5, qty: 3 },
      { at: 101, price: 5, qty: 4 },
    ],
    [own(100, 5, 7)],
    [0, 0],
    0,
  ],
  [
    'none at another price or too long ago, and says how much is missing',
    [
      { at: 0, price: 5, qty: 9 },
      { at: 3_000_000, price: 6, qty: 9 },
    ],
    [own(3_000_000, 5, 9)],
    [9, 9],
    9,
  ],
  ['one print where two orders of ours met', [{ at: 100, price: 5, qty: 3 }], [own(100, 5, 3), own(101, 5, 3, false)], [0], 0],
  [
    'each its own print where others trade too',
    [
      { at: 100, price: 5, qty: 3 },
      { at: 160, price: 5, qty: 3 },
    ],
    [own(101, 5, 3), own(101, 5, 3, false)],
    [0, 0],
    0,
  ],
  ['each print once', [{ at: 100, price: 5, qty: 3 }], [own(100, 5, 3), own(100, 5, 3)], [0], 3],
])('our trades are taken out of the prints: %s', (_, prints, ours, left, missing) => {
  const found = withoutOwnPrints(prints, ours);
  expect({ left: [...found.left], missing: found.missing }).toEqual({ left, missing });
});

test('what our trades did stays as far as it is permanent, fades as far as it is not, and knows nothing of orders without a market', () => {
  const [trade] = marketOfOurs(10, 1).own as [OwnTrade];
  const half = { ...LINEAR, permanent: 0.5, decay: Math.log(2) };
  const moments = Float64Array.from([-1, 0, 1, 2], s => trade.at + s * 1e6);
  const unknown: OwnTrade = { ...trade, order: undefined };
  const { bps, unknown: count } = impactPath([trade, { ...unknown, buy: false }], half, moments);
  expect({ bps: [...bps].map(v => round(v, 5)), count }).toEqual({ bps: [0, 0.05, 0.0375, 0.03125], count: 1 });
});
