import { averageImpact, type ImpactModel, impactOf, noiseOf } from '../../core/impact/model';
import { type Metaorder, withEarlier } from './metaorder';

export interface OnlineOptions {
  /** What an observation still counts after another one came: 0.999 remembers about a thousand orders. */
  readonly forgetting: number;
  /** How far log Y may move from where the model had it. */
  readonly trust: number;
  /** How well log Y is known at the beginning: its standard deviation. */
  readonly sd: number;
}

export const ONLINE: OnlineOptions = { forgetting: 0.999, trust: 0.5, sd: 0.2 };

/** Y as one order after another moves it. */
export interface OnlineY {
  readonly y: number;
  /** Standard deviation of log Y now. */
  readonly sd: number;
  readonly orders: number;
  /** True where the trust region holds it. */
  readonly held: boolean;
}

/**
 * Recursive least squares of log Y with forgetting (Ljung, System Identification, 1999, section 11.2), the model made linear in log Y at each
 * order: Y stays above 0, and within the trust region. Every other parameter stays as it is. Orders in the order in which they came; costs are
 * signed, none is left out.
 */
export function updateY(model: ImpactModel, orders: readonly Metaorder[], options: OnlineOptions = ONLINE): OnlineY {
  const { forgetting, trust, sd } = options;
  const start = Math.log(model.y);
  const queries = withEarlier(orders, model);
  let logY = start;
  let variance = sd ** 2;
  queries.forEach((query, i) => {
    const now = { ...model, y: Math.exp(logY) };
    const noise = noiseOf(now, query);
    const slope = averageImpact(now, query) / noise;
    const surprise = (orders[i]!.cost - impactOf(now, query).q50) / noise;
    const gain = (variance * slope) / (1 + variance * slope ** 2);
    logY = Math.min(start + trust, Math.max(start - trust, logY + gain * surprise));
    // what is forgotten is never more than was known at the beginning
    variance = Math.min(sd ** 2, ((1 - gain * slope) * variance) / forgetting);
  });
  return { y: Math.exp(logY), sd: Math.sqrt(variance), orders: orders.length, held: Math.abs(logY - start) >= trust };
}
