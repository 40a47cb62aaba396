import { TrainingError } from '../training-set';
import { weightedQuantile } from './weighted-quantile';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { abs, exp, log1p, max } = Math;

/**
 * What the trees make small: `l2` squares, `quantile` the pinball loss (Koenker and Bassett, Econometrica 46, 1978), `logistic` the negative log likelihood of
 * y (0 to 1) where the sum is the log odds.
 */
export type LossName = 'l2' | 'quantile' | 'logistic';

/** A loss over all rows of a set, by its first and second derivative in the sum. */
export interface Loss {
  /** The one value that is best for all rows. Throws a TrainingError where there is none. */
  start(): number;
  /** The second derivative is 1 in each row: it need not be kept. */
  readonly even: boolean;
  /** A leaf's value is the quantile of what is left in it, not a step by derivatives. */
  readonly renews: boolean;
  /** Fills derivatives at `sums`; `second` is left alone where the loss is even. */
  derive(sums: Float64Array, first: Float64Array, second: Float64Array): void;
  /** The mean a row. */
  mean(sums: Float64Array): number;
}

/** The rows' truth and what they count for. */
export interface Rows {
  readonly y: Float32Array | Float64Array;
  readonly weight?: Float32Array | Float64Array;
}

/** `quantile`: the part of the rows (0 to 1) that is to lie below; for that loss alone. Throws a TrainingError for a y that cannot be. */
export function lossOf(name: LossName, rows: Rows, quantile: number): Loss {
  if (name === 'l2') return squares(rows);
  return name === 'quantile' ? pinball(rows, quantile) : likelihood(rows);
}

function squares({ y, weight }: Rows): Loss {
  return {
    start: () => meanOf(y, weight, i => y[i]!),
    even: weight === undefined,
    renews: false,
    derive: (sums, first, second) => {
      for (let i = 0; i < y.length; i++) first[i] = sums[i]! - y[i]!;
      scale(first, second, weight);
    },
    mean: sums => meanOf(y, weight, i => (y[i]! - sums[i]!) ** 2),
  };
}

function pinball({ y, weight }: Rows, quantile: number): Loss {
  return {
    start: () => weightedQuantile(Float64Array.from(y), weight, quantile),
    even: weight === undefined,
    renews: true,
    derive: (sums, first, second) => {
      for (let i = 0; i < y.length; i++) first[i] = y[i]! > sums[i]! ? -quantile : 1 - quantile;
      scale(first, second, weight);
    },
    mean: sums =>
      meanOf(y, weight, i => {
        const off = y[i]! - sums[i]!;
        return off > 0 ? quantile * off : (quantile - 1) * off;
      }),
  };
}

function likelihood({ y, weight }: Rows): Loss {
  const wrong = y.findIndex(v => v < 0 || v > 1);
  if (wrong >= 0) throw new TrainingError(`logistic: y of row ${wrong} is ${y[wrong]}, not from 0 to 1`);
  return {
    start: () => {
      const part = meanOf(y, weight, i => y[i]!);
      if (part === 0 || part === 1)
        throw new TrainingError(`logistic: y is ${part} in every row: there is nothing to tell apart`);
      return Math.log(part / (1 - part));
    },
    even: false,
    renews: false,
    derive: (sums, first, second) => {
      for (let i = 0; i < y.length; i++) {
        const p = 1 / (1 + exp(-sums[i]!));
        const w = weight ? weight[i]! : 1;
        first[i] = w * (p - y[i]!);
        second[i] = w * p * (1 - p);
      }
    },
    // log(1 + exp(s)) - y s, written so that nothing overflows
    mean: sums => meanOf(y, weight, i => max(sums[i]!, 0) + log1p(exp(-abs(sums[i]!))) - y[i]! * sums[i]!),
  };
}

function scale(first: Float64Array, second: Float64Array, weight: Rows['weight']): void {
  if (!weight) return;
  for (let i = 0; i < first.length; i++) {
    first[i]! *= weight[i]!;
    second[i] = weight[i]!;
  }
}

function meanOf(y: ArrayLike<number>, weight: Rows['weight'], of: (row: number) => number): number {
  let [sum, whole] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    const w = weight ? weight[i]! : 1;
    sum += w * of(i);
    whole += w;
  }
  return sum / whole;
}
