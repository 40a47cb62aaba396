import { type FitFigures, type ImpactModel, type ImpactQuery, impactOf, noiseOf } from '../../core/impact/model';

/** The level is moved only where the part of the orders below q50 is further from a half than chance takes it (standard errors). */
const BEYOND_CHANCE = 3;
const NINE_IN_TEN = 0.9;

/**
 * Sets the residual's level and q90 by orders that the parameters were not fitted to (split conformal prediction: Lei et al., Journal of the
 * American Statistical Association 113, 2018; scores are in noise scales). The level moves only where the median is clearly off.
 */
export function calibrated(model: ImpactModel, queries: readonly ImpactQuery[], costs: readonly number[]): ImpactModel {
  const n = queries.length;
  if (n === 0) return model;
  const off = Math.abs(below(model, queries, costs, 'q50') - 0.5) / Math.sqrt(0.25 / n);
  const centred = off > BEYOND_CHANCE ? withLevel(model, medianLevel(model, queries, costs)) : model;
  const scores = Float64Array.from(queries, (q, i) => (costs[i]! - impactOf(centred, q).q50) / noiseOf(centred, q));
  scores.sort();
  const place = Math.min(n - 1, Math.ceil((n + 1) * NINE_IN_TEN) - 1);
  return { ...centred, q90: Math.max(0, scores[place]!) };
}

const withLevel = (model: ImpactModel, level: number): ImpactModel => ({ ...model, residual: { ...model.residual, level } });

/** The level at which half of the orders cost no more than q50, by halving; at most 0.5 either way. */
function medianLevel(model: ImpactModel, queries: readonly ImpactQuery[], costs: readonly number[]): number {
  let [low, high] = [-0.5, 0.5];
  for (let n = 0; n < 30; n++) {
    const level = (low + high) / 2;
    if (below(withLevel(model, level), queries, costs, 'q50') < 0.5) low = level;
    else high = level;
  }
  return (low + high) / 2;
}

/** Part of the orders that cost no more than a quantile of the estimate. */
function below(model: ImpactModel, queries: readonly ImpactQuery[], costs: readonly number[], quantile: 'q50' | 'q90'): number {
  let count = 0;
  queries.forEach((q, i) => {
    if (costs[i]! <= impactOf(model, q)[quantile]) count++;
  });
  return count / queries.length;
}

/** How well a model tells orders: R2 of cost, each order weighted by 1 / noise^2, and how many lie below its quantiles. */
export function figuresOf(model: ImpactModel, queries: readonly ImpactQuery[], costs: readonly number[]): FitFigures {
  const weights = queries.map(q => 1 / noiseOf(model, q) ** 2);
  const total = weights.reduce((sum, w) => sum + w, 0);
  const mean = weights.reduce((sum, w, i) => sum + w * costs[i]!, 0) / total;
  let [left, all] = [0, 0];
  queries.forEach((q, i) => {
    left += weights[i]! * (costs[i]! - impactOf(model, q).q50) ** 2;
    all += weights[i]! * (costs[i]! - mean) ** 2;
  });
  return {
    orders: queries.length,
    r2: all > 0 ? 1 - left / all : 0,
    below50: below(model, queries, costs, 'q50'),
    below90: below(model, queries, costs, 'q90'),
  };
}
