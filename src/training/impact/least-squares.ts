/** A parameter to be found: where the search begins, what is believed of it before (`prior` plus or minus `sd`), and its bounds. */
export interface Unknown {
  readonly name: string;
  readonly prior: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** What is to be explained: rows of measured values, each with its noise, and what a vector of parameters says of them. */
export interface Problem {
  readonly measured: Float64Array;
  /** Standard deviation of a row's noise, up to a common factor. */
  readonly noise: Float64Array;
  readonly unknowns: readonly Unknown[];
  /** Writes what the parameters predict into `out`. */
  readonly predict: (at: readonly number[], out: Float64Array) => void;
}

/** Where a search ended. */
export interface Solution {
  readonly at: readonly number[];
  /** Standard errors, by the curvature at the end and the noise that was left. */
  readonly errors: readonly number[];
  /** Whether the rows say more of a parameter than was believed before, and leave it within its bounds. */
  readonly told: readonly boolean[];
  /** Weighted residuals, and their slopes: slopes[p][row]. For a bootstrap. */
  readonly residuals: Float64Array;
  readonly slopes: readonly Float64Array[];
  readonly steps: number;
  /** False where it was stopped before it stood still. */
  readonly settled: boolean;
}

const MOST_STEPS = 100;
const STANDS_STILL = 1e-10;
/** Half the variance of the belief, or less, is left where the rows tell something. */
const TELLING = Math.SQRT1_2;

/**
 * Least squares of what is measured, with the beliefs as further rows: Levenberg and Marquardt (Marquardt, SIAM Journal on Applied
 * Mathematics 11, 1963), slopes by differences, bounds by clamping each step.
 */
export function leastSquares(problem: Problem): Solution {
  let at = problem.unknowns.map(u => u.prior);
  let damping = 1e-3;
  let here = residualsAt(problem, at);
  let worth = worthOf(problem, at, here);
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    const slopes = quickSlopes(problem, at, here);
    const { matrix, right } = normalEquations(problem, at, here, slopes);
    let moved = false;
    for (; damping < 1e12 && !moved; damping *= 4) {
      const step = solve(
        matrix.map((row, i) => row.map((v, j) => (i === j ? v * (1 + damping) : v))),
        right,
      );
      const there = at.map((v, i) => clamp(v + (step?.[i] ?? 0), problem.unknowns[i]!));
      const next = residualsAt(problem, there);
      const nextWorth = worthOf(problem, there, next);
      if (!(nextWorth < worth)) continue;
      const gain = (worth - nextWorth) / worth;
      [at, here, worth, moved] = [there, next, nextWorth, true];
      damping /= 40;
      if (gain < STANDS_STILL) return solution(problem, at, here, { steps, settled: true });
    }
    if (!moved) return solution(problem, at, here, { steps, settled: true });
  }
  return solution(problem, at, here, { steps: MOST_STEPS, settled: false });
}

const clamp = (value: number, { min, max }: Unknown): number => Math.min(max, Math.max(min, value));

function residualsAt({ measured, noise, predict }: Problem, at: readonly number[]): Float64Array {
  const out = new Float64Array(measured.length);
  predict(at, out);
  for (let i = 0; i < out.length; i++) out[i] = (measured[i]! - out[i]!) / noise[i]!;
  return out;
}

function worthOf({ unknowns }: Problem, at: readonly number[], residuals: Float64Array): number {
  let sum = 0;
  for (const r of residuals) sum += r * r;
  unknowns.forEach((u, i) => {
    sum += ((at[i]! - u.prior) / u.sd) ** 2;
  });
  return sum;
}

/** Slopes of the weighted prediction in each parameter, by a step forward: near enough to find the way. `here`: the residuals at this place. */
function quickSlopes(problem: Problem, at: readonly number[], here: Float64Array): Float64Array[] {
  return problem.unknowns.map((_, p) => {
    const h = 1e-6 * Math.max(1, Math.abs(at[p]!));
    const moved = residualsAt(
      problem,
      at.map((v, i) => (i === p ? v + h : v)),
    );
    for (let i = 0; i < moved.length; i++) moved[i] = (here[i]! - moved[i]!) / h;
    return moved;
  });
}

/** Slopes of the weighted prediction in each parameter, by a step either way. */
function slopesAt({ measured, noise, predict, unknowns }: Problem, at: readonly number[]): Float64Array[] {
  const [up, down] = [new Float64Array(measured.length), new Float64Array(measured.length)];
  return unknowns.map((_, p) => {
    const h = 1e-5 * Math.max(1, Math.abs(at[p]!));
    const moved = (by: number): number[] => at.map((v, i) => (i === p ? v + by : v));
    predict(moved(h), up);
    predict(moved(-h), down);
    return up.map((v, i) => (v - down[i]!) / (2 * h * noise[i]!));
  });
}

interface Normal {
  readonly matrix: number[][];
  readonly right: number[];
}

function normalEquations(
  { unknowns }: Problem,
  at: readonly number[],
  residuals: Float64Array,
  slopes: readonly Float64Array[],
): Normal {
  const matrix = unknowns.map((u, i) => unknowns.map((_, j) => dot(slopes[i]!, slopes[j]!) + (i === j ? 1 / u.sd ** 2 : 0)));
  const right = unknowns.map((u, i) => dot(slopes[i]!, residuals) - (at[i]! - u.prior) / u.sd ** 2);
  return { matrix, right };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function solution(
  problem: Problem,
  at: readonly number[],
  residuals: Float64Array,
  how: { steps: number; settled: boolean },
): Solution {
  const slopes = slopesAt(problem, at);
  const { matrix } = normalEquations(problem, at, residuals, slopes);
  const free = Math.max(1, residuals.length - at.length);
  const scale = dot(residuals, residuals) / free;
  const spread = at.map((_, i) => {
    const unit = at.map((_each, j) => (i === j ? 1 : 0));
    return Math.sqrt(Math.max(0, solve(matrix, unit)?.[i] ?? Number.NaN));
  });
  const told = problem.unknowns.map((u, i) => spread[i]! < TELLING * u.sd && at[i]! > u.min && at[i]! < u.max);
  return { at, errors: spread.map(s => s * Math.sqrt(scale)), told, residuals, slopes, ...how };
}

/** Solves a symmetric positive definite system by Cholesky's factors; undefined where it is none. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const n = right.length;
  const l = matrix.map(() => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!;
      if (i === j && !(sum > 0)) return undefined;
      l[i]![j] = i === j ? Math.sqrt(sum) : sum / l[j]![j]!;
    }
  const y = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) y[i] = (right[i]! - l[i]!.slice(0, i).reduce((s, v, k) => s + v * y[k]!, 0)) / l[i]![i]!;
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) y[i]! -= l[k]![i]! * y[k]!;
    y[i]! /= l[i]![i]!;
  }
  return y;
}
