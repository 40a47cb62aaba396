import {
  averageImpact,
  type ImpactModel,
  type ImpactQuery,
  type ImpactResidual,
  impactOf,
  MOST_RESIDUAL,
  noiseOf,
} from '../../core/impact/model';
import { solve } from './least-squares';

/** How far a slope is believed to be from 0: a residual is for what the law leaves over, not for noise. */
const SD = 0.1;
const NO_RESIDUAL: ImpactResidual = { level: 0, size: 0, volatility: 0, spread: 0 };
const SLOPES = ['size', 'volatility', 'spread'] as const;

/**
 * What the law leaves over, as a correction in size, volatility and spread: ridge least squares, weighted by the noise, with slopes that are
 * not below 0, so that the estimate never falls as one of them grows. A slope that would be below 0 is left out, the steepest first.
 */
export function residualModel(model: ImpactModel, queries: readonly ImpactQuery[], costs: readonly number[]): ImpactResidual {
  const plain = { ...model, residual: NO_RESIDUAL };
  let slopes: readonly (typeof SLOPES)[number][] = SLOPES;
  for (;;) {
    const found = ridge(plain, { queries, costs, slopes });
    const worst = [...slopes].sort((a, b) => found[a] - found[b])[0];
    if (worst === undefined || found[worst] >= 0) return found;
    slopes = slopes.filter(s => s !== worst);
  }
}

interface Rows {
  readonly queries: readonly ImpactQuery[];
  readonly costs: readonly number[];
  readonly slopes: readonly (typeof SLOPES)[number][];
}

function ridge(model: ImpactModel, { queries, costs, slopes }: Rows): ImpactResidual {
  const k = slopes.length + 1;
  const matrix = Array.from({ length: k }, (_, i) => Array.from({ length: k }, (_each, j) => (i === j ? 1 / SD ** 2 : 0)));
  const right = new Array<number>(k).fill(0);
  queries.forEach((query, n) => {
    const base = (model.spread * query.spread) / 2 + averageImpact(model, query);
    const noise = noiseOf(model, query);
    const logs = { size: query.size / 0.01, volatility: query.volatility / 0.02, spread: query.spread / 5 };
    const row = [1, ...slopes.map(s => Math.log(Math.max(1e-9, logs[s])))].map(v => (v * base) / noise);
    const left = (costs[n]! - impactOf(model, query).q50) / noise;
    for (let i = 0; i < k; i++) {
      right[i]! += row[i]! * left;
      for (let j = 0; j < k; j++) matrix[i]![j]! += row[i]! * row[j]!;
    }
  });
  const found = solve(matrix, right) ?? right.map(() => 0);
  const slope = (name: (typeof SLOPES)[number]): number => (slopes.includes(name) ? found[slopes.indexOf(name) + 1]! : 0);
  const level = Math.min(MOST_RESIDUAL, Math.max(-MOST_RESIDUAL, found[0]!));
  return { level, size: slope('size'), volatility: slope('volatility'), spread: slope('spread') };
}
