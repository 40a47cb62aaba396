import type { Micros } from '../../core/numbers';

/**
 * What a row knows of: `from` its decision up to the end of its label, and of its order where that is longer (`to`, included). Microseconds. Recordings that have nothing to
 * do with each other but share clock times are laid one behind another first.
 */
export interface Span {
  readonly from: Micros;
  readonly to: Micros;
}

/** One division of rows, by their places in the spans given, in order of time. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** Rows that are in neither, because what they know of overlaps the test or comes too soon after it. */
  readonly purged: number;
}

/** Places of spans in order of time. Throws a RangeError for a span that has no length: there a purge would purge nothing, whatever the labels look at, and for a negative embargo. */
export function inOrder(spans: readonly Span[], embargo: Micros): number[] {
  if (!(embargo >= 0)) throw new RangeError(`embargo is ${embargo}: must be 0 or more`);
  spans.forEach(({ from, to }, row) => {
    if (!(to > from))
      throw new RangeError(`row ${row}: its span ends at ${to} and begins at ${from}; it must reach to the end of its label`);
  });
  return spans.map((_, row) => row).sort((a, b) => spans[a]!.from - spans[b]!.from || a - b);
}

/** How much is kept clear of a test, beside what overlaps it: before its first row and after the end of its last label (us). */
export interface Clear {
  readonly before: Micros;
  readonly after: Micros;
}

/** The fold that tests these runs of rows and trains on those of `rows` that are in none of them and clear of all. Throws a RangeError where nothing is left to train on. */
export function foldOf(
  spans: readonly Span[],
  rows: readonly number[],
  runs: readonly (readonly number[])[],
  clear: Clear,
): Fold {
  const taken = runs.map(run => ({
    from: run.reduce((least, row) => Math.min(least, spans[row]!.from), Number.POSITIVE_INFINITY) - clear.before,
    to: run.reduce((most, row) => Math.max(most, spans[row]!.to), Number.NEGATIVE_INFINITY) + clear.after,
  }));
  const test = runs.flat();
  const tested = new Set(test);
  const others = rows.filter(row => !tested.has(row));
  const train = others.filter(row => taken.every(({ from, to }) => spans[row]!.to < from || spans[row]!.from > to));
  if (train.length === 0)
    throw new RangeError(
      `a fold of ${test.length} rows has none left to train on: fewer or longer folds, or shorter labels and embargo`,
    );
  return { train, test, purged: others.length - train.length };
}

/**
 * Throws a RangeError that names the rows where a fold, wherever it is from, trains on a row whose span overlaps that of a row it tests, or begins less than the embargo after
 * its end. Shuffled folds of overlapping labels are caught here.
 */
export function assertPurged(spans: readonly Span[], folds: readonly Fold[], embargo: Micros): void {
  for (const [n, { train, test }] of folds.entries()) {
    const byStart = [...test].sort((a, b) => spans[a]!.from - spans[b]!.from);
    // of the tested rows up to each one: the one whose span ends last
    const latest: number[] = [];
    for (const row of byStart) {
      const before = latest[latest.length - 1];
      latest.push(before !== undefined && spans[before]!.to >= spans[row]!.to ? before : row);
    }
    for (const row of train) {
      const { from, to } = spans[row]!;
      const tested = latest[startedBy(spans, byStart, to) - 1];
      if (tested !== undefined && spans[tested]!.to + embargo >= from)
        throw new RangeError(
          `fold ${n} trains on row ${row} (${from} to ${to}) and tests row ${tested} (${spans[tested]!.from} to ${spans[tested]!.to})`,
        );
    }
  }
}

/** How many of the rows, in order of time, begin at or before a time. */
function startedBy(spans: readonly Span[], rows: readonly number[], at: Micros): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[rows[middle]!]!.from <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
