import type { TrainingSet } from '../training-set';

/** Columns put on one scale: mean 0, variance 1 by the weights; a column that does not move is left out (scale 0). */
export interface Standard {
  readonly mean: Float64Array;
  /** Standard deviation; 0: the column does not move. */
  readonly scale: Float64Array;
  /** Each row's weight over the sum of all. */
  readonly share: Float64Array;
}

/** A spread this small over the mean's size is rounding of float32. */
const STILL = 1e-7;

export function standardOf({ columns, y, weight }: Pick<TrainingSet, 'columns' | 'weight'> & { y: ArrayLike<number> }): Standard {
  const share = new Float64Array(y.length);
  let whole = 0;
  for (let i = 0; i < share.length; i++) whole += share[i] = weight ? weight[i]! : 1;
  for (let i = 0; i < share.length; i++) share[i]! /= whole;
  const mean = Float64Array.from(columns, column => weighed(share, i => column[i]!));
  const scale = Float64Array.from(columns, (column, f) => {
    const spread = Math.sqrt(weighed(share, i => (column[i]! - mean[f]!) ** 2));
    return spread > STILL * Math.abs(mean[f]!) ? spread : 0;
  });
  return { mean, scale, share };
}

/** The sum of a value a row, by the rows' shares. */
export function weighed(share: Float64Array, of: (row: number) => number): number {
  let sum = 0;
  for (let i = 0; i < share.length; i++) sum += share[i]! * of(i);
  return sum;
}

/** A column on its own scale: (x - mean) / scale, and 0 throughout where it does not move. */
export function standardised(column: Float32Array, mean: number, scale: number): Float64Array {
  return Float64Array.from(column, x => (scale > 0 ? (x - mean) / scale : 0));
}
