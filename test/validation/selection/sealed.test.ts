import { Chance } from '../../../src/training/impact/chance';
import { alphaOf, judgeSealed } from '../../../src/validation/selection/sealed';

/** A market each, of mean `mean` and width 1, in which two orders have most in common. */
function advantage(clusters: number, mean: number, seed = 1): number[][] {
  const chance = new Chance('sealed', seed);
  return Array.from({ length: clusters }, () => {
    const common = mean + chance.normal();
    return [common, common + 0.1 * chance.normal()];
  });
}

const TERMS = { margin: 0.1, accesses: 1, seed: 1 };

test.each([
  ['cheaper', advantage(100, 0.6), {}, 'pass', 'It is cheaper by 0.563 [0.334, 0.783] bps over 100 clusters: above 0 by 0.334.'],
  ['dearer', advantage(100, -0.6), {}, 'fail', 'It is dearer: -0.637 [-0.866, -0.417] bps over 100 clusters, below 0 by 0.417.'],
  [
    'never more than what counts',
    advantage(100, 0).map(c => c.map(v => v / 100)),
    {},
    'fail',
    'It is of no use: 0.000 [-0.003, 0.002] bps over 100 clusters, below the 0.100 that count.',
  ],
  [
    'too wide to tell',
    advantage(30, 0.15),
    {},
    'inconclusive',
    'It cannot be told: -0.068 [-0.455, 0.346] bps over 30 clusters. To tell a gain of 0.100 takes some 966 clusters.',
  ],
  [
    'a gain that is less than what counts, and is there',
    advantage(100, 6).map(c => c.map(v => v / 100)),
    {},
    'pass',
    'It is cheaper by 0.060 [0.057, 0.062] bps over 100 clusters: above 0 by 0.057.',
  ],
  [
    'too few clusters, whatever they say',
    advantage(9, 50),
    {},
    'inconclusive',
    '9 clusters are too few for an interval: it takes 10.',
  ],
  [
    'enough for one access',
    advantage(10, 50),
    {},
    'pass',
    'It is cheaper by 49.956 [49.684, 50.228] bps over 10 clusters: above 0 by 49.684.',
  ],
  [
    'too few for so many accesses',
    advantage(10, 50),
    { accesses: 40 },
    'inconclusive',
    '10 clusters are too few for an interval after 40 accesses: it takes 17.',
  ],
])('%s', (_what, own, over, verdict, why) => {
  const gate = judgeSealed({ advantage: own, ...TERMS, ...over });
  expect([gate.id, gate.verdict, gate.why]).toEqual(['sealed.advantage', verdict, why]);
});

test('every access makes the interval wider, and what one look showed may not be shown by many', () => {
  const own = advantage(60, 0.47);
  const looks = [1, 5, 20].map(accesses => judgeSealed({ advantage: own, ...TERMS, accesses }));
  const widths = looks.map(g => g.high! - g.low!);
  expect([looks.map(g => g.verdict), widths[1]! > 1.2 * widths[0]!, widths[2]! > 1.1 * widths[1]!]).toEqual([
    ['pass', 'inconclusive', 'inconclusive'],
    true,
    true,
  ]);
});

test('all accesses together miss the truth in one case of twenty, however many there are', () => {
  const sumOf = (looks: number): number => Array.from({ length: looks }, (_, n) => alphaOf(n + 1)).reduce((sum, a) => sum + a, 0);
  expect([sumOf(5) < 0.05, sumOf(100_000) < 0.05, sumOf(100_000) > 0.0499]).toEqual([true, true, true]);
});

test('what nothing stands behind passes in about one of eighty looks, and in no more when there are many', () => {
  const looks = 300;
  const passed = Array.from({ length: looks }, (_, n) =>
    judgeSealed({ advantage: advantage(40, 0, n + 1), margin: 0.1, accesses: 1, seed: n }),
  );
  expect(passed.filter(g => g.verdict === 'pass').length / looks).toBeLessThan(0.05);
});

test.each([
  ['no access', { accesses: 0 }, 'accesses is 0: must be a whole number from 1'],
  ['a margin below 0', { margin: -1 }, 'margin is -1: must be 0 or more'],
  [
    'an order without a cost',
    { advantage: [[1], [1, Number.NaN]] },
    'cluster 1 has an order whose cost is not known: one that could not be done is not left out',
  ],
])('refused: %s', (_what, over, message) => {
  expect(() => judgeSealed({ advantage: [[1]], ...TERMS, ...over })).toThrow(new RangeError(message));
});
