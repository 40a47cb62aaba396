import type { Micros } from '../../core/numbers';
import type { Sample } from './sample';

/** Which part of the data a cluster is in: the fit, the choice of what is fitted (stopping, gate), or the test, which neither has seen. */
export type Part = 'train' | 'valid' | 'test';

/** Shares of the clusters; what is left is for training. */
export interface Shares {
  readonly valid: number;
  readonly test: number;
}

/**
 * Gives each cluster as a whole to one part, never single rows: rows of one market are alike. Clusters of one `group` (a regime) are dealt in their order, the first ones
 * for training, the last for the test. Returns undefined where a group has too few for one each.
 */
export function partsOf(
  clusters: readonly { readonly cluster: string; readonly group: string }[],
  shares: Shares,
): Map<string, Part> | undefined {
  const parts = new Map<string, Part>();
  for (const group of new Set(clusters.map(c => c.group))) {
    const own = clusters.filter(c => c.group === group);
    const test = Math.max(1, Math.round(own.length * shares.test));
    const valid = Math.max(1, Math.round(own.length * shares.valid));
    if (own.length - test - valid < 1) return undefined;
    own.forEach(({ cluster }, n) => {
      parts.set(cluster, n >= own.length - test ? 'test' : n >= own.length - test - valid ? 'valid' : 'train');
    });
  }
  return parts;
}

/** How a recording is cut: what is left out, and where stretches begin. */
export interface Cuts {
  /** The longest horizon (us). */
  readonly purge: Micros;
  readonly embargo: Micros;
  /** Stretches are counted from here, and each begins with the embargo, for something may be before it; absent: from the first row, before which there is nothing. */
  readonly origin?: Micros | undefined;
  /** What the n-th is called; absent: the sample's cluster, `#` and n. */
  readonly name?: ((n: number) => string) | undefined;
}

/**
 * Cuts a recording into stretches of `length`, a cluster each. Rows whose labels reach into the next stretch, and what comes less than `embargo` after that, are
 * dropped (`purge`): no label of one cluster overlaps a row of another.
 */
export function stretchesOf(sample: Sample, length: Micros, { purge, embargo, origin, name }: Cuts): Sample[] {
  const { at } = sample;
  const first = origin ?? at[0] ?? 0;
  const found: Sample[] = [];
  for (let n = Math.floor(((at[0] ?? 0) - first) / length); first + n * length <= (at.at(-1) ?? Number.NEGATIVE_INFINITY); n++) {
    const from = first + n * length + (n === 0 && origin === undefined ? 0 : embargo);
    const to = first + (n + 1) * length - purge;
    const kept: number[] = [];
    for (let k = 0; k < at.length; k++) if (at[k]! >= from && at[k]! < to) kept.push(k);
    if (kept.length > 0) found.push(picked(sample, kept, name?.(n) ?? `${sample.cluster}#${n}`));
  }
  return found;
}

const picked = (sample: Sample, rows: readonly number[], cluster: string): Sample => ({
  cluster,
  at: Float64Array.from(rows, k => sample.at[k]!),
  x: sample.x.map(column => Float32Array.from(rows, k => column[k]!)),
  y: sample.y.map(column => Float32Array.from(rows, k => column[k]!)),
  calm: Float32Array.from(rows, k => sample.calm[k]!),
  states: sample.states.map(column => Float32Array.from(rows, k => column[k]!)),
});
