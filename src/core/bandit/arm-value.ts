/**
 * What an arm costs, as a linear function of the context, learned a decision at a time: recursive least squares from a prior (Ljung, System
 * Identification, 2nd ed., section 11.2, without forgetting), which is ridge regression towards the prior's weights:
 * weights = argmin sum (cost - w x)^2 + ridge |w - prior|^2. bps in, bps out.
 */
export class ArmValue {
  readonly weights: Float64Array;
  /** (ridge I + sum x x')^-1, by rows. */
  private readonly spread: Float64Array;
  private readonly gain: Float64Array;
  /** Costs that it has learned of. */
  seen = 0;

  /** `ridge`: how many decisions the prior weighs. */
  constructor(prior: readonly number[], ridge: number) {
    const d = prior.length;
    this.weights = Float64Array.from(prior);
    this.spread = new Float64Array(d * d);
    this.gain = new Float64Array(d);
    for (let i = 0; i < d; i++) this.spread[i * d + i] = 1 / ridge;
  }

  /** Expected cost in a context. */
  of(x: readonly number[]): number {
    const { weights } = this;
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * x[i]!;
    return sum;
  }

  /** The arm cost so much in a context; what is no finite number teaches nothing. */
  learn(x: readonly number[], cost: number): void {
    const { weights, spread, gain } = this;
    const d = weights.length;
    let norm = 1;
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += spread[i * d + j]! * x[j]!;
      gain[i] = sum;
      norm += sum * x[i]!;
    }
    const miss = (cost - this.of(x)) / norm;
    if (!Number.isFinite(miss)) return;
    for (let i = 0; i < d; i++) {
      weights[i] = weights[i]! + gain[i]! * miss;
      for (let j = 0; j < d; j++) spread[i * d + j] = spread[i * d + j]! - (gain[i]! * gain[j]!) / norm;
    }
    this.seen++;
  }
}
