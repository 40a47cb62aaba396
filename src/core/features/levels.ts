/** How many levels of a side the features read. */
export const DEPTH = 5;

/** Levels of one side of a book in columns, best first: prices and quantities are integers of whatever units their owner counts in. */
export interface LevelsOfSide {
  readonly px: Float64Array;
  readonly qty: Float64Array;
  /** How many of them hold. */
  readonly count: number;
}

/**
 * Columns that are filled again and again without allocation. Levels behind the fifth may be given and are left out.
 */
export class LevelColumns implements LevelsOfSide {
  readonly px = new Float64Array(DEPTH);
  readonly qty = new Float64Array(DEPTH);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  add(px: number, qty: number): void {
    const { count } = this;
    if (count === DEPTH) return;
    this.px[count] = px;
    this.qty[count] = qty;
    this.count = count + 1;
  }
}
