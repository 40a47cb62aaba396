import { Chance } from '../src/training/impact/chance';
import type { TrainingSet } from '../src/training/training-set';

/** The part of y's variance that can be explained: what is left is noise. */
export const CEILING = 0.645;
/** Columns that say something, and those that say nothing. */
const TELLING = 5;

/**
 * Rows of a known law (Friedman, Annals of Statistics 19, 1991, his first example): y = 10 sin(pi x1 x2) + 20 (x3 - 0.5)^2 + 10 x4 + 5 x5 + e, every
 * column even over [0, 1), those after the fifth without meaning, e normal with the variance that leaves R2 {@link CEILING} at best. Seeded.
 */
export function friedman(seed: number, rows: number, columns = 30): TrainingSet {
  const chance = new Chance('friedman', seed);
  const x = Array.from({ length: Math.max(columns, TELLING) }, () => new Float32Array(rows));
  const y = new Float64Array(rows);
  const noise = Math.sqrt(SIGNAL * (1 / CEILING - 1));
  for (let i = 0; i < rows; i++) {
    for (const column of x) column[i] = chance.between(0, 1);
    const [a, b, c, d, e] = x.slice(0, TELLING).map(column => column[i]!);
    y[i] = 10 * Math.sin(Math.PI * a! * b!) + 20 * (c! - 0.5) ** 2 + 10 * d! + 5 * e! + noise * chance.normal();
  }
  return { columns: x, y };
}

/**
 * Variance of y without noise. With t = pi x1 x2: E sin t = Cin(pi) / pi, E sin^2 t = 1/2 - Si(2 pi) / (4 pi); 20 (x3 - 0.5)^2 has 400 (1/80 - 1/144); a multiple
 * m of an even column m^2 / 12.
 */
const SIGNAL =
  100 * (0.5 - 1.4181515761326284 / (4 * Math.PI) - (1.648277638704515 / Math.PI) ** 2) + 400 * (1 / 80 - 1 / 144) + 125 / 12;

/** 1 less the part of the variance of `y` that is left when `said` is taken away. */
export function r2(y: ArrayLike<number>, said: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < y.length; i++) mean += y[i]! / y.length;
  let [left, all] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    left += (y[i]! - said[i]!) ** 2;
    all += (y[i]! - mean) ** 2;
  }
  return 1 - left / all;
}
