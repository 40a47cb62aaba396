/**
 * A hidden Markov model with three Gaussian states and diagonal variances, as data. States are in canonical order: by the mean of the first
 * column (log volatility), rising, so that a refit cannot swap their names.
 */
export interface HmmModel {
  /** Probability of each state before the first bar. */
  readonly start: readonly number[];
  /** Rows: from; columns: to. Each row sums to 1. */
  readonly transition: readonly (readonly number[])[];
  /** A row a state, a column an observed series. */
  readonly mean: readonly (readonly number[])[];
  readonly variance: readonly (readonly number[])[];
  /** Log-likelihood of a bar below which its state is unknown. */
  readonly floor: number;
}
