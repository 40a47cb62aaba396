import type { Micros } from '../numbers';

/** How a gateway learns; what is absent is as in LEARNING. */
export interface LearningTerms {
  /** Length of a bar (us). */
  readonly bar: Micros;
  /** A shadow of the model in force learns while it runs. */
  readonly online: boolean;
  /** Of the draws by which orders go to the champion or the challenger. */
  readonly seed: number;
  /** Part of the orders (0 to 1) that the challenger gets. */
  readonly share: number;
  /** The difference in cost that matters (bps), and the spread of costs that is expected (bps): they say how long a comparison takes. */
  readonly delta: number;
  readonly sd: number;
  /** How much the orders of one day count for each other: 1 not at all. */
  readonly designEffect: number;
}

/** The terms of a gateway that says nothing of them. */
export const LEARNING: LearningTerms = {
  bar: 5_000_000,
  online: true,
  seed: 1,
  share: 0.5,
  delta: 0.3,
  sd: 10,
  designEffect: 1,
};

/**
 * How a feature was distributed in training: nine rising edges make ten bins (a value on an edge belongs to the lower one), with the share of rows in each. Where the
 * regime filter or the hour matters the shares are told by them too: else what is usual in a crash looks like drift.
 */
export interface FeatureReference {
  readonly edges: readonly number[];
  readonly shares: readonly number[];
  /**
   * The largest index of any one day of training against all of it: a feature that stands elsewhere each day (a spread in bps, by the price) differs so much where nothing is
   * wrong. Absent: 0.
   */
  readonly usual?: number | undefined;
  /** Shares by state of the regime filter, three rows of ten. */
  readonly byState?: readonly (readonly number[])[] | undefined;
  /** Shares by hour of the day in UTC ('0' to '23'). */
  readonly byHour?: Readonly<Record<string, readonly number[]>> | undefined;
}

/** By name of the feature. */
export type ModelReference = Readonly<Record<string, FeatureReference>>;
