import type { StrategyName } from '../../../src/core/facts';
import { bestOf, pickOptions } from '../../../src/run/backtest/compare/best';
import { compare } from '../../../src/run/backtest/compare/compare';
import type { CompareOptions } from '../../../src/run/backtest/compare/trials';
import { verdictOf, verdictsOf } from '../../../src/run/backtest/compare/verdicts';
import type { ParentResult } from '../../../src/run/backtest/results';
import { pairedClusters } from '../../../src/validation/stats/power';
import { SECOND } from './stage';

const OPTIONS: CompareOptions = {
  seed: 5,
  seeds: 2,
  strategies: ['POV'],
  instrument: { symbol: 'ACME', tick: '0.01', lot: '1' },
  qty: '500',
  rate: '0.1',
  window: 60 * SECOND,
  regime: 'calm',
  latency: 'constant:1ms',
  parameters: {},
};

/** Results of which only the cost counts. */
const costs = (of: readonly (number | null)[]) =>
  of.map((isBps, n) => ({ clOrdId: `S${n}`, cluster: n, isBps }) as ParentResult & { readonly cluster: number });

test('the best baseline is chosen on seeds behind those that are compared on, and is compared with', async () => {
  const { best, rows, verdicts, parents } = await compare({ ...OPTIONS, pick: 2 }, 1);
  const seeds = new Set(parents.map(p => p.clOrdId));
  expect([best!.seeds, best!.means.length, rows.map(r => r.strategy), verdicts.map(v => v.strategy), [...seeds]]).toEqual([
    [7, 8],
    5,
    [best!.strategy, 'POV'],
    ['POV'],
    ['S5', 'S6'],
  ]);
});

test('the cheapest by its mean is the best; one without a price is never', () => {
  const results = new Map<StrategyName, ReturnType<typeof costs>>([
    ['TWAP', costs([2, 4])],
    ['PTWAP', costs([1, 4])],
    ['IS', costs([-9, null])],
  ]);
  expect(bestOf(pickOptions({ ...OPTIONS, pick: 2 })!, results)).toEqual({
    strategy: 'PTWAP',
    seeds: [7, 8],
    means: [
      ['PTWAP', 2.5],
      ['TWAP', 3],
      ['IS', Number.POSITIVE_INFINITY],
    ],
  });
});

test.each([
  ['better', 0.01, 0.5, 0.04],
  ['not worse', 0.01, 0.5, 0.06],
  ['not worse', -0.09, 0.5, 0.3],
  ['worse', -0.5, -0.01, 0.04],
  ['worse', -0.05, -0.01, 0.04],
  ['open', -0.5, -0.01, 0.06],
  ['open', -0.11, 0.5, 0.3],
] as const)('a verdict: %s from %d to %d with p %d', (verdict, low, high, p) => {
  expect(verdictOf({ low, high }, p)).toBe(verdict);
});

test('differences are paired by order, and the clusters that a difference of a tenth takes are told', () => {
  const base = Array.from({ length: 40 }, (_, n) => 10 * n);
  const own = base.map((cost, n) => cost - (n % 2 === 0 ? 1 : 3));
  const [verdict] = verdictsOf(new Map([['TWAP', costs(base)] as const, ['IS', costs(own)] as const]), 'TWAP', 1);
  const sd = Math.sqrt(40 / 39);
  expect(verdict).toEqual({
    strategy: 'IS',
    advantage: expect.objectContaining({ mean: 2, clusters: 40, by: 'bootstrap' }),
    p: 2 / 2001,
    verdict: 'better',
    halfWidth: expect.closeTo(0.3, 1),
    sd: expect.closeTo(sd, 9),
    clustersNeeded: pairedClusters(sd, 0.1),
  });
});

test('of schedules that are held against one baseline together, p-values are adjusted for being several', () => {
  const base = Array.from({ length: 40 }, (_, n) => 10 * n);
  const own = base.map((cost, n) => cost - (n % 2 === 0 ? 1 : 3));
  const names = ['IS', 'VWAP', 'POV'] as const;
  const results = new Map<StrategyName, ReturnType<typeof costs>>([
    ['TWAP', costs(base)],
    ...names.map(name => [name, costs(own)] as const),
  ]);
  expect(verdictsOf(results, 'TWAP', 1).map(v => [v.strategy, v.p])).toEqual(names.map(name => [name, (3 * 2) / 2001]));
});
