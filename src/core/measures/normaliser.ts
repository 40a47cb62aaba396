/** Rows of a fold that may be learned from, by their numbers; whatever else a fold has is not looked at here. */
export interface LearnedRows {
  readonly train: ArrayLike<number>;
}

/** Columns of rows, and what each row weighs (above 0); left out: 1. */
export interface WeighedColumns {
  readonly columns: readonly ArrayLike<number>[];
  readonly weight?: ArrayLike<number> | undefined;
}

/** A spread this small over the mean's size is rounding of float32. */
const STILL = 1e-7;

/**
 * Columns put on one scale: mean 0, variance 1 by the weights of the rows that are learned from. It can be had by `fit` alone, and `fit` reads no row but the fold's training rows: so nothing of a
 * row that is tested can be in it.
 */
export class Normaliser {
  private constructor(
    readonly mean: Float64Array,
    /** Standard deviation; 0: the column does not move. */
    readonly scale: Float64Array,
  ) {}

  /** Throws a RangeError for a row that there is none of, or where there are none to learn from. */
  static fit({ columns, weight }: WeighedColumns, { train }: LearnedRows): Normaliser {
    if (train.length === 0) throw new RangeError('there is no row to learn a scale from');
    let whole = 0;
    for (let n = 0; n < train.length; n++) whole += weight ? weight[train[n]!]! : 1;
    /** The mean over the rows that are learned from, by their weights. */
    const meanOf = (of: (row: number) => number): number => {
      let sum = 0;
      for (let n = 0; n < train.length; n++) sum += ((weight ? weight[train[n]!]! : 1) / whole) * of(train[n]!);
      return sum;
    };
    for (const column of columns)
      for (let n = 0; n < train.length; n++)
        if (!(train[n]! >= 0 && train[n]! < column.length))
          throw new RangeError(`there is no row ${train[n]}: there are ${column.length}`);
    const mean = Float64Array.from(columns, column => meanOf(row => column[row]!));
    const scale = Float64Array.from(columns, (column, f) => {
      const spread = Math.sqrt(meanOf(row => (column[row]! - mean[f]!) ** 2));
      return spread > STILL * Math.abs(mean[f]!) ? spread : 0;
    });
    return new Normaliser(mean, scale);
  }

  /** A column on its own scale, of whichever rows: (x - mean) / scale, and 0 throughout where it did not move. */
  standardised(column: ArrayLike<number>, f: number): Float64Array {
    const [mean, scale] = [this.mean[f]!, this.scale[f]!];
    return Float64Array.from(column, x => (scale > 0 ? (x - mean) / scale : 0));
  }
}
