import { meanInterval, meanPValue, quantile } from '../../../src/core/measures/bootstrap';
import { draw, drawKey } from '../../../src/core/schedule/curves/draws';

/** Observations by cluster around zero: what a cluster has in common weighs as much as what it has not. */
function clusters(run: number, count: number, size: number): number[][] {
  const key = drawKey('test', run);
  let n = 0;
  const normal = (): number => {
    const radius = Math.sqrt(-2 * Math.log(1 - draw(key, n++)));
    return radius * Math.cos(2 * Math.PI * draw(key, n++));
  };
  return Array.from({ length: count }, () => {
    const common = normal();
    return Array.from({ length: size }, () => common + normal());
  });
}

test.each([
  ['bootstrap', 40],
  ['wild-t', 12],
])('%s: about 95 of 100 intervals over %d clusters hold the truth, where observations of a cluster go together', (by, count) => {
  const RUNS = 120;
  const found = Array.from({ length: RUNS }, (_, run) => meanInterval(clusters(run, count, 4), run, 200));
  const covered = found.filter(i => i.low <= 0 && i.high >= 0).length / RUNS;
  expect({ by: [...new Set(found.map(i => i.by))], covers: covered > 0.89 && covered < 0.995 }).toEqual({
    by: [by],
    covers: true,
  });
});

test('taken as independent, the same observations would give an interval that is too narrow', () => {
  const own = clusters(1, 40, 4);
  const together = meanInterval(own, 1);
  const apart = meanInterval(
    own.flat().map(x => [x]),
    1,
  );
  expect((together.high - together.low) / (apart.high - apart.low)).toBeGreaterThan(1.3);
});

test('one seed gives one interval, another seed another one', () => {
  const own = clusters(1, 40, 2);
  const [a, b, c] = [meanInterval(own, 7), meanInterval(own, 7), meanInterval(own, 8)];
  expect([a, c.low === a.low]).toEqual([b, false]);
});

test('unknown observations are left out, and fewer than three clusters have no interval', () => {
  const N = Number.NaN;
  expect([meanInterval([[1, N], [N], [3]], 1), meanInterval([[1, 2, 3]], 1), meanInterval([], 1)]).toEqual([
    { mean: 2, low: N, high: N, clusters: 2, observations: 2, by: 'none' },
    { mean: 2, low: N, high: N, clusters: 1, observations: 3, by: 'none' },
    { mean: N, low: N, high: N, clusters: 0, observations: 0, by: 'none' },
  ]);
});

test('few clusters as far from their mean on both sides are no certainty', () => {
  const of = (...values: number[]) =>
    meanInterval(
      values.map(v => [v]),
      1,
    );
  const width = (...values: number[]): number => of(...values).high - of(...values).low;
  expect([of(1, 1, 3, 3).by, width(1, 2, 4) > 1, width(1, 1, 1, 3, 3, 3) > 1, meanPValue([[1], [3]], 1) > 0.4]).toEqual([
    'none',
    true,
    true,
    true,
  ]);
});

test('quantiles are interpolated', () => {
  expect([0, 0.25, 0.5, 1].map(p => quantile([1, 2, 4], p))).toEqual([1, 1.5, 2, 4]);
});
