/** Taken once: under a test runner each use of a global is looked up. */
const { ceil, exp, log, log1p, sqrt } = Math;

/** What is known of the costs in one arm. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly squares: number;
}

export const NO_COSTS: Moments = { n: 0, mean: 0, squares: 0 };

/** One more cost (Welford, Technometrics 4, 1962). */
export function withCost({ n, mean, squares }: Moments, cost: number): Moments {
  const step = cost - mean;
  const now = mean + step / (n + 1);
  return { n: n + 1, mean: now, squares: squares + step * (cost - now) };
}

export interface Comparison {
  /** Evidence against no difference; 1 where there is none. */
  readonly statistic: number;
  /** Mean of the second arm less that of the first, and the interval that holds at all times at once with probability 1 - alpha. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

/** How often a comparison may err, over all the times that anybody looks. */
export const ALPHA = 0.05;

/**
 * Compares two arms at any moment, as often as anybody likes. `scale`: the difference, in standard deviations of a cost, that the test is tuned to find.
 *
 * The statistic is the t-test's Bayes factor with a normal mixture over the standardised difference, N(0, g), g = scale^2: with t the pooled statistic, v = a + b - 2 and
 * m = a b / (a + b), it is (1 + m g)^(-1/2) [(1 + t^2 / v) / (1 + t^2 / (v (1 + m g)))]^((v + 1) / 2): Gonen et al., The American Statistician 59 (2005).
 * Mean and spread of the costs are integrated out by their right-Haar prior, so that under no difference it is a martingale that begins at 1, whatever they are,
 * and by Ville's inequality passes 1 / alpha with probability alpha at most: Hendriksen, de Heide and Grunwald, Bayesian Analysis 16 (2021). The mixture is that of the mSPRT, Robbins (1970) and
 * Johari et al., Operations Research 70 (2022), with the spread estimated. The interval is of the differences that it does not reject. Costs count as normal and independent.
 */
export function compared(first: Moments, second: Moments, scale: number, alpha = ALPHA): Comparison {
  const v = first.n + second.n - 2;
  const difference = first.n > 0 && second.n > 0 ? second.mean - first.mean : 0;
  const open = { statistic: 1, difference, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  if (first.n === 0 || second.n === 0 || v < 1) return open;
  const m = (first.n * second.n) / (first.n + second.n);
  const error = sqrt((first.squares + second.squares) / v / m);
  if (!(error > 0)) return open;
  const c = 1 + m * scale * scale;
  const u = (difference / error) ** 2 / v;
  const power = (v + 1) / 2;
  const statistic = exp(power * (log1p(u) - log1p(u / c)) - log(c) / 2);
  const r = exp((log(c) / 2 - log(alpha)) / power);
  const half = r < c ? error * sqrt((v * (r - 1)) / (1 - r / c)) : Number.POSITIVE_INFINITY;
  return { statistic, difference, low: difference - half, high: difference + half };
}

/** What a comparison is planned by. */
export interface PlanningTerms {
  /** Spread of an order's cost, and the difference to be found (bps). */
  readonly sd: number;
  readonly delta: number;
  /** How much the orders of one day count for each other; 1 where not at all. */
  readonly designEffect: number;
}

/** Orders an arm that a comparison is likely to take: 2 (1.96 + 0.84)^2 (sd / delta)^2 times the design effect, for 80 per cent power at 5 per cent looked at once; at every order it takes more. */
export const planningSize = ({ sd, delta, designEffect }: PlanningTerms): number => ceil(15.7 * (sd / delta) ** 2 * designEffect);
