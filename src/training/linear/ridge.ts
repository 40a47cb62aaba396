import { solve } from '../impact/least-squares';
import { checkSet, TrainingError, type TrainingSet } from '../training-set';
import { fitOf, type LinearFit, type LinearOptions } from './member';
import { standardOf, weighed } from './standard';

/**
 * Least squares with a ridge (Hoerl and Kennard, Technometrics 12, 1970) in closed form: columns are standardised, so that one `l2` suits them
 * all. A column that does not move gets weight 0. Throws a TrainingError for NaN, or where columns repeat one another and `l2` is 0.
 */
export function ridge(set: TrainingSet, { l2 }: LinearOptions): LinearFit {
  checkSet(set, 'unknowns refused');
  checkL2(l2);
  const standard = standardOf(set);
  const { normaliser, share } = standard;
  const columns = set.columns.map((column, f) => normaliser.standardised(column, f));
  const middle = weighed(share, i => set.y[i]!);
  const right = columns.map(z => weighed(share, i => z[i]! * (set.y[i]! - middle)));
  const slopes = solveRidge(
    moments(columns, share),
    right,
    columns.map(() => l2),
  );
  if (!slopes) throw new TrainingError('columns repeat one another: leave some out, or set l2 above 0');
  return fitOf(standard, slopes, middle, false);
}

export function checkL2(l2: number): void {
  if (!(l2 >= 0 && Number.isFinite(l2))) throw new TrainingError(`l2 is ${l2}: must be 0 or more`);
}

/** Weighted mean products of columns. */
export function moments(columns: readonly Float64Array[], weight: Float64Array): number[][] {
  const matrix = columns.map(() => new Array<number>(columns.length).fill(0));
  const heavy = new Float64Array(weight.length);
  columns.forEach((a, i) => {
    for (let row = 0; row < heavy.length; row++) heavy[row] = weight[row]! * a[row]!;
    for (let j = 0; j <= i; j++) {
      const b = columns[j]!;
      let sum = 0;
      for (let row = 0; row < heavy.length; row++) sum += heavy[row]! * b[row]!;
      matrix[i]![j] = matrix[j]![i] = sum;
    }
  });
  return matrix;
}

/** Solves (moments + ridge) slopes = right, a ridge for each column; a column without a moment gets 0. Undefined where there is no one solution. */
export function solveRidge(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
  ridges: readonly number[],
): number[] | undefined {
  const still = matrix.map((row, i) => row[i]! === 0);
  return solve(
    matrix.map((row, i) => row.map((v, j) => (i === j ? v + (still[i] ? 1 : ridges[i]!) : v))),
    right,
  );
}
