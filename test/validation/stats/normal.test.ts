import { normalCdf, normalQuantile } from '../../../src/validation/stats/normal';

// Abramowitz and Stegun, Handbook of Mathematical Functions, tables 26.1 and 26.2
test.each([
  [0, 0.5],
  [1, 0.841344746068543],
  [-1.96, 0.02499789514822],
  [2, 0.977249868051821],
  [-3, 0.00134989803163],
])('the chance of at most %d', (x, p) => {
  expect(normalCdf(x)).toBeCloseTo(p, 14);
});

// table 26.2, -log10 of the upper tail
test.each([
  [5, 6.54265],
  [10, 23.11805],
  [20, 88.5601],
])('a tail beyond %d keeps its relative precision', (x, digits) => {
  expect(-Math.log10(normalCdf(-x))).toBeCloseTo(digits, 5);
});

test.each([
  [0.5, 0],
  [0.8, 0.841621233572914],
  [0.95, 1.644853626951472],
  [0.975, 1.959963984540054],
  [0.0001, -3.719016485455709],
])('the quantile at %d', (p, x) => {
  expect(normalQuantile(p)).toBeCloseTo(x, 12);
});

test('one undoes the other, far into the tails; what is no chance has no quantile', () => {
  const chances = [1e-300, 1e-20, 1e-9, 0.001, 0.3, 0.499];
  const ends = [0, 1, -0.1, 1.1, Number.NaN].map(normalQuantile);
  expect([chances.map(p => normalCdf(normalQuantile(p)) / p), ends, normalCdf(Number.NaN)]).toEqual([
    chances.map(() => expect.closeTo(1, 10)),
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, Number.NaN, Number.NaN],
    Number.NaN,
  ]);
});
