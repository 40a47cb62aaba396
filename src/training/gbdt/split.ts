import type { Bins } from './bins';
import type { Histogram } from './histogram';

/** Sums over the rows of a leaf. */
export interface Sums {
  readonly first: number;
  readonly second: number;
  readonly rows: number;
}

/** Between which values a leaf, and what is below it, must stay so that nothing that is to rise falls. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}
export const UNBOUND: Bounds = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

export interface Split {
  readonly gain: number;
  readonly column: number;
  /** Bins up to this one go left. */
  readonly bin: number;
  readonly left: Sums;
  readonly right: Sums;
}

/** What a split must satisfy. */
export interface SplitRules {
  readonly minLeaf: number;
  readonly l2: number;
  /** For each column 1: what is said must not fall in it, -1: must not rise, 0: free. Left out: all free. */
  readonly monotone?: readonly number[];
  /** A gain is told from none from here on. */
  readonly leastGain: number;
}

/** Less than this of second derivatives in a leaf: its step would be without measure. */
const LEAST_SECOND = 1e-3;

/** A leaf's best value by a step of Newton's, within its bounds. */
export function newtonStep({ first, second }: Sums, l2: number, { low, high }: Bounds): number {
  const value = -first / (second + l2);
  return value < low ? low : value > high ? high : value;
}

/** The best split of a leaf over the columns given, or undefined where none gains anything. */
export function bestSplit(
  { bins, columns, rules }: { bins: Bins; columns: Int32Array; rules: SplitRules },
  histogram: Histogram,
  sums: Sums,
  bounds: Bounds,
): Split | undefined {
  const whole = worth(sums.first, sums.second, rules.l2, bounds);
  const best = { gain: rules.leastGain, column: -1, bin: 0, first: 0, second: 0, rows: 0 };
  for (const column of columns) {
    const from = bins.offsets[column]!;
    // the last bin is the one for the unknown, which always goes right
    const place = { from, last: bins.offsets[column + 1]! - 2 - from, column, whole };
    if (rules.monotone) scanBound(histogram, sums, place, { best, rules, bounds, way: rules.monotone[column]! });
    else scan(histogram, sums, place, best, rules);
  }
  if (best.column < 0) return undefined;
  const { gain, column, bin, ...left } = best;
  return { gain, column, bin, left, right: less(sums, left) };
}

const less = (a: Sums, b: Sums): Sums => ({ first: a.first - b.first, second: a.second - b.second, rows: a.rows - b.rows });

/** How much the loss falls, twice, when a leaf takes its best value within its bounds. */
function worth(first: number, second: number, l2: number, { low, high }: Bounds): number {
  const h = second + l2;
  const free = -first / h;
  const value = free < low ? low : free > high ? high : free;
  return -value * (2 * first + h * value);
}

interface Best {
  gain: number;
  column: number;
  bin: number;
  first: number;
  second: number;
  rows: number;
}

interface Place {
  readonly from: number;
  readonly last: number;
  readonly column: number;
  readonly whole: number;
}

function scan(h: Histogram, sums: Sums, { from, last, column, whole }: Place, best: Best, { minLeaf, l2 }: SplitRules): void {
  let first = 0;
  let second = 0;
  let rows = 0;
  for (let bin = 0; bin <= last; bin++) {
    const inBin = h.rows[from + bin]!;
    if (inBin === 0) continue;
    first += h.first[from + bin]!;
    second += h.second[from + bin]!;
    rows += inBin;
    if (rows < minLeaf) continue;
    if (sums.rows - rows < minLeaf) break;
    const otherFirst = sums.first - first;
    const otherSecond = sums.second - second;
    if (second < LEAST_SECOND || otherSecond < LEAST_SECOND) continue;
    const gain = (first * first) / (second + l2) + (otherFirst * otherFirst) / (otherSecond + l2) - whole;
    if (gain <= best.gain) continue;
    best.gain = gain;
    best.column = column;
    best.bin = bin;
    best.first = first;
    best.second = second;
    best.rows = rows;
  }
}

interface Bound {
  readonly best: Best;
  readonly rules: SplitRules;
  readonly bounds: Bounds;
  readonly way: number;
}

/** The same where leaves are bound, or the column's way is laid down: a split against it is none. */
function scanBound(h: Histogram, sums: Sums, { from, last, column, whole }: Place, { best, rules, bounds, way }: Bound): void {
  let left: Sums = { first: 0, second: 0, rows: 0 };
  for (let bin = 0; bin <= last; bin++) {
    const at = from + bin;
    if (h.rows[at] === 0) continue;
    left = { first: left.first + h.first[at]!, second: left.second + h.second[at]!, rows: left.rows + h.rows[at]! };
    if (left.rows < rules.minLeaf) continue;
    if (sums.rows - left.rows < rules.minLeaf) break;
    const right = less(sums, left);
    if (left.second < LEAST_SECOND || right.second < LEAST_SECOND) continue;
    if (way !== 0 && way * (newtonStep(right, rules.l2, bounds) - newtonStep(left, rules.l2, bounds)) < 0) continue;
    const gain = worth(left.first, left.second, rules.l2, bounds) + worth(right.first, right.second, rules.l2, bounds) - whole;
    if (gain > best.gain) Object.assign(best, { gain, column, bin, ...left });
  }
}
