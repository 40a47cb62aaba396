import type { Interval } from '../../../src/core/measures/bootstrap';
import { atLeast, exact } from '../../../src/run/validate/gates';

const interval = (mean: number, low: number, high: number, clusters = 50): Interval => ({
  mean,
  low,
  high,
  clusters,
  observations: clusters,
  by: clusters < 2 ? 'none' : 'bootstrap',
});
const gate = { id: 'a.b', what: 'a gain', unit: 'bps' };

test.each([
  ['above the bound as a whole', interval(0.3, 0.1, 0.5), 0, 0, 'pass', /its low end is 0.100 above 0/],
  ['below it as a whole', interval(-0.3, -0.5, -0.1), 0, 0, 'fail', /its high end is 0.100 below 0/],
  [
    'around it',
    interval(0.1, -0.1, 0.3),
    0,
    0,
    'inconclusive',
    /its low end is 0.100 short of 0; were the mean what it is, about 200 clusters/,
  ],
  ['around it with its mean below', interval(-0.1, -0.3, 0.1), 0, 0, 'inconclusive', /no number of clusters would do/],
  ['within a margin', interval(0, -0.05, 0.05), -0.1, 0, 'pass', /0.050 above -0.1/],
  ['beyond the margin, and not shown to be a loss', interval(-0.05, -0.2, 0.1), -0.1, 0, 'inconclusive', /0.100 short of -0.1/],
  ['shown to be a loss', interval(-0.3, -0.5, -0.02), -0.1, 0, 'fail', /0.020 below 0/],
  ['shown to be a small loss, within the margin', interval(-0.05, -0.08, -0.02), -0.1, 0, 'pass', /above -0.1/],
  ['at the bound, as of who says nothing', interval(0, 0, 0), 0, 0, 'inconclusive', /0.000 short of 0/],
  [
    'above the bound, of nine clusters',
    interval(0.3, 0.1, 0.5, 9),
    0,
    0,
    'inconclusive',
    /too few clusters for an interval, it takes 10/,
  ],
  ['below it, of two', interval(-0.3, -0.3, -0.3, 2), 0, 0, 'inconclusive', /it takes 10/],
  ['above it, of ten', interval(0.3, 0.1, 0.5, 10), 0, 0, 'pass', /0.100 above 0/],
  ['of one cluster', interval(0.3, Number.NaN, Number.NaN, 1), 0, 0, 'inconclusive', /1 clusters say nothing/],
  ['of none', interval(Number.NaN, Number.NaN, Number.NaN, 0), 0, 0, 'inconclusive', /not known/],
] as const)('a mean whose interval lies %s: %#', (_where, found, least, lost, verdict, why) => {
  const made = atLeast(gate, found, least, lost);
  expect([made.verdict, why.test(made.why), JSON.stringify(made).includes('NaN')]).toEqual([verdict, true, false]);
});

test('an interval that may hardly ever miss takes more clusters', () => {
  const at = (alpha: number): string => atLeast({ ...gate, alpha }, interval(0.3, 0.1, 0.5, 12), 0).verdict;
  expect([at(0.05), at(0.05 / 110)]).toEqual(['pass', 'inconclusive']);
});

test('a number that is known exactly is within its bound or not, and one that is none is not', () => {
  const of = (value: number, must: 'at least' | 'at most', otherwise?: 'inconclusive') =>
    exact({ id: 'a', what: 'b', value, must, bound: 2, why: 'c' }, otherwise).verdict;
  expect([
    of(2, 'at most'),
    of(3, 'at most'),
    of(3, 'at most', 'inconclusive'),
    of(2, 'at least'),
    of(Number.NaN, 'at least'),
    of(Number.POSITIVE_INFINITY, 'at least'),
    of(Number.NEGATIVE_INFINITY, 'at most', 'inconclusive'),
  ]).toEqual(['pass', 'fail', 'inconclusive', 'pass', 'fail', 'fail', 'inconclusive']);
});
