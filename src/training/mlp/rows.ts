import type { Normaliser } from '../../core/measures/normaliser';
import { checkSet, TrainingError } from '../training-set';

/** Rows for a network: K series of what is to be said. NaN in one: not known of that row. */
export interface MlpRows {
  readonly columns: readonly Float32Array[];
  readonly ys: readonly (Float32Array | Float64Array)[];
  readonly weight?: Float32Array | Float64Array;
}

/** Rows as a network takes them: row after row, columns and outputs standardised (logistic outputs as they are). */
export interface NetRows {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly weight: Float64Array;
}

/** Mean and standard deviation of each output over the rows that it is known of; 0 and 1 for logistic ones. */
export interface Outputs {
  readonly mean: readonly number[];
  readonly scale: readonly number[];
}

/** Throws a TrainingError where the rows cannot be learned from. */
export function checkRows({ columns, ys, weight }: MlpRows, logistic: readonly boolean[], name: string): void {
  if (ys.length !== logistic.length)
    throw new TrainingError(`${name}: ${ys.length} outputs, and logistic has ${logistic.length}`);
  ys.forEach((y, k) => {
    const known = Float64Array.from(y, v => (Number.isNaN(v) ? 0 : v));
    checkSet({ columns, y: known, ...(weight && { weight }) }, 'unknowns refused', `${name}, output ${k}`);
    if (y.every(Number.isNaN)) throw new TrainingError(`${name}, output ${k} is not known of any row`);
    const wrong = logistic[k] ? y.findIndex(v => v < 0 || v > 1) : -1;
    if (wrong >= 0) throw new TrainingError(`${name}, output ${k}: y of row ${wrong} is ${y[wrong]}, not from 0 to 1`);
  });
}

export function outputsOf({ ys, weight }: MlpRows, logistic: readonly boolean[]): Outputs {
  const moments = ys.map((y, k) => (logistic[k] ? { mean: 0, scale: 1 } : knownMoments(y, weight)));
  return { mean: moments.map(m => m.mean), scale: moments.map(m => m.scale) };
}

function knownMoments(y: ArrayLike<number>, weight: MlpRows['weight']): { mean: number; scale: number } {
  const overKnown = (of: (v: number) => number): number => {
    let [sum, whole] = [0, 0];
    for (let i = 0; i < y.length; i++) {
      if (Number.isNaN(y[i]!)) continue;
      const w = weight ? weight[i]! : 1;
      sum += w * of(y[i]!);
      whole += w;
    }
    return sum / whole;
  };
  const mean = overKnown(v => v);
  return { mean, scale: Math.sqrt(overKnown(v => (v - mean) ** 2)) || 1 };
}

/** `normaliser`: of the rows learned from, whichever rows these are; what did not move there is 0 here. */
export function netRows({ columns, ys, weight }: MlpRows, normaliser: Normaliser, outputs: Outputs): NetRows {
  const count = ys[0]!.length;
  const x = new Float32Array(count * columns.length);
  const y = new Float32Array(count * ys.length);
  for (let row = 0; row < count; row++) {
    columns.forEach((column, f) => {
      const scale = normaliser.scale[f]!;
      x[row * columns.length + f] = scale > 0 ? (column[row]! - normaliser.mean[f]!) / scale : 0;
    });
    ys.forEach((series, k) => {
      y[row * ys.length + k] = (series[row]! - outputs.mean[k]!) / outputs.scale[k]!;
    });
  }
  return { count, x, y, weight: Float64Array.from({ length: count }, (_, i) => (weight ? weight[i]! : 1)) };
}
