/** Columns cut into bins, once for all trees. */
export interface Bins {
  /** For each column the bin of each row. A column of n bins of values has bin n for what is not known. */
  readonly codes: readonly Uint8Array[];
  /** For each column the upper ends of its bins, one fewer than there are: float32, and a row belongs to the first that is not below it. */
  readonly cuts: readonly Float32Array[];
  /** Where each column's bins begin in a histogram, its bin for the unknown included; the last entry is the length of a histogram. */
  readonly offsets: Int32Array;
}

/** So many bins of values at most: with the one for the unknown a byte is full. */
export const MOST_BINS = 255;
const LARGEST = 3.4028234663852886e38;
const { fround } = Math;

/** Cuts columns into at most `most` bins of about as many rows each; a column of few values gets a bin for each value. */
export function binned(columns: readonly Float32Array[], most: number): Bins {
  return encoded(
    columns,
    columns.map(column => cutsOf(column, most)),
  );
}

/** Other rows of the same columns, by cuts that were made before. */
export function encoded(columns: readonly Float32Array[], cuts: readonly Float32Array[]): Bins {
  const offsets = new Int32Array(columns.length + 1);
  cuts.forEach((of, f) => {
    offsets[f + 1] = offsets[f]! + of.length + 2;
  });
  return { codes: columns.map((column, f) => codesOf(column, cuts[f]!)), cuts, offsets };
}

/** The threshold of a split after bin `bin` of a column: what is known goes left at the last bin, whatever it is. */
export const thresholdOf = (cuts: Float32Array, bin: number): number => (bin < cuts.length ? cuts[bin]! : LARGEST);

/** Between which neighbouring values to cut: between all where there is a bin for each, else where a bin has its share of the rows left. */
function cutsOf(column: Float32Array, most: number): Float32Array {
  const { values, counts, rows } = distinct(column);
  const cuts: number[] = [];
  let left = rows;
  let inBin = 0;
  for (let i = 0; i + 1 < values.length && cuts.length < most - 1; i++) {
    inBin += counts[i]!;
    if (values.length > most && inBin * (most - cuts.length) < left) continue;
    cuts.push(between(values[i]!, values[i + 1]!));
    left -= inBin;
    inBin = 0;
  }
  return Float32Array.from(cuts);
}

/** The values of a column that are known, in order, and how many rows have each. */
function distinct(column: Float32Array): { values: Float32Array; counts: Int32Array; rows: number } {
  // sorting puts NaN last
  const sorted = column.slice().sort();
  let rows = sorted.length;
  while (rows > 0 && Number.isNaN(sorted[rows - 1]!)) rows--;
  const counts = new Int32Array(rows);
  let found = 0;
  for (let i = 0; i < rows; i++) {
    if (found === 0 || sorted[i] !== sorted[found - 1]) sorted[found++] = sorted[i]!;
    counts[found - 1]!++;
  }
  return { values: sorted.subarray(0, found), counts: counts.subarray(0, found), rows };
}

/** A float32 from `a` up to, and never, `b`: the middle, or `a` where nothing is between them. */
function between(a: number, b: number): number {
  const middle = fround((a + b) / 2);
  return middle < b ? middle : a;
}

function codesOf(column: Float32Array, cuts: Float32Array): Uint8Array {
  const codes = new Uint8Array(column.length);
  for (let row = 0; row < codes.length; row++) {
    const x = column[row]!;
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (x <= cuts[middle]!) high = middle;
      else low = middle + 1;
    }
    codes[row] = Number.isNaN(x) ? cuts.length + 1 : low;
  }
  return codes;
}
