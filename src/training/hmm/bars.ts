import type { HmmModel } from '../../core/learning/hmm-model';
import { TrainingError } from '../training-set';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
export const { isNaN: unknown } = Number;

/** A bar as it is observed: a number a series, null or NaN where it is not known. */
export type Bar = readonly (number | null)[];

/** Sequences of bars, one after another in one array. */
export interface Bars {
  /** Bars in rows of `width` series; NaN: not known. */
  readonly x: Float64Array;
  readonly width: number;
  readonly count: number;
  /** The bar that each sequence begins with, and last the number of bars. */
  readonly begins: readonly number[];
}

/** Throws a TrainingError where there are no bars, or bars of unlike width. */
export function barsOf(sequences: readonly (readonly Bar[])[]): Bars {
  const bars = sequences.flat();
  const width = bars[0]?.length ?? 0;
  if (width === 0) throw new TrainingError('there are no bars to fit to');
  const odd = bars.findIndex(bar => bar.length !== width);
  if (odd >= 0) throw new TrainingError(`bar ${odd} has ${bars[odd]!.length} series, the first has ${width}`);
  const x = Float64Array.from(bars.flatMap(bar => bar.map(v => (v !== null && Number.isFinite(v) ? v : Number.NaN))));
  const begins = [0];
  for (const { length } of sequences) if (length > 0) begins.push(begins[begins.length - 1]! + length);
  return { x, width, count: bars.length, begins };
}

/** The values of a series that are known. */
export const knownOf = ({ x, width, count }: Bars, series: number): Float64Array =>
  Float64Array.from({ length: count }, (_, t) => x[t * width + series]!).filter(v => !Number.isNaN(v));

/** Log-density of what is known of each bar in a state: independent normals. */
export function logDensities({ x, width, count }: Bars, mean: readonly number[], variance: readonly number[]): Float64Array {
  const density = new Float64Array(count);
  for (let d = 0; d < width; d++) {
    const [middle, half, whole] = [mean[d]!, 0.5 / variance[d]!, 0.5 * Math.log(2 * Math.PI * variance[d]!)];
    for (let t = 0; t < count; t++) {
      const off = x[t * width + d]! - middle;
      if (!unknown(off)) density[t]! -= whole + half * off * off;
    }
  }
  return density;
}

/** States by the mean of the first series, rising: so that a refit cannot swap their names. */
export function canonical(model: HmmModel): HmmModel {
  const order = model.start.map((_, k) => k).sort((a, b) => model.mean[a]![0]! - model.mean[b]![0]!);
  return {
    start: order.map(k => model.start[k]!),
    transition: order.map(i => order.map(j => model.transition[i]![j]!)),
    mean: order.map(k => model.mean[k]!),
    variance: order.map(k => model.variance[k]!),
    floor: model.floor,
  };
}
