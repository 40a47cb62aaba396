/** A ratio of two means with its 95 % interval. `not identified`: the denominator cannot be told from 0, and then neither can the ratio from any number. */
export type Ratio = { readonly ratio: number; readonly low: number; readonly high: number } | 'not identified';

/** The normal law's 97.5th percentile, squared: samples are large here. */
const Q = 1.959964 ** 2;
/** With fewer observations the normal law is too narrow for the law of t: nothing is said. */
const LEAST = 30;

/**
 * Mean of `over` / mean of `under`, paired observations that do not hang together between pairs, by Fieller (Journal of the Royal Statistical Society B 16,
 * 1954): all R for which mean(over - R under) is within its own error of 0. Throws a RangeError for lists of different lengths.
 */
export function ratioOfMeans(over: ArrayLike<number>, under: ArrayLike<number>): Ratio {
  const n = over.length;
  if (under.length !== n) throw new RangeError(`${n} observations over ${under.length}`);
  if (n < LEAST) return 'not identified';
  const a = mean(over);
  const b = mean(under);
  let [aa, ab, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const da = over[i]! - a;
    const db = under[i]! - b;
    aa += da * da;
    ab += da * db;
    bb += db * db;
  }
  const scale = Q / n / (n - 1);
  const square = b * b - scale * bb;
  if (!(square > 0)) return 'not identified';
  const middle = a * b - scale * ab;
  const root = Math.sqrt(Math.max(0, middle * middle - square * (a * a - scale * aa)));
  return { ratio: a / b, low: (middle - root) / square, high: (middle + root) / square };
}

function mean(of: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < of.length; i++) sum += of[i]!;
  return sum / of.length;
}
