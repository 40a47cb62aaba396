import { quantile } from '../../core/measures/bootstrap';
import { draw, drawKey } from '../../core/schedule/curves/draws';
import { type Solution, solve, type Unknown } from './least-squares';

const DRAWS = 2_000;

/** What a cluster adds to the normal equations. */
interface Part {
  readonly matrix: number[][];
  readonly right: number[];
}

/**
 * 95 % intervals by a seeded bootstrap over clusters: as many clusters drawn with replacement, 2,000 times, and for each one Gauss-Newton step
 * from where the search ended (Davidson and MacKinnon, International Economic Review 40, 1999). `clusterOf[row]` counts from 0. Undefined with
 * fewer than two clusters; with fewer than thirty they are too narrow.
 */
export function clusterIntervals(
  solution: Solution,
  unknowns: readonly Unknown[],
  clusterOf: Int32Array,
  seed: number,
): readonly (readonly [number, number])[] | undefined {
  const parts = partsOf(solution, clusterOf);
  const n = parts.length;
  if (n < 2) return undefined;
  const key = drawKey('impact bootstrap', seed);
  const found = unknowns.map(() => new Float64Array(DRAWS));
  for (let d = 0; d < DRAWS; d++) {
    const matrix = unknowns.map((u, i) => unknowns.map((_, j) => (i === j ? 1 / u.sd ** 2 : 0)));
    const right = unknowns.map((u, i) => (u.prior - solution.at[i]!) / u.sd ** 2);
    for (let k = 0; k < n; k++) add(parts[Math.floor(draw(key, d * n + k) * n)]!, matrix, right);
    const step = solve(matrix, right);
    unknowns.forEach((u, i) => {
      found[i]![d] = Math.min(u.max, Math.max(u.min, solution.at[i]! + (step?.[i] ?? 0)));
    });
  }
  return found.map(values => {
    const sorted = values.sort();
    return [quantile(sorted, 0.025), quantile(sorted, 0.975)] as const;
  });
}

function add({ matrix, right }: Part, toMatrix: number[][], toRight: number[]): void {
  for (let i = 0; i < right.length; i++) {
    toRight[i]! += right[i]!;
    for (let j = 0; j < right.length; j++) toMatrix[i]![j]! += matrix[i]![j]!;
  }
}

function partsOf({ residuals, slopes }: Solution, clusterOf: Int32Array): Part[] {
  const clusters = clusterOf.reduce((most, c) => Math.max(most, c + 1), 0);
  const empty = (): Part => ({ matrix: slopes.map(() => slopes.map(() => 0)), right: slopes.map(() => 0) });
  const parts = Array.from({ length: clusters }, empty);
  for (let row = 0; row < residuals.length; row++) {
    const { matrix, right } = parts[clusterOf[row]!]!;
    for (let i = 0; i < slopes.length; i++) {
      const slope = slopes[i]![row]!;
      right[i]! += slope * residuals[row]!;
      for (let j = 0; j < slopes.length; j++) matrix[i]![j]! += slope * slopes[j]![row]!;
    }
  }
  return parts;
}
