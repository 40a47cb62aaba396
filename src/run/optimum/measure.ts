import type { Costs } from '../../../simulator/known-optimum/simulate';
import { type Ratio, ratioOfMeans } from '../../core/measures/fieller';

/** A mean with its 95 % interval by the normal law: paths are independent, and there are many. bps. */
export interface Mean {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What a policy came to, on the same paths as all others. `gain`: TWAP's cost less its own, and the parts of that: of impact and of timing. */
export interface PolicyRow {
  readonly name: string;
  readonly about: string;
  /** Held to band, cap and sign, and sees no more than the filters. */
  readonly within: boolean;
  readonly cost: Mean;
  readonly gain: Mean;
  readonly impact: Mean;
  readonly timing: Mean;
  /** Gain over the gain of optimum (ii), and over that of optimum (i). */
  readonly closed: { readonly ii: Ratio; readonly i: Ratio };
  /** Its cost less that of optimum (ii). */
  readonly aboveII: Mean;
}

/** A policy's costs, and what it is. */
export interface Worked extends Pick<PolicyRow, 'name' | 'about' | 'within'> {
  readonly costs: Costs;
}

/** The yardsticks: TWAP and both optima. */
export interface Yardsticks {
  readonly twap: Costs;
  readonly i: Costs;
  readonly ii: Costs;
}

export function rowOf({ name, about, within, costs }: Worked, { twap, i, ii }: Yardsticks): PolicyRow {
  const gain = less(twap.total, costs.total);
  return {
    name,
    about,
    within,
    cost: meanOf(costs.total),
    gain: meanOf(gain),
    impact: meanOf(less(twap.impact, costs.impact)),
    timing: meanOf(less(twap.timing, costs.timing)),
    closed: { ii: ratioOfMeans(gain, less(twap.total, ii.total)), i: ratioOfMeans(gain, less(twap.total, i.total)) },
    aboveII: meanOf(less(costs.total, ii.total)),
  };
}

const less = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, n) => value - b[n]!);

/** Mean and interval of independent observations; with fewer than two the interval is not known (NaN). */
export function meanOf(values: Float64Array): Mean {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const square = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const half = 1.959964 * Math.sqrt(square / (n - 1) / n);
  return { mean, low: mean - half, high: mean + half };
}
