import type { Sample } from './sample';

/** Samples one behind another: columns of all their rows. */
export interface DataSet {
  readonly rows: number;
  readonly x: readonly Float32Array[];
  readonly y: readonly Float32Array[];
  readonly calm: Float32Array;
  readonly states: readonly Float32Array[];
  /** Where each cluster begins, and their names in that order. */
  readonly starts: readonly number[];
  readonly clusters: readonly string[];
}

/** Puts samples together, in shared memory: threads read it without a copy. */
export function joined(samples: readonly Sample[]): DataSet {
  const rows = samples.reduce((sum, s) => sum + s.at.length, 0);
  const column = (of: (sample: Sample) => Float32Array): Float32Array => {
    const all = new Float32Array(new SharedArrayBuffer(4 * rows));
    let from = 0;
    for (const sample of samples) {
      all.set(of(sample), from);
      from += sample.at.length;
    }
    return all;
  };
  const starts: number[] = [];
  let from = 0;
  for (const sample of samples) {
    starts.push(from);
    from += sample.at.length;
  }
  const [first] = samples;
  return {
    rows,
    x: (first?.x ?? []).map((_, i) => column(s => s.x[i]!)),
    y: (first?.y ?? []).map((_, i) => column(s => s.y[i]!)),
    calm: column(s => s.calm),
    states: (first?.states ?? []).map((_, i) => column(s => s.states[i]!)),
    starts,
    clusters: samples.map(s => s.cluster),
  };
}

/** The same with `fills` in place of what is not known, by column; a column without a fill keeps its NaN. */
export function filled(set: DataSet, fills: readonly (number | null)[]): DataSet {
  const x = set.x.map((column, i) => {
    const fill = fills[i] ?? null;
    if (fill === null || !column.some(Number.isNaN)) return column;
    const copy = new Float32Array(new SharedArrayBuffer(4 * set.rows));
    for (let k = 0; k < column.length; k++) copy[k] = Number.isNaN(column[k]!) ? fill : column[k]!;
    return copy;
  });
  return { ...set, x };
}
