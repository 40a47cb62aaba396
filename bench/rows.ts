/** A measured figure, and that of a peer on the same input in the same run. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peerName?: string;
  readonly peer?: number;
  /** How many times as fast as the peer: above 1 is faster, whether the unit is a time or a rate. */
  readonly ratio?: number;
}

export const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);

/** The value below which a share `q` (0 to 1) of the values lie. */
export const quantileOf = (values: readonly number[], q: number): number => {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;
};

/** Whole numbers from 1000 up, else three digits. */
export const figure = (n: number): string => (n >= 1000 ? Math.round(n).toLocaleString('en-US') : n.toPrecision(3));

/** "3.1 times as fast", or for a ratio below 1 "1.8 times as slow". */
export const besides = (ratio: number): string =>
  ratio >= 1 ? `${ratio.toFixed(1)} times as fast` : `${(1 / ratio).toFixed(1)} times as slow`;

/** What a benchmark found, on stdout: a line a row for a reader, or with --json one JSON array. */
export function print(rows: readonly Row[]): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return;
  }
  for (const r of rows) {
    const than = r.ratio === undefined ? '' : `, ${besides(r.ratio)}`;
    const beside = r.peer === undefined ? '' : `  ${r.peerName} ${figure(r.peer)}${than}`;
    process.stdout.write(`${r.name.padEnd(64)} ${figure(r.value).padStart(12)} ${r.unit}${beside}\n`);
  }
}
