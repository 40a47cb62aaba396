import type { Tactic } from '../facts';

/** A way to rest: all in bps of mid, but for the probability. */
export interface Resting {
  /** Probability that it fills while it may rest. */
  readonly fill: number;
  /** How far its price is from mid on its own side: half the spread where it joins the touch, a tick less where it improves it. */
  readonly edge: number;
  /** E[-s x mark-out | filled]: how far mid is expected to be against it once it has filled. */
  readonly adverse: number;
}

/** What crossing now and resting first are judged by. All in bps of mid; s is 1 for a buy, -1 for a sale. */
export interface CostInputs {
  readonly halfSpread: number;
  /** Fees; below zero: a rebate. */
  readonly taker: number;
  readonly maker: number;
  /** What the whole child costs beyond the far touch, now, and later where it did not fill. */
  readonly impact: number;
  readonly impactLater: number;
  /** E[s x drift | not filled]: how far mid is expected to have moved away; 0 where nothing is known. */
  readonly drift: number;
  readonly join: Resting;
  /** Absent where the spread has no room for it. */
  readonly improve: Resting | undefined;
}

/** Expected cost of each way against mid now, bps; what is chosen is the cheapest. */
export interface Weighed {
  readonly chose: Tactic;
  readonly cross: number;
  readonly join: number;
  readonly improve: number | undefined;
}

/**
 * Passive or aggressive: cross where
 * halfSpread + taker + impact < P (-edge + maker + adverse) + (1 - P) (crossing later + drift), with P the probability of a fill and crossing later =
 * halfSpread + taker + impactLater; else the cheaper way to rest. Of equals the one that takes the least is chosen: join, improve, cross.
 * The rule is that of the project's model page; the trade-off is the one of Harris and Hasbrouck, Journal of Financial and Quantitative Analysis 31
 * (1996): price improvement against the cost of chasing the market.
 */
export function weigh(inputs: CostInputs): Weighed {
  const { halfSpread, taker, maker, impact, impactLater, drift } = inputs;
  const cross = halfSpread + taker + impact;
  const missed = halfSpread + taker + impactLater + drift;
  const costOf = ({ fill, edge, adverse }: Resting): number => fill * (maker + adverse - edge) + (1 - fill) * missed;
  const join = costOf(inputs.join);
  const improve = inputs.improve && costOf(inputs.improve);
  const rests = improve !== undefined && improve < join ? improve : join;
  const chose = cross < rests ? 'cross' : rests < join ? 'improve' : 'join';
  return { chose, cross, join, improve };
}
