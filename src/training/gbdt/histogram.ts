import type { Bins } from './bins';

/** Sums a bin: first derivatives, second ones (the same array as `rows` where each is 1), and rows. */
export interface Histogram {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly rows: Float64Array;
}

/** Columns that are counted in one pass. */
const TOGETHER = 4;
/** Room behind a histogram's end: as many bins as a code can name. */
const BEHIND = 256;

/** Derivatives of all rows. */
export interface Derivatives {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Each second derivative is 1. */
  readonly even: boolean;
}

/** Histograms that are used again: a tree needs no more of them than it has leaves. */
export class Histograms {
  private readonly free: Histogram[] = [];
  /** The derivatives of a leaf's rows, one after another. */
  private readonly first: Float64Array;
  private readonly second: Float64Array;

  constructor(
    private readonly bins: Bins,
    private readonly even: boolean,
  ) {
    const rows = bins.codes[0]!.length;
    this.first = new Float64Array(rows);
    this.second = new Float64Array(even ? 0 : rows);
  }

  /** Sums up the rows of a leaf (`order` from `begin` to before `end`), in the columns given. */
  of(
    { begin, end }: { begin: number; end: number },
    order: Int32Array,
    { first, second, even }: Derivatives,
    columns: Int32Array,
  ): Histogram {
    const into = this.free.pop() ?? this.empty();
    const count = end - begin;
    for (let i = 0; i < count; i++) this.first[i] = first[order[begin + i]!]!;
    if (!even) for (let i = 0; i < count; i++) this.second[i] = second[order[begin + i]!]!;
    for (const f of columns) {
      const [from, to] = [this.bins.offsets[f]!, this.bins.offsets[f + 1]!];
      into.first.fill(0, from, to);
      into.rows.fill(0, from, to);
      if (!even) into.second.fill(0, from, to);
    }
    for (let n = 0; n < columns.length; n += TOGETHER) {
      const four = this.four(columns, n);
      if (even) addEven(into, four, { order, begin, count }, this.first);
      else addUneven(into, four, { order, begin, count }, { first: this.first, second: this.second });
    }
    return into;
  }

  /** Columns from place `n` on; where there are fewer, what is no column is counted behind the histogram's end, where nobody looks. */
  private four(columns: Int32Array, n: number): Four {
    const { codes, offsets } = this.bins;
    const column = (i: number): number => (n + i < columns.length ? columns[n + i]! : -1);
    const of = (f: number): Column =>
      f < 0 ? { codes: codes[0]!, from: offsets[codes.length]! } : { codes: codes[f]!, from: offsets[f]! };
    return [of(column(0)), of(column(1)), of(column(2)), of(column(3))];
  }

  /** Makes of a parent's histogram that of one child, by taking away the other's. */
  subtract(parent: Histogram, child: Histogram, columns: Int32Array): Histogram {
    for (const f of columns) {
      const [from, to] = [this.bins.offsets[f]!, this.bins.offsets[f + 1]!];
      for (let b = from; b < to; b++) parent.first[b]! -= child.first[b]!;
      for (let b = from; b < to; b++) parent.rows[b]! -= child.rows[b]!;
      if (!this.even) for (let b = from; b < to; b++) parent.second[b]! -= child.second[b]!;
    }
    return parent;
  }

  release(histogram: Histogram): void {
    this.free.push(histogram);
  }

  private empty(): Histogram {
    const length = this.bins.offsets[this.bins.codes.length]! + BEHIND;
    const rows = new Float64Array(length);
    return { first: new Float64Array(length), second: this.even ? rows : new Float64Array(length), rows };
  }
}

interface Column {
  readonly codes: Uint8Array;
  /** Where its bins begin in a histogram. */
  readonly from: number;
}
type Four = readonly [Column, Column, Column, Column];

interface Leaf {
  readonly order: Int32Array;
  readonly begin: number;
  readonly count: number;
}

/** Four columns in one pass: thrice as fast as one after another, for what is read of a row is read once. */
function addEven({ first: sums, rows }: Histogram, [a, b, c, d]: Four, { order, begin, count }: Leaf, first: Float64Array): void {
  const [codesA, codesB, codesC, codesD] = [a.codes, b.codes, c.codes, d.codes];
  const [fromA, fromB, fromC, fromD] = [a.from, b.from, c.from, d.from];
  for (let i = 0; i < count; i++) {
    const row = order[begin + i]!;
    const add = first[i]!;
    const atA = fromA + codesA[row]!;
    const atB = fromB + codesB[row]!;
    const atC = fromC + codesC[row]!;
    const atD = fromD + codesD[row]!;
    sums[atA]! += add;
    rows[atA]! += 1;
    sums[atB]! += add;
    rows[atB]! += 1;
    sums[atC]! += add;
    rows[atC]! += 1;
    sums[atD]! += add;
    rows[atD]! += 1;
  }
}

interface Ordered {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** The same where second derivatives differ. */
function addUneven(into: Histogram, [a, b, c, d]: Four, { order, begin, count }: Leaf, { first, second }: Ordered): void {
  const { first: sums, second: seconds, rows } = into;
  const [codesA, codesB, codesC, codesD] = [a.codes, b.codes, c.codes, d.codes];
  const [fromA, fromB, fromC, fromD] = [a.from, b.from, c.from, d.from];
  for (let i = 0; i < count; i++) {
    const row = order[begin + i]!;
    const add = first[i]!;
    const addSecond = second[i]!;
    const atA = fromA + codesA[row]!;
    const atB = fromB + codesB[row]!;
    const atC = fromC + codesC[row]!;
    const atD = fromD + codesD[row]!;
    sums[atA]! += add;
    seconds[atA]! += addSecond;
    rows[atA]! += 1;
    sums[atB]! += add;
    seconds[atB]! += addSecond;
    rows[atB]! += 1;
    sums[atC]! += add;
    seconds[atC]! += addSecond;
    rows[atC]! += 1;
    sums[atD]! += add;
    seconds[atD]! += addSecond;
    rows[atD]! += 1;
  }
}
