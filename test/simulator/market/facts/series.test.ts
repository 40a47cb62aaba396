import { Draws } from '../../../../simulator/market/draws';
import {
  autocorrelation,
  autocorrelations,
  excessKurtosis,
  line,
  meanOf,
  momentOf,
  powerOf,
  quantile,
} from '../../../../simulator/market/facts/series';

/** Normal numbers, or an autoregression of them. */
function noise(n: number, memory = 0): number[] {
  const draws = new Draws(1, 0);
  let last = 0;
  return Array.from({ length: n }, (_, i) => {
    draws.decide(i);
    last = memory * last + draws.normal();
    return last;
  });
}
const near = (value: number, expected: number, within: number): boolean => Math.abs(value - expected) < within;

describe('statistics with known answers', () => {
  test('moments: by hand', () => {
    expect([meanOf([1, 2, 3, 6]), momentOf([1, 2, 3, 6], 2), excessKurtosis([-1, 1, -1, 1])]).toEqual([3, 3.5, -2]);
  });

  test('an alternating series: -1 and 1 in turn, less what the estimator loses at the ends', () => {
    expect(autocorrelations([1, -1, 1, -1], 3)).toEqual([-0.75, 0.5, -0.25]);
  });

  test('normal numbers have mean 0, variance 1 and no excess kurtosis; an autoregression remembers as its power', () => {
    const [plain, remembering] = [noise(40_000), noise(40_000, 0.6)];
    expect([
      near(meanOf(plain), 0, 0.02),
      near(momentOf(plain, 2), 1, 0.03),
      near(excessKurtosis(plain), 0, 0.1),
      near(autocorrelation(plain, 1), 0, 0.02),
      near(autocorrelation(remembering, 1), 0.6, 0.02),
      near(autocorrelation(remembering, 3), 0.216, 0.03),
    ]).toEqual([true, true, true, true, true, true]);
  });

  test('a line and a power law are found again; points that are not above zero do not count', () => {
    expect([
      line([1, 2, 3], [5, 7, 9]),
      powerOf([1, 4, 16, 64], [3, 6, 12, 24]).toFixed(6),
      powerOf([1, 4, 16, 64, 256], [3, 6, 12, 24, -1]).toFixed(6),
      powerOf([1, 4], [3, 6]),
    ]).toEqual([{ slope: 2, intercept: 3 }, '0.500000', '0.500000', Number.NaN]);
  });

  test('quantiles', () => {
    expect([quantile([5, 1, 3], 0), quantile([5, 1, 3], 0.5), quantile([5, 1, 3], 1), quantile([], 0.5)]).toEqual([
      1,
      3,
      5,
      Number.NaN,
    ]);
  });
});
