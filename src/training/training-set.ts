/**
 * What a trainer learns from: columns of float32 (F of them, N rows each) and what is to be said of each row. NaN in a column: not known (trees take it; other trainers
 * refuse it, fill it before). `weight`: what a row counts for, above 0; left out, 1.
 */
export interface TrainingSet {
  readonly columns: readonly Float32Array[];
  readonly y: Float32Array | Float64Array;
  readonly weight?: Float32Array | Float64Array;
}

/** How far a trainer is: for a bar of progress. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  /** The loss on held-out rows, or where there are none on the rows it learns from. */
  readonly loss: number;
}
export type Told = (progress: Progress) => void;

/** What keeps a set from being learned from: which column, row or option, and why. */
export class TrainingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TrainingError';
  }
}

/** Where NaN may stand: trees have a side for it. */
export type Unknowns = 'unknowns taken' | 'unknowns refused';

/** Throws a TrainingError where lengths do not fit, or a value is none to learn from. */
export function checkSet({ columns, y, weight }: TrainingSet, unknowns: Unknowns, name = 'the training set'): void {
  if (columns.length === 0) throw new TrainingError(`${name} has no columns`);
  if (y.length === 0) throw new TrainingError(`${name} has no rows`);
  columns.forEach((column, f) => {
    if (column.length !== y.length) throw new TrainingError(`${name}: column ${f} has ${column.length} rows, y has ${y.length}`);
    const row = column.findIndex(x => (Number.isNaN(x) ? unknowns === 'unknowns refused' : !Number.isFinite(x)));
    if (row >= 0) throw new TrainingError(`${name}: column ${f}, row ${row} is ${column[row]}`);
  });
  const row = y.findIndex(v => !Number.isFinite(v));
  if (row >= 0) throw new TrainingError(`${name}: y of row ${row} is ${y[row]}`);
  if (weight && weight.length !== y.length) throw new TrainingError(`${name} has ${weight.length} weights for ${y.length} rows`);
  const light = weight ? weight.findIndex(w => !(w > 0 && Number.isFinite(w))) : -1;
  if (light >= 0) throw new TrainingError(`${name}: the weight of row ${light} is ${weight![light]}, not above 0`);
}
