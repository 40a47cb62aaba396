/** Classes a doubling: figures are told with an error below 1.6 %. */
const PER_DOUBLING = 64;
/** Doublings from 1 microsecond: up to 52 days. */
const DOUBLINGS = 42;
const CLASSES = PER_DOUBLING * DOUBLINGS;

/** How microseconds spread, in bounded memory: what is below zero is counted too. */
export class Spread {
  count = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  private above: Uint32Array | undefined;
  private below: Uint32Array | undefined;

  add(micros: number): void {
    this.count++;
    if (micros < this.min) this.min = micros;
    if (micros > this.max) this.max = micros;
    const classes = micros < 0 ? (this.below ??= new Uint32Array(CLASSES)) : (this.above ??= new Uint32Array(CLASSES));
    const at = classOf(Math.abs(micros));
    classes[at] = classes[at]! + 1;
  }

  /** The value below which that share (0 to 1) of all is; undefined where there is none. */
  quantile(share: number): number | undefined {
    if (this.count === 0) return undefined;
    let left = Math.max(1, Math.ceil(share * this.count));
    for (let i = CLASSES - 1; this.below && i >= 0; i--) if ((left -= this.below[i]!) <= 0) return this.within(-middleOf(i));
    for (let i = 0; this.above && i < CLASSES; i++) if ((left -= this.above[i]!) <= 0) return this.within(middleOf(i));
    return this.max;
  }

  private within(micros: number): number {
    return Math.round(Math.min(this.max, Math.max(this.min, micros)));
  }
}

/** Class of a number of microseconds at or above zero. */
const classOf = (micros: number): number => Math.min(CLASSES - 1, Math.floor(Math.log2(micros + 1) * PER_DOUBLING));

const middleOf = (at: number): number => 2 ** ((at + 0.5) / PER_DOUBLING) - 1;
