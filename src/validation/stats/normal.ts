/** Up to here the series is summed; beyond, its terms grow so large that the small tail would be lost in them. */
const SERIES_TO = 3;
const STEPS = 200;

/** The density of the standard normal law at x. */
const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/**
 * The chance that a standard normal number is at most x. Near 0 by the series 1/2 + density(x) (x + x^3/3 + x^5/(3*5) + ...), to about 1e-15 (Marsaglia, Evaluating the
 * Normal Distribution, Journal of Statistical Software 11(4), 2004); in the tails by Laplace's continued fraction density(x)/(x + 1/(x + 2/(x + 3/(x + ...)))),
 * so that they keep their relative precision.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > SERIES_TO) return 1 - upperTail(x);
  if (x < -SERIES_TO) return upperTail(-x);
  let term = x;
  let sum = x;
  for (let k = 3; k < STEPS && Math.abs(term) > 1e-18; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}

/** The chance of more than x, for x above `SERIES_TO`, from the far end of the fraction inwards. */
function upperTail(x: number): number {
  let fraction = x;
  for (let k = STEPS; k > 0; k--) fraction = x + k / fraction;
  return normalDensity(x) / fraction;
}

/**
 * The x that a standard normal number stays at or below with chance p; -Infinity at 0, Infinity at 1, NaN outside. Starts from formula 26.2.23 of Abramowitz and Stegun,
 * Handbook of Mathematical Functions (1964; off by up to 4.5e-4), and takes three steps of Halley on `normalCdf`.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || p === 1) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (let step = 0; step < 3; step++) {
    const off = (normalCdf(x) - p) / normalDensity(x);
    x -= off / (1 + (x * off) / 2);
  }
  return x;
}
