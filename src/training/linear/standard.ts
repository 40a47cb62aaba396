import { Normaliser } from '../../core/measures/normaliser';
import type { TrainingSet } from '../training-set';

/** Rows to learn from: the scale of their columns, and what each counts. */
export interface Standard {
  readonly normaliser: Normaliser;
  /** Each row's weight over the sum of all. */
  readonly share: Float64Array;
}

/** Every row of a training set is one that may be learned from: what is tested is none of them. */
export function standardOf({ columns, y, weight }: Pick<TrainingSet, 'columns' | 'weight'> & { y: ArrayLike<number> }): Standard {
  const share = new Float64Array(y.length);
  let whole = 0;
  for (let i = 0; i < share.length; i++) whole += share[i] = weight ? weight[i]! : 1;
  for (let i = 0; i < share.length; i++) share[i]! /= whole;
  return { normaliser: Normaliser.fit({ columns, weight }, { train: Uint32Array.from(share, (_, row) => row) }), share };
}

/** The sum of a value a row, by the rows' shares. */
export function weighed(share: Float64Array, of: (row: number) => number): number {
  let sum = 0;
  for (let i = 0; i < share.length; i++) sum += share[i]! * of(i);
  return sum;
}
