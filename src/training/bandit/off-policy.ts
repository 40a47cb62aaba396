import { type Interval, meanInterval } from '../../core/measures/bootstrap';

/** A decision that was drawn with known probabilities, and what it cost. */
export interface LoggedDecision {
  /** What belongs together, an order or a day: intervals draw it as one. */
  readonly cluster: string;
  readonly context: readonly number[];
  /** The arms that there were, by name, the probability with which each was drawn, and the place of the one that was. */
  readonly arms: readonly string[];
  readonly propensities: readonly number[];
  readonly place: number;
  /** bps; what is to be small. */
  readonly cost: number;
}

/** The probability with which a policy takes each arm of a decision, in the order of its arms. */
export type Policy = (decision: LoggedDecision) => readonly number[];
/** What an arm of a decision is thought to cost, bps. */
export type CostModel = (decision: LoggedDecision, place: number) => number;

/** What a policy would have cost a decision, bps, by three estimators, each with its 95 % interval by cluster. */
export interface PolicyValue {
  /** Doubly robust: right where either the model or the propensities are. */
  readonly dr: Interval;
  /** Inverse propensity: right where the propensities are; wide. */
  readonly ips: Interval;
  /** Direct method: right where the model is. */
  readonly dm: Interval;
  /** Doubly robust estimate less what was really paid, decision by decision; below 0 the policy is cheaper. */
  readonly against: Interval;
  /** Part of the decisions whose weight was cut to the clip: they bias `dr` towards `dm`, and `ips` towards 0. */
  readonly clipped: number;
  /** (sum of weights)^2 / sum of squared weights: how many decisions the estimate really rests on (Kish, Survey Sampling, 1965). */
  readonly effective: number;
}

export interface EstimateOptions {
  /** A weight, policy over propensity, counts no more than this. */
  readonly clip: number;
  /** Of the bootstrap, and how many samples it draws; absent: as usual. */
  readonly seed: number;
  readonly draws?: number | undefined;
}

/**
 * Value of a policy out of the log of another (Dudik, Langford and Li, "Doubly robust policy evaluation and learning", ICML 2011):
 * dm = sum_a pi(a|x) q(x, a); ips = w c; dr = dm + w (c - q(x, a)), w = pi(a|x) / p(a|x), a mean over decisions each. `model` must not have seen the
 * decision's own cost. Without decisions every figure is NaN.
 */
export function policyValue(
  decisions: readonly LoggedDecision[],
  policy: Policy,
  model: CostModel,
  options: EstimateOptions,
): PolicyValue {
  const terms = { dr: new Map(), ips: new Map(), dm: new Map(), against: new Map() } satisfies Record<
    string,
    Map<string, number[]>
  >;
  let clipped = 0;
  let sum = 0;
  let squares = 0;
  for (const decision of decisions) {
    const { cluster, place, cost, propensities } = decision;
    const pi = policy(decision);
    const weight = pi[place]! / propensities[place]!;
    const w = Math.min(weight, options.clip);
    if (weight > options.clip) clipped++;
    sum += w;
    squares += w * w;
    const dm = direct(decision, pi, model);
    const dr = robust(decision, dm, w, model);
    add(terms.dm, cluster, dm);
    add(terms.ips, cluster, w * cost);
    add(terms.dr, cluster, dr);
    add(terms.against, cluster, dr - cost);
  }
  const mean = (of: ReadonlyMap<string, readonly number[]>): Interval =>
    meanInterval([...of.values()], options.seed, options.draws);
  return {
    dr: mean(terms.dr),
    ips: mean(terms.ips),
    dm: mean(terms.dm),
    against: mean(terms.against),
    clipped: clipped / decisions.length,
    effective: squares === 0 ? 0 : (sum * sum) / squares,
  };
}

/** How much cheaper (below 0) or dearer one policy is than another, bps a decision: both by the doubly robust estimate, decision by decision. */
export function policyDifference(
  decisions: readonly LoggedDecision[],
  [policy, other]: readonly [Policy, Policy],
  model: CostModel,
  options: EstimateOptions,
): Interval {
  const terms = new Map<string, number[]>();
  const value = (decision: LoggedDecision, pi: readonly number[]): number => {
    const w = Math.min(pi[decision.place]! / decision.propensities[decision.place]!, options.clip);
    return robust(decision, direct(decision, pi, model), w, model);
  };
  for (const d of decisions) add(terms, d.cluster, value(d, policy(d)) - value(d, other(d)));
  return meanInterval([...terms.values()], options.seed, options.draws);
}

/** sum_a pi(a|x) q(x, a); an arm that is never taken is not asked for. */
const direct = (decision: LoggedDecision, pi: readonly number[], model: CostModel): number =>
  pi.reduce((total, p, arm) => (p === 0 ? total : total + p * model(decision, arm)), 0);

const robust = (decision: LoggedDecision, dm: number, w: number, model: CostModel): number =>
  w === 0 ? dm : dm + w * (decision.cost - model(decision, decision.place));

function add(to: Map<string, number[]>, cluster: string, value: number): void {
  const there = to.get(cluster);
  if (there) there.push(value);
  else to.set(cluster, [value]);
}
