import { normalCdf, normalQuantile } from './normal';

/** The Euler-Mascheroni constant. */
const GAMMA = 0.5772156649015329;
/** How sure a deflated Sharpe ratio is asked to be, and the normal law's quantile there. */
const SURE = 0.95;
/** A spread so much smaller than the mean is what rounding leaves of none. */
const ROUNDING = 1e-12;

/** What a Sharpe ratio is judged by. `n`: observations; `skew` (0 of the normal law) and `kurtosis` (3) of the sample. */
export interface Moments {
  readonly n: number;
  readonly sharpe: number;
  readonly skew: number;
  readonly kurtosis: number;
}

/**
 * Mean over standard deviation (over n - 1) of observations that stand for themselves: one a cluster, never one an order; not annualised. 0 where all are 0 (a baseline's advantage
 * over itself); NaN of fewer than two, and where all are one other value.
 */
export const sharpeOf = (x: readonly number[]): number => momentsOf(x).sharpe;

export function momentsOf(x: readonly number[]): Moments {
  const n = x.length;
  const mean = x.reduce((sum, v) => sum + v, 0) / n;
  let [second, third, fourth] = [0, 0, 0];
  for (const v of x) {
    const d = v - mean;
    second += d * d;
    third += d ** 3;
    fourth += d ** 4;
  }
  const variance = second / n;
  const sd = Math.sqrt(second / (n - 1));
  if (n < 2 || !(sd > ROUNDING * Math.abs(mean)))
    return { n, sharpe: n >= 2 && mean === 0 ? 0 : Number.NaN, skew: Number.NaN, kurtosis: Number.NaN };
  return { n, sharpe: mean / sd, skew: third / n / variance ** 1.5, kurtosis: fourth / n / variance ** 2 };
}

/** The square root of n - 1 times the standard error of a Sharpe ratio (Mertens 2002, as in the papers below). */
const spreadOf = ({ sharpe, skew, kurtosis }: Moments): number =>
  Math.sqrt(1 - skew * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe);

/**
 * The chance that the true Sharpe ratio is above `benchmark`: Z[(SR - SR*) sqrt(n - 1) / sqrt(1 - skew SR + (kurtosis - 1)/4 SR^2)]. (Bailey and Lopez de Prado, The Sharpe
 * Ratio Efficient Frontier, Journal of Risk 15(2), 2012.)
 */
export const probabilisticSharpe = (moments: Moments, benchmark: number): number =>
  normalCdf(((moments.sharpe - benchmark) * Math.sqrt(moments.n - 1)) / spreadOf(moments));

/**
 * The Sharpe ratio that the best of so many trials is expected to have where none has any: sqrt(V) ((1 - g) z(1 - 1/N) + g z(1 - 1/(N e))), V the variance of ratios across
 * trials, g Euler's constant. 0 of one trial: nothing was chosen.
 */
export const expectedMaxSharpe = (variance: number, trials: number): number =>
  trials <= 1 ? 0 : Math.sqrt(variance) * bestOf(trials);

const bestOf = (trials: number): number =>
  (1 - GAMMA) * normalQuantile(1 - 1 / trials) + GAMMA * normalQuantile(1 - 1 / (trials * Math.E));

export interface DeflatedInput {
  /** Of the selected trial, one a cluster. */
  readonly returns: readonly number[];
  /** Sharpe ratios of all trials, the rejected ones and the selected one included; over the same number of clusters. */
  readonly trialSharpes: readonly number[];
  /** Trials that were counted, where ratios are not known of all: those are held to have nothing in common. */
  readonly trials?: number | undefined;
  /** Variance of the ratios across the trials that are known that is luck; left out, that of `trialSharpes`, as in the paper. */
  readonly variance?: number | undefined;
}

export interface Deflated {
  readonly sharpe: number;
  /** What the best of the trials would have by chance alone. */
  readonly expectedMax: number;
  /** The chance that the selected one's true ratio is above that. */
  readonly probability: number;
  /** Clusters with which this ratio would be told from chance at 0.95, were the trials' spread to shrink as chance does; Infinity of a ratio of 0 or less. */
  readonly clustersNeeded: number;
}

/**
 * The deflated Sharpe ratio: the probabilistic one against what the best of all trials is expected to have by chance (Bailey and Lopez de Prado, The Deflated Sharpe Ratio, Journal
 * of Portfolio Management 40(5), 2014). Trials that hang together spread less, which lowers the bar as it should be; trials that are bad for a reason spread more, and
 * raise it: `luckVariance` leaves that out. How much the known ones hang together says nothing of trials that were only counted: where there are such, the bar is at least that of as many with
 * nothing in common, a variance of 1 / (n - 1). Throws a RangeError where a ratio is not a number.
 */
export function deflatedSharpe({ returns, trialSharpes, trials, variance }: DeflatedInput): Deflated {
  const bad = trialSharpes.findIndex(s => !Number.isFinite(s));
  if (bad >= 0) throw new RangeError(`the Sharpe ratio of trial ${bad} is ${trialSharpes[bad]}`);
  const moments = momentsOf(returns);
  if (Number.isNaN(moments.sharpe))
    throw new RangeError('the selected trial has no Sharpe ratio: one value in all clusters, or fewer than two');
  const known = trialSharpes.length;
  const counted = trials !== undefined && trials > known ? expectedMaxSharpe(1 / (moments.n - 1), trials) : 0;
  const expectedMax = Math.max(counted, expectedMaxSharpe(variance ?? varianceOf(trialSharpes), known));
  // no spread at all: nothing was gained, nothing can be told
  const probability = Number.isNaN(moments.skew) ? 0.5 : probabilisticSharpe(moments, expectedMax);
  return { sharpe: moments.sharpe, expectedMax, probability, clustersNeeded: needed(moments, expectedMax) };
}

/**
 * The variance across trials that luck gives their Sharpe ratios: (1 - r) / (n - 1) over n clusters, r the mean correlation of two trials. It is the mean over clusters of the variance across
 * trials of standardised figures [trial][cluster]; those that never move have no luck and are left out, and of fewer than
 * two nothing is known of r: then it is taken as 0. The variance of the ratios themselves has the trials' true differences in it too, so
 * that with it a good trial among bad ones looks like luck.
 */
export function luckVariance(trials: readonly (readonly number[])[]): number {
  const n = trials[0]?.length ?? 0;
  const standard = trials.flatMap(row => standardised(row) ?? []);
  if (standard.length < 2) return 1 / (n - 1);
  let sum = 0;
  for (let c = 0; c < n; c++) sum += varianceOf(standard.map(row => row[c]!));
  return sum / n / (n - 1);
}

/** With mean 0 and variance 1 (over n); undefined where nothing moves. */
function standardised(x: readonly number[]): Float64Array[] | undefined {
  const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
  const variance = x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length;
  return variance > 0 ? [Float64Array.from(x, v => (v - mean) / Math.sqrt(variance))] : undefined;
}

/** Solves (SR - SR0 sqrt(n0 / n)) sqrt(n - 1) = z(0.95) spread for n, with sqrt(n) for sqrt(n - 1). */
function needed(moments: Moments, expectedMax: number): number {
  const { n, sharpe } = moments;
  if (!(sharpe > 0)) return Number.POSITIVE_INFINITY;
  return Math.ceil(1 + ((expectedMax * Math.sqrt(n) + normalQuantile(SURE) * spreadOf(moments)) / sharpe) ** 2);
}

function varianceOf(x: readonly number[]): number {
  if (x.length < 2) return 0;
  const mean = x.reduce((sum, v) => sum + v, 0) / x.length;
  return x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (x.length - 1);
}
