/** Terms of a Poisson sum that are added up; above it, or where exp(-mean) is too small a number, the normal approximation stands in. */
const TERMS = 128;
const LARGEST_MEAN = 500;

/**
 * P(N >= n) of a Poisson count N of mean `mean`. Exact up to 128 events; beyond that by the normal distribution with continuity correction,
 * which is off by less than 0.01 there.
 */
export function poissonAtLeast(n: number, mean: number): number {
  if (n <= 0) return 1;
  if (!(mean > 0)) return 0;
  if (n > TERMS || mean > LARGEST_MEAN) return 1 - normalBelow((n - 0.5 - mean) / Math.sqrt(mean));
  let term = Math.exp(-mean);
  let below = term;
  for (let k = 1; k < n; k++) {
    term *= mean / k;
    below += term;
  }
  return Math.min(1, Math.max(0, 1 - below));
}

/** The standard normal distribution, within 1e-7: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17. */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(x));
  const sum = t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  const tail = sum * Math.exp((-x * x) / 2) * 0.398_942_280_401_432_7;
  return x >= 0 ? 1 - tail : tail;
}

/** What the fill of a resting order hangs on. Quantities in shares (or contracts), all finite. */
export interface Queue {
  /** What stands before it at its price. */
  readonly ahead: number;
  /** Its own quantity. */
  readonly qty: number;
  /** Shares a second that come in against its side. */
  readonly rate: number;
  /** Mean size of a trade, above zero. */
  readonly tradeSize: number;
  /** How long it may rest (s). */
  readonly seconds: number;
}

/**
 * Probability that a resting order fills whole in time: trades against its side arrive as a Poisson process, each takes `tradeSize`, and as many
 * are needed as eat up what stands ahead and the order: P(N >= ceil((ahead + qty) / tradeSize)), N of mean rate / tradeSize x seconds.
 * After Cont, Stoikov and Talreja, Operations Research 58 (2010), whose market orders at the touch are Poisson as well; simpler than theirs:
 * nobody ahead cancels and the touch stays, so that it errs on the low side in a quiet book.
 */
export function fillProbability({ ahead, qty, rate, tradeSize, seconds }: Queue): number {
  return poissonAtLeast(Math.ceil((ahead + qty) / tradeSize), (rate / tradeSize) * seconds);
}
