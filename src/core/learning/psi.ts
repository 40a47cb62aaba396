import { fourDecimals } from '../round';
import type { Finding } from './residual-tests';
import type { FeatureReference, ModelReference } from './terms';

/** Taken once: under a test runner each use of a global is looked up. */
const { log, max, min } = Math;

/** Above this a feature is distributed otherwise than in training; where single days of training already were, above the largest of these and a quarter. */
const SHIFTED = 0.2;
const MORE = 1.25;
const limitOf = ({ usual = 0 }: FeatureReference): number => max(SHIFTED, MORE * usual);
/** A window has so many observations at least, */
const LEAST = 500;
/** and so many as its autocorrelation leaves: 170 * 0.2 is the 0.9999 quantile of chi-squared with nine degrees of freedom, which 170 times the index has where nothing shifted. */
const INDEPENDENT = 170;
/** Shares below this are taken for it: an index knows no empty bin. */
const FLOOR = 0.0005;
const BINS = 10;
/** How alike neighbours are taken to be at most, and where a feature stands still: next to nothing is known of it then. */
const STUCK = 0.9999;

/** When an observation was made, in what market. */
export interface Seen {
  readonly symbol: string;
  /** Hour of the day in UTC, 0 to 23. */
  readonly hour: number;
  /** Of the regime filter; undefined where there is none. */
  readonly posteriors: readonly number[] | undefined;
}

/**
 * Population stability index, sum (a - e) ln(a / e) over ten bins, of a model's features by symbol and hour of the day: a the shares seen, e those of training (of the same states and the same hour, where the
 * reference tells them). Observations that follow each other are much alike: a window is over once it has as many as count for 170 independent
 * ones, n (1 - r) / (1 + r) with r the correlation of one bin number with the next.
 */
export class FeatureDrift {
  private readonly cells = new Map<string, Cell>();

  constructor(private readonly reference: ModelReference) {}

  /** Takes the vector of a bar by the names of its columns; says what a window that is over has found. */
  add(names: readonly string[], values: readonly (number | null)[], seen: Seen): Finding[] {
    const found: Finding[] = [];
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      const reference = this.reference[name];
      const value = values[i];
      if (!reference || value === null || value === undefined || !Number.isFinite(value)) continue;
      const key = `${seen.symbol} ${seen.hour} ${name}`;
      let cell = this.cells.get(key);
      if (!cell) this.cells.set(key, (cell = new Cell()));
      cell.add(binOf(reference.edges, value), expectedShares(reference, seen));
      if (!cell.isOver()) continue;
      this.cells.delete(key);
      const index = cell.index();
      const limit = limitOf(reference);
      if (index > limit)
        found.push({ by: 'psi', feature: name, value: fourDecimals(index), limit: fourDecimals(limit), n: cell.n });
    }
    return found;
  }
}

/** The bin of a value: the first whose upper edge is not below it. */
export function binOf(edges: readonly number[], value: number): number {
  let bin = 0;
  while (bin < edges.length && value > edges[bin]!) bin++;
  return bin;
}

/** Shares in each bin as training has them for such a moment. */
export function expectedShares(
  { shares, byHour, byState }: FeatureReference,
  { hour, posteriors }: Pick<Seen, 'hour' | 'posteriors'>,
): readonly number[] {
  const atHour = byHour?.[String(hour)];
  if (atHour) return atHour;
  if (!byState || !posteriors) return shares;
  return shares.map((_, bin) => posteriors.reduce((sum, p, k) => sum + p * byState[k]![bin]!, 0));
}

/** One window of one feature. */
class Cell {
  n = 0;
  private readonly counts = new Float64Array(BINS);
  private readonly expected = new Float64Array(BINS);
  private last = Number.NaN;
  // sums of bin numbers, their squares and their products with the one before
  private sum = 0;
  private squares = 0;
  private products = 0;

  add(bin: number, shares: readonly number[]): void {
    this.n++;
    this.counts[bin]!++;
    for (let b = 0; b < BINS; b++) this.expected[b]! += shares[b]!;
    this.sum += bin;
    this.squares += bin * bin;
    if (!Number.isNaN(this.last)) this.products += bin * this.last;
    this.last = bin;
  }

  isOver(): boolean {
    if (this.n < LEAST) return false;
    const mean = this.sum / this.n;
    const variance = this.squares / this.n - mean * mean;
    const r = variance > 0 ? min(max((this.products / (this.n - 1) - mean * mean) / variance, 0), STUCK) : STUCK;
    return (this.n * (1 - r)) / (1 + r) >= INDEPENDENT;
  }

  index(): number {
    return stability(this.counts, this.expected, this.n);
  }
}

/** The index of what was seen against what was expected, both as sums over `n` observations. */
export function stability(seen: ArrayLike<number>, expected: ArrayLike<number>, n: number): number {
  let index = 0;
  for (let b = 0; b < seen.length; b++) {
    const a = max(seen[b]! / n, FLOOR);
    const e = max(expected[b]! / n, FLOOR);
    index += (a - e) * log(a / e);
  }
  return index;
}
