import type { Tactic } from '../facts';
import { fourDecimals } from '../round';
import type { CostInputs, Weighed } from '../slicing/cost-rule';

/** What a tactic is drawn by: the numbers that the cost rule compared, in this order. Costs in bps of mid; `improve` stands at `join` where there is no room for it. */
export const BANDIT_CONTEXT = ['one', 'join', 'improve', 'cross', 'halfSpread', 'fillJoin', 'drift'] as const;

/** The arms, from the one that takes the least; each one's cost by the rule has its place in the context. */
export const ARMS: readonly Tactic[] = ['join', 'improve', 'cross'];
export const RULE_PLACE: Readonly<Record<Tactic, number>> = { join: 1, improve: 2, cross: 3 };

/** The context of a slice, rounded to what the journal keeps: a decision reads what its fact says. */
export const contextOf = ({ halfSpread, drift, join }: CostInputs, found: Weighed): number[] =>
  [1, found.join, found.improve ?? found.join, found.cross, halfSpread, join.fill, drift].map(fourDecimals);

/** The place of the least of some values; of equals the first. */
export function cheapest(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! < values[best]!) best = i;
  return best;
}
