import { fillProbability, poissonAtLeast } from '../../../src/core/slicing/fill-probability';

/** The sum by its definition, in logarithms: slow, and right for any mean. */
function plain(n: number, mean: number): number {
  let below = 0;
  let logFactorial = 0;
  for (let k = 0; k < n; k++) {
    if (k > 0) logFactorial += Math.log(k);
    below += Math.exp(k * Math.log(mean) - mean - logFactorial);
  }
  return 1 - below;
}

describe('the tail of a Poisson count', () => {
  test.each([
    [1, 0.5],
    [3, 2],
    [10, 10],
    [60, 40],
    [128, 120],
  ])('P(N >= %d) of mean %d is the sum', (n, mean) => {
    expect(poissonAtLeast(n, mean)).toBeCloseTo(plain(n, mean), 12);
  });

  test.each([
    [129, 120],
    [180, 160],
    [300, 320],
    [700, 650],
  ])('P(N >= %d) of mean %d is within 0.01 of it by the normal distribution', (n, mean) => {
    expect(Math.abs(poissonAtLeast(n, mean) - plain(n, mean))).toBeLessThan(0.01);
  });

  test('nothing needed is sure, no flow brings nothing, and it never leaves 0 to 1', () => {
    expect([poissonAtLeast(0, 0), poissonAtLeast(1, 0), poissonAtLeast(5, Number.NaN), poissonAtLeast(1, 400)]).toEqual([
      1, 0, 0, 1,
    ]);
  });
});

test('a fill is the likelier the less stands ahead, the more trades and the longer it may rest', () => {
  const queue = { ahead: 500, qty: 100, rate: 20, tradeSize: 100, seconds: 30 };
  const of = (over: Partial<typeof queue>): number => fillProbability({ ...queue, ...over });
  const base = of({});
  expect([
    of({ ahead: 0 }) > base,
    of({ rate: 40 }) > base,
    of({ seconds: 60 }) > base,
    of({ qty: 400 }) < base,
    of({ seconds: 0 }),
  ]).toEqual([true, true, true, true, 0]);
});
