import type { LinearMember } from '../../core/learned/model';
import type { Standard } from './standard';

/** One output of a linear model: y = w x + b in the columns' own units, float32. */
export interface LinearFit {
  readonly weights: Float32Array;
  readonly bias: number;
  readonly mean: Float32Array;
  readonly logistic: boolean;
}

export interface LinearOptions {
  /** Pulls weights to 0: half of it times their squares (of standardised columns) is added to half the mean squared error, or to the mean negative log likelihood. 0 or more; the bias is left free. */
  readonly l2: number;
}

/** Weights of standardised columns, in the columns' own units. `middle`: what is said of the mean row. */
export function fitOf(
  { normaliser: { mean, scale } }: Standard,
  slopes: readonly number[],
  middle: number,
  logistic: boolean,
): LinearFit {
  const weights = Float32Array.from(slopes, (slope, f) => (scale[f]! > 0 ? slope / scale[f]! : 0));
  // with the rounded weights, so that the mean row gets what it should
  const bias = weights.reduce((sum, w, f) => sum - w * mean[f]!, middle);
  return { weights, bias: Math.fround(bias), mean: Float32Array.from(mean), logistic };
}

/** Outputs (one or more) over the same columns as a member of a model. Attributions count from the first one's means. */
export function linearMember(fits: readonly LinearFit[]): LinearMember {
  const width = fits[0]!.weights.length;
  const weights = new Float32Array(fits.length * width);
  fits.forEach((fit, k) => {
    weights.set(fit.weights, k * width);
  });
  return {
    kind: 'linear',
    weights,
    bias: Float32Array.from(fits, f => f.bias),
    mean: fits[0]!.mean,
    logistic: fits.map(f => f.logistic),
  };
}
