import type { Qty } from '../numbers';
import type { Tactic } from './schedule';

/** A contextual bandit over how a slice is priced, in paper only: what it is told to do, what it drew, and what that cost. Costs are estimates in bps. */

/** How the bandit explores and learns. */
export interface BanditTerms {
  /** Part of the decisions that are drawn evenly over the arms that there are, in (0, 0.5]; the others take the arm that looks cheapest. */
  readonly explore: number;
  /** What the cost rule is believed at the start: it weighs as many decisions. */
  readonly ridge: number;
  readonly seed: number;
}

/** A slice that the cost rule weighed was drawn an arm: `arm` is done in place of what SliceWeighed chose. Held until the arm is over (`TacticScored`). */
export interface TacticDrawn {
  readonly type: 'TacticDrawn';
  readonly parentId: string;
  readonly slot: number;
  /** Counts the draws of the journal, from 0. */
  readonly n: number;
  /** What the slice is about. */
  readonly qty: Qty;
  /** What was known: BANDIT_CONTEXT (core/bandit/context.ts), four decimals. */
  readonly context: readonly number[];
  /** The arms that there were, and of each its expected cost (bps) and the probability with which it was drawn; these sum to 1. */
  readonly arms: readonly Tactic[];
  readonly values: readonly number[];
  readonly propensities: readonly number[];
  readonly arm: Tactic;
  readonly propensity: number;
  /** The arm that looked cheapest. */
  readonly greedy: Tactic;
  /** What its cost is counted from: mid (price units, halves occur), and bps of it: fees, and impact of crossing beyond the touch. */
  readonly mid: number;
  readonly taker: number;
  readonly maker: number;
  readonly impact: number;
}

/** What a drawn arm came to. */
export interface TacticScored {
  readonly type: 'TacticScored';
  readonly parentId: string;
  readonly n: number;
  readonly arm: Tactic;
  /** `filled`: all of it; `again`: its time was over and the slice drawn anew; `overtaken`: the schedule crossed, or a caution held; `over`: the order is. */
  readonly ended: 'filled' | 'again' | 'overtaken' | 'over';
  /** What of the quantity traded. */
  readonly filled: Qty;
  /**
   * Cost against mid at the draw, bps of it, fees in: what traded at its prices, and the rest at the far touch as it was at the end, taker fee and impact
   * added. Absent where `plain` says why it is not known: nothing is learned of it.
   */
  readonly costBps?: number | undefined;
  readonly plain?: string | undefined;
}
