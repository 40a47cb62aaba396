/** Taken once: under a test runner each use of a global is looked up. */
const { sqrt } = Math;

/** What is remembered of a label after so many more: 1 / e. */
const MEMORY = 5_000;
const FORGET = 1 - 1 / MEMORY;
/** The ridge that learning starts from: as if so many labels had said zero of every weight. */
const RIDGE = 100;
/** How far the weights may move in a day, as a length: a label is about 1 in size, a feature at most 1. */
const TRUST = 0.1;

/**
 * Recursive least squares with forgetting, started from zero with a ridge and kept within a trust region: in a day the weights move no further than
 * TRUST from where the day began. It learns a linear forecast of y from x; what it says is compared, never traded on. Source: Haykin, Adaptive
 * Filter Theory, chapter 10; forgetting stops while the covariance is as wide as at the start, for else it would grow without end where x stands still.
 */
export class RecursiveLeastSquares {
  readonly weights: Float64Array;
  /** Labels learned from. */
  n = 0;
  private readonly covariance: Float64Array;
  private readonly gain: Float64Array;
  private readonly dayStart: Float64Array;

  constructor(readonly size: number) {
    this.weights = new Float64Array(size);
    this.dayStart = new Float64Array(size);
    this.gain = new Float64Array(size);
    this.covariance = new Float64Array(size * size);
    for (let i = 0; i < size; i++) this.covariance[i * size + i] = 1 / RIDGE;
  }

  /** What the weights say of x. */
  predict(x: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += this.weights[i]! * x[i]!;
    return sum;
  }

  /** Learns that x was y; anything that is no finite number is left out. */
  learn(x: ArrayLike<number>, y: number): void {
    const { size, gain, covariance, weights } = this;
    let spread = 0;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += covariance[i * size + j]! * x[j]!;
      gain[i] = sum;
      spread += sum * x[i]!;
    }
    const error = y - this.predict(x);
    if (!Number.isFinite(error) || !Number.isFinite(spread)) return;
    const keep = this.isWide() ? 1 : FORGET;
    const by = 1 / (keep + spread);
    for (let i = 0; i < size; i++) {
      weights[i]! += by * gain[i]! * error;
      for (let j = 0; j < size; j++) covariance[i * size + j] = (covariance[i * size + j]! - by * gain[i]! * gain[j]!) / keep;
    }
    this.n++;
    this.stayNear();
  }

  /** A day begins: the trust region is around what the weights are now. */
  newDay(): void {
    this.dayStart.set(this.weights);
  }

  private isWide(): boolean {
    let trace = 0;
    for (let i = 0; i < this.size; i++) trace += this.covariance[i * this.size + i]!;
    return trace >= this.size / RIDGE;
  }

  private stayNear(): void {
    const { weights, dayStart, size } = this;
    let length = 0;
    for (let i = 0; i < size; i++) length += (weights[i]! - dayStart[i]!) ** 2;
    length = sqrt(length);
    if (length <= TRUST) return;
    for (let i = 0; i < size; i++) weights[i] = dayStart[i]! + ((weights[i]! - dayStart[i]!) * TRUST) / length;
  }
}
