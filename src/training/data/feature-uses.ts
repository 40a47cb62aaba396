import type { FeatureName } from '../../core/features/names';
import type { FeatureUse } from '../../core/learned/model';
import { binOf, expectedShares, stability } from '../../core/learning/psi';
import type { FeatureReference, ModelReference } from '../../core/learning/terms';
import { quantile } from '../../core/measures/bootstrap';
import type { DataSet } from './data-set';

/** Parts of the rows that are beyond the range of a feature on each side, before it is widened, and by what part of itself it is. */
const BEYOND = 0.001;
const WIDER = 0.5;

/**
 * How a model uses its features: filled by their median where some rows of the training set lack them (`side`, which only orders have: by 0), not asked
 * where none did; the range is that of all rows but a thousandth on each side, widened by half on each, and within the feature's own.
 * Returns the name of the first feature that no row has in its place.
 */
export function usesOf(names: readonly FeatureName[], { x }: DataSet): readonly FeatureUse[] | string {
  const uses: FeatureUse[] = [];
  for (const [i, { name, units }] of names.entries()) {
    const known = knownOf(x[i]!);
    if (known.length === 0) return name;
    const [low, high] = [quantile(known, BEYOND), quantile(known, 1 - BEYOND)];
    const wider = WIDER * (high - low);
    const [least, most] = bounds(units, low);
    const missing = known.length < x[i]!.length;
    const fill = name === 'side' ? 0 : missing ? short(quantile(known, 0.5)) : null;
    uses.push({ name, units, fill, low: short(Math.max(least, low - wider)), high: short(Math.min(most, high + wider)) });
  }
  return uses;
}

/** Features that move too slowly for a window of an hour to say whether they are distributed otherwise. */
const SLOW: ReadonlySet<string> = new Set([
  'volatility300',
  'trend300',
  'flow300',
  'volumeDay',
  'newsUrgency',
  'sinceNews',
  'sinceHalt',
  'side',
]);

/**
 * How features were distributed: what a running gateway compares its own rows with. By tenths, and where the regime filter knows by its states: a row counts for a
 * state by its probability. Left out are slow ones, and those of so few values that tenths are none.
 */
export function referenceOf(names: readonly string[], set: DataSet): ModelReference {
  const found: Record<string, FeatureReference> = {};
  names.forEach((name, i) => {
    const column = set.x[i]!;
    const known = knownOf(column);
    const edges = [...new Set(Array.from({ length: 9 }, (_, n) => short(quantile(known, (n + 1) / 10))))];
    if (SLOW.has(name) || edges.length < 9) return;
    const bins = Array.from(column, value => (Number.isNaN(value) ? -1 : binOf(edges, value)));
    const byState = set.states.map(state => sharesOf(bins, state));
    const shares = sharesOf(bins);
    const reference = {
      edges,
      shares,
      ...(byState.length === 3 && byState.every(row => !row.some(Number.isNaN)) && { byState }),
    };
    found[name] = { ...reference, usual: short(usualOf(reference, bins, set)) };
  });
  return found;
}

/**
 * The largest index that one cluster has against all of them: as far from the rest as this a day may be where nothing is wrong. Where rows come with their mirror images
 * the two alternate, and only one of them is a day as it may be met: so every other row is a day of its own.
 */
function usualOf(reference: FeatureReference, bins: readonly number[], set: DataSet): number {
  const { starts, rows } = set;
  return Math.max(
    ...starts.flatMap((from, c) => [from, from + 1].map(first => dayIndex(reference, bins, set, [first, starts[c + 1] ?? rows]))),
  );
}

/** The index of every other row from `first` up to `end`; 0 where none is known. */
function dayIndex(
  reference: FeatureReference,
  bins: readonly number[],
  { states }: DataSet,
  [first, end]: readonly [number, number],
): number {
  const seen = new Array<number>(10).fill(0);
  const expected = new Array<number>(10).fill(0);
  let n = 0;
  for (let k = first; k < end; k += 2) {
    if (bins[k]! < 0) continue;
    n++;
    seen[bins[k]!]!++;
    const posteriors = states.map(state => state[k]!);
    const known = posteriors.length === 3 && !posteriors.some(Number.isNaN);
    expectedShares(reference, { hour: -1, posteriors: known ? posteriors : undefined }).forEach((share, b) => {
      expected[b]! += share;
    });
  }
  return n > 0 ? stability(seen, expected, n) : 0;
}

/** Shares of ten bins; -1 is none. `weight`: what a row counts for, nothing where NaN. */
function sharesOf(bins: readonly number[], weight?: Float32Array): number[] {
  const sums = new Array<number>(10).fill(0);
  bins.forEach((bin, k) => {
    const w = weight ? weight[k]! : 1;
    if (bin >= 0 && !Number.isNaN(w)) sums[bin]! += w;
  });
  const all = sums.reduce((sum, w) => sum + w, 0);
  return sums.map(w => short(w / all));
}

const knownOf = (column: Float32Array): Float32Array => column.filter(value => !Number.isNaN(value)).sort();

/** Six digits that matter. */
const short = (value: number): number => Number(value.toPrecision(6));

/** The range that a feature cannot leave: by its units, or at or above 0 where it hardly ever is below. */
function bounds(units: string, low: number): readonly [least: number, most: number] {
  if (/^-1/.test(units) || units === '1 or -1') return [-1, 1];
  return [low < 0 ? Number.NEGATIVE_INFINITY : 0, Number.POSITIVE_INFINITY];
}
