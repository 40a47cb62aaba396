import type { Interval } from '../../../src/core/measures/bootstrap';
import { Chance } from '../../../src/training/impact/chance';
import { ksDistance } from '../../../src/validation/stats/ks';

const each = (values: readonly number[]): number[][] => values.map(v => [v]);

test.each([
  ['none of one apart from the other', [1, 2], [3, 4], 1],
  ['the same', [1, 2, 3], [1, 2, 3], 0],
  // Fa - Fb: 1/4 at 1, 0 at 2, 1/4 at 3 (3 of 4 less 2 of 4), 0 at 5
  ['ties count once all of them are passed', [1, 3, 3, 5], [2, 3, 5, 5], 0.25],
  ['samples of other sizes', [1, 2, 3, 4], [2.5], 0.5],
  ['unknown ones are left out', [1, Number.NaN, 2], [3, 4], 1],
])('distance: %s', (_what, a, b, expected) => {
  expect(ksDistance(each(a), each(b), 1).mean).toBeCloseTo(expected, 12);
});

/** Values by market, with a part in common. */
function sample(name: string, run: number, shift: number): number[][] {
  const chance = new Chance(name, run);
  return Array.from({ length: 30 }, () => {
    const common = 0.7 * chance.normal();
    return Array.from({ length: 6 }, () => shift + common + Math.sqrt(0.51) * chance.normal());
  });
}

// of two normal laws of width 1 that are d apart: 2 Phi(d / 2) - 1
test.each([
  [0, 0],
  [0.5, 0.1974],
  [1, 0.3829],
])(
  'the upper end is above the true distance in nearly all cases, the lower one below it in most (laws %d apart)',
  (shift, truth) => {
    const runs = 12;
    const found = Array.from({ length: runs }, (_, run) => ksDistance(sample('a', run, 0), sample('b', run, shift), run));
    const count = (holds: (i: Interval) => boolean): number => found.filter(holds).length;
    expect({
      above: count(i => i.high >= truth) >= runs - 1,
      below: count(i => i.low <= truth) >= runs - 3,
      between: count(i => i.low <= i.mean && i.mean <= i.high),
    }).toEqual({ above: true, below: true, between: runs });
  },
);

test('orders of one market are no sample of their own: taken apart they give an interval that is too narrow', () => {
  const [a, b] = [sample('a', 9, 0), sample('b', 9, 0.5)];
  const [together, apart] = [ksDistance(a, b, 1), ksDistance(each(a.flat()), each(b.flat()), 1)];
  expect([together.mean === apart.mean, (together.high - together.low) / (apart.high - apart.low) > 1.3]).toEqual([true, true]);
});

test('a sample of one cluster has a distance and no interval; none has neither', () => {
  const N = Number.NaN;
  expect([ksDistance([[1, 2]], [[1], [2]], 1), ksDistance([], [[1]], 1)]).toEqual([
    { mean: 0, low: N, high: N, clusters: 1, observations: 4, by: 'none' },
    { mean: N, low: N, high: N, clusters: 0, observations: 1, by: 'none' },
  ]);
});
