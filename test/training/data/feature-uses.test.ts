import { SYMBOL_FEATURES } from '../../../src/core/features/names';
import type { DataSet } from '../../../src/training/data/data-set';
import { referenceOf, usesOf } from '../../../src/training/data/feature-uses';

const N = 2001;
const grid = Float32Array.from({ length: N }, (_, k) => k);
const named = (name: string) => SYMBOL_FEATURES.find(f => f.name === name)!;

/** A set of so many columns; the states: each row half busy, and half calm (the lower ones) or stressed. */
const setOf = (x: readonly Float32Array[]): DataSet => ({
  rows: N,
  x,
  y: [],
  calm: grid,
  states: [grid.map(k => (k < N / 2 ? 0.5 : 0)), grid.map(() => 0.5), grid.map(k => (k < N / 2 ? 0 : 0.5))],
  starts: [0],
  clusters: ['one'],
});

test('ranges are those of the rows but a thousandth, wider by half and within what the feature can be; what is missing is filled by the median', () => {
  const holes = grid.map((v, k) => (k % 2 === 0 ? v : Number.NaN));
  const imbalance = grid.map(k => (2 * k) / (N - 1) - 1);
  const returns = grid.map(k => k - 1000);
  const names = ['spreadBps', 'queueBid', 'imbalance1', 'trend300'].map(named);
  const uses = usesOf(names, setOf([grid, holes, imbalance, returns]));
  expect(uses).toEqual([
    { name: 'spreadBps', units: 'bps of mid', fill: null, low: 0, high: 2996 },
    { name: 'queueBid', units: 'seconds, at most 3,600', fill: 1000, low: 0, high: 2996 },
    { name: 'imbalance1', units: '-1 to 1', fill: null, low: -1, high: 1 },
    { name: 'trend300', units: 'bps a second', fill: null, low: -1996, high: 1996 },
  ]);
});

test('a feature that no row knows is named', () => {
  expect(usesOf([named('spreadBps'), named('depth')], setOf([grid, grid.map(() => Number.NaN)]))).toBe('depth');
});

test('the reference has tenths, all of them and by state; slow features and those of few values have none', () => {
  const few = grid.map(k => k % 3);
  const reference = referenceOf(['depth', 'tradeSign', 'volatility300'], setOf([grid, few, grid]));
  const near = (share: number) => expect.closeTo(share, 2);
  expect(reference).toEqual({
    depth: {
      edges: [200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800],
      shares: new Array(10).fill(near(0.1)),
      usual: near(0),
      byState: [
        [...new Array(5).fill(near(0.2)), ...new Array(5).fill(near(0))],
        new Array(10).fill(near(0.1)),
        [...new Array(5).fill(near(0)), ...new Array(5).fill(near(0.2))],
      ],
    },
  });
});
