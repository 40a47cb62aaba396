import type { Tactic } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { fourDecimals } from '../round';
import { draw, drawKey } from '../schedule/curves/draws';
import type { CostInputs, Weighed } from '../slicing/cost-rule';
import { timeoutOf } from '../slicing/patience';
import type { Slice } from '../slicing/slice-parts';
import type { Emit } from '../turn';
import type { OpenDraw } from './bandit';
import { ARMS, cheapest, contextOf } from './context';
import { score } from './score';

/** What the cost rule found for a slice. */
export interface Found {
  readonly inputs: CostInputs;
  readonly weighed: Weighed;
}

/**
 * The tactic of a slice that was weighed: that of the arm which is open, or a new draw. With probability `explore` the draw is even over the arms that
 * there are, else it is the arm that looks cheapest (epsilon-greedy: its propensities are known exactly, which what evaluates the log needs). Only where the
 * bandit has terms.
 */
export function drawTactic(slice: Slice, { inputs, weighed }: Found, books: Ledger, at: Micros, emit: Emit): Tactic {
  const { parent, fact, qty } = slice;
  const { bandit } = books;
  const open = bandit.open.get(parent.parentId);
  // what rests goes on where it is; having improved, it is the touch
  if (open && holds(open, slice, at)) return 'join';
  score(parent, 'again', books, emit);
  const { explore, seed } = bandit.terms!;
  const context = contextOf(inputs, weighed);
  const arms = weighed.improve === undefined ? ARMS.filter(arm => arm !== 'improve') : ARMS;
  const values = arms.map(arm => fourDecimals(bandit.value(arm).of(context)));
  const greedy = cheapest(values);
  const propensities = propensitiesOf(arms.length, greedy, explore);
  const n = bandit.draws;
  const place = placeBy(propensities, draw(drawKey(parent.parentId, seed), n));
  const seen = books.seen.get(parent.instrument.symbol)!;
  emit({
    type: 'TacticDrawn',
    parentId: parent.parentId,
    slot: fact.slot,
    n,
    qty,
    context,
    arms,
    values,
    propensities,
    arm: arms[place]!,
    propensity: propensities[place]!,
    greedy: arms[greedy]!,
    mid: (seen.bids[0]!.px + seen.asks[0]!.px) / 2,
    taker: fourDecimals(inputs.taker),
    maker: fourDecimals(inputs.maker),
    impact: fourDecimals(inputs.impact),
  });
  return arms[place]!;
}

/** An arm that rests is not drawn again in its slot before its time (RestTimeout) is over, its child gone, or more is wanted. */
function holds({ drawn, at: since, filled }: OpenDraw, { parent, fact, child, qty }: Slice, at: Micros): boolean {
  if (drawn.arm === 'cross' || !child || fact.slot !== drawn.slot) return false;
  return at - since < timeoutOf(parent) && qty <= drawn.qty - filled;
}

/** The probability of each of `count` arms; they sum to 1 but for the last bit of a float. */
export const propensitiesOf = (count: number, greedy: number, explore: number): number[] =>
  Array.from({ length: count }, (_, i) => explore / count + (i === greedy ? 1 - explore : 0));

/** The arm that an even draw from [0, 1) falls on. */
export function placeBy(propensities: readonly number[], drawn: number): number {
  let sum = 0;
  for (let i = 0; i < propensities.length - 1; i++) {
    sum += propensities[i]!;
    if (drawn < sum) return i;
  }
  return propensities.length - 1;
}
