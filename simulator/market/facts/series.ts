/** Mean of the values; NaN where there are none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Central moment of order `order` about the mean. */
export function momentOf(values: ArrayLike<number>, order: number): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - mean) ** order;
  return sum / values.length;
}

/** Fourth moment over the squared variance, less 3: 0 for normal values. NaN where all are equal. */
export const excessKurtosis = (values: ArrayLike<number>): number => momentOf(values, 4) / momentOf(values, 2) ** 2 - 3;

/** Autocorrelation at a lag (the usual estimator, divided by n at every lag). NaN where all values are equal. */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  const mean = meanOf(values);
  let [shared, own] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const here = values[i]! - mean;
    own += here * here;
    if (i + lag < values.length) shared += here * (values[i + lag]! - mean);
  }
  return shared / own;
}

/** Autocorrelations at the lags 1 to `lags`. */
export const autocorrelations = (values: ArrayLike<number>, lags: number): number[] =>
  Array.from({ length: Math.min(lags, Math.max(0, values.length - 1)) }, (_, i) => autocorrelation(values, i + 1));

/** Slope and intercept of the least-squares line through the points. NaN with fewer than two different x. */
export function line(x: readonly number[], y: readonly number[]): { slope: number; intercept: number } {
  const [mx, my] = [meanOf(x), meanOf(y)];
  let [xy, xx] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i]! - mx) * (y[i]! - my);
    xx += (x[i]! - mx) ** 2;
  }
  const slope = xy / xx;
  return { slope, intercept: my - slope * mx };
}

/** The exponent b of y = a x^b by least squares in logarithms, over the points where both are above zero; NaN with fewer than three. */
export function powerOf(x: readonly number[], y: readonly number[]): number {
  const used = x.map((_, i) => i).filter(i => x[i]! > 0 && y[i]! > 0);
  if (used.length < 3) return Number.NaN;
  return line(
    used.map(i => Math.log(x[i]!)),
    used.map(i => Math.log(y[i]!)),
  ).slope;
}

/** The value below which a share `q` (0 to 1) of the values lie; NaN where there are none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}
