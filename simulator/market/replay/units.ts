import { decimalsOf, formatDecimal, parseDecimal } from '../../../src/core/numbers';

/** Counts of 10^-scale as whole steps (ticks of a price, lots of a quantity), exactly. */
export class Units {
  /** Decimals of fine counts: enough for the step and for the values. */
  readonly fineScale: number;
  private readonly factor: number;
  /** The step in counts of 10^-fineScale. */
  readonly step: number;

  /** Throws where `stepText` is not a decimal above zero. */
  constructor(
    private readonly stepText: string,
    private readonly scale: number,
  ) {
    const finer = Math.max(scale, decimalsOf(stepText));
    const step = parseDecimal(stepText, finer);
    if (typeof step !== 'number' || step <= 0) throw new Error(`step '${stepText}' is not a decimal above zero`);
    this.fineScale = finer;
    this.factor = 10 ** (finer - scale);
    this.step = step;
  }

  /** Whole steps in `value`, or undefined where it lies between two or is too large. */
  whole(value: number): number | undefined {
    const fine = value * this.factor;
    return Number.isSafeInteger(fine) && fine % this.step === 0 ? fine / this.step : undefined;
  }

  /** Whole steps in `value`, what is over left out. */
  floor(value: number): number {
    return Math.floor((value * this.factor) / this.step);
  }

  /** A value in counts of 10^-fineScale. */
  fine(value: number): number {
    return value * this.factor;
  }

  text(value: number): string {
    return formatDecimal(value, this.scale);
  }

  /** What is wrong with a value that is not whole steps. */
  offStep(what: string, value: number): string {
    return `${what} ${this.text(value)} is not a multiple of ${this.stepText}`;
  }
}
