import { type DrawKey, draw, drawKey } from '../../core/schedule/curves/draws';

/** Taken once: under a test runner each use of a global is looked up in its context. */
const { sqrt, log, cos, PI } = Math;

/** Seeded numbers in a row: one seed and name, one row. */
export class Chance {
  private readonly key: DrawKey;
  private n = 0;

  constructor(name: string, seed: number) {
    this.key = drawKey(name, seed);
  }

  /** Even from `low` up to, and never, `high`. */
  between(low: number, high: number): number {
    return low + (high - low) * draw(this.key, this.n++);
  }

  /** Even in the logarithm. */
  logBetween(low: number, high: number): number {
    return low * (high / low) ** draw(this.key, this.n++);
  }

  /** Mean 0, variance 1 (Box and Muller, Annals of Mathematical Statistics 29, 1958). */
  normal(): number {
    const radius = sqrt(-2 * log(1 - draw(this.key, this.n++)));
    return radius * cos(2 * PI * draw(this.key, this.n++));
  }

  /** True with this chance. */
  happens(chance: number): boolean {
    return draw(this.key, this.n++) < chance;
  }
}
