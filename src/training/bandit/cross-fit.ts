import { ArmValue } from '../../core/bandit/arm-value';
import { cheapest } from '../../core/bandit/context';
import { draw, drawKey } from '../../core/schedule/curves/draws';
import type { CostModel, LoggedDecision, Policy } from './off-policy';

export interface CrossFitOptions {
  /** Parts that the clusters are drawn into: each is judged by what was learned of the others. */
  readonly folds: number;
  readonly ridge: number;
  readonly seed: number;
  /** Weights that each arm is believed to have before anything was learned, by its name; one for each number of the context. */
  readonly prior: Readonly<Record<string, readonly number[]>>;
}

/** Costs and the cheapest arm as they were learned without the decision's own cluster. */
export interface CrossFitted {
  readonly model: CostModel;
  /** Takes the arm that looks cheapest. */
  readonly learned: Policy;
}

/**
 * Learns what each arm costs (ridge towards the prior), a model a fold, each of the clusters outside it: a decision is never judged by a model, nor a policy, that
 * has seen its order (cross-fitting: Chernozhukov et al., Econometrics Journal 21, 2018).
 */
export function crossFit(decisions: readonly LoggedDecision[], options: CrossFitOptions): CrossFitted {
  const { folds, prior, ridge, seed } = options;
  const foldOf = (cluster: string): number => Math.floor(draw(drawKey(cluster, seed), 0) * folds);
  const fresh = (): Map<string, ArmValue> => new Map(Object.entries(prior).map(([arm, w]) => [arm, new ArmValue(w, ridge)]));
  const models = Array.from({ length: folds }, fresh);
  for (const { cluster, arms, place, context, cost } of decisions) {
    const own = foldOf(cluster);
    models.forEach((values, fold) => {
      if (fold !== own) values.get(arms[place]!)!.learn(context, cost);
    });
  }
  const model: CostModel = ({ cluster, arms, context }, place) => models[foldOf(cluster)]!.get(arms[place]!)!.of(context);
  const learned: Policy = d => only(d, cheapest(d.arms.map((_, place) => model(d, place))));
  return { model, learned };
}

/** The policy that takes one arm of a decision for sure. */
export const only = ({ arms }: LoggedDecision, place: number): number[] => arms.map((_, i) => (i === place ? 1 : 0));
