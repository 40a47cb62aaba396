/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { floor, max, min } = Math;

/** Even points on a line, and where a value lies among them. Beyond the ends it is taken for the end. */
export class Axis {
  /** The point below the last placed value, and how far it is on the way to the next (0 to 1). */
  at = 0;
  part = 0;

  constructor(
    readonly from: number,
    readonly step: number,
    readonly size: number,
  ) {}

  /** From `low` to `high` in `size` points; one point where they are the same. */
  static between(low: number, high: number, size: number): Axis {
    return low === high ? new Axis(low, 1, 1) : new Axis(low, (high - low) / (size - 1), size);
  }

  value(n: number): number {
    return this.from + n * this.step;
  }

  /** Sets `at` and `part` for a value. */
  place(value: number): void {
    const where = min(max((value - this.from) / this.step, 0), this.size - 1);
    this.at = min(floor(where), max(0, this.size - 2));
    this.part = where - this.at;
  }
}
