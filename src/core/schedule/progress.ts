import type { Urgency } from '../facts';
import type { Micros, Qty } from '../numbers';
import type { Parent, Plan } from '../order/parent';
import { targetOf } from './curves/cumulative';
import type { Look } from './schedule';
import { momentOf, tradingBy } from './trading-time';

/** Looks at a slot: five a slot. A child rests in the first three and crosses in the last two; in the last slot it crosses from the third on. */
const LOOKS = 5;
const CROSS_FROM = 3;
const CROSS_FROM_LAST = 2;

/** Where a plan stands in time: its slot, which of the slot's looks it is, and when the next one is due. */
export interface Place {
  readonly slot: number;
  readonly phase: number;
  readonly next: Micros;
}

type Slotted = Pick<Plan, 'start' | 'end' | 'slots' | 'edges' | 'sessions'>;

/** The place of a moment within [start, end). Whole microseconds times whole looks, divided once: a look that is due is never taken for the one before it. */
export function placeAt(plan: Slotted, at: Micros): Place {
  return plan.edges ? listedPlace(plan, plan.edges, at) : evenPlace(plan, at);
}

function evenPlace({ start, end, slots }: Slotted, at: Micros): Place {
  const length = end - start;
  const looks = slots * LOOKS;
  const n = Math.max(0, Math.floor(((at - start) * looks) / length));
  const slot = Math.min(Math.floor(n / LOOKS), slots - 1);
  const next = Math.min(end, Math.max(at + 1, start + Math.ceil(((n + 1) * length) / looks)));
  return { slot, phase: n - slot * LOOKS, next };
}

/** Slots of their own lengths; a night inside one takes no looks of it. */
function listedPlace(plan: Slotted, edges: readonly Micros[], at: Micros): Place {
  const slot = slotAt(edges, at);
  const from = tradingBy(plan, edges[slot]!);
  const length = tradingBy(plan, edges[slot + 1]!) - from;
  const done = length > 0 ? Math.floor(((tradingBy(plan, at) - from) * LOOKS) / length) : 0;
  const phase = Math.min(Math.max(done, 0), LOOKS - 1);
  const due = phase === LOOKS - 1 ? edges[slot + 1]! : momentOf(plan, from + Math.ceil(((phase + 1) * length) / LOOKS));
  return { slot, phase, next: Math.min(plan.end, Math.max(at + 1, due)) };
}

/** The slot that a moment lies in: the last whose start is not after it. */
function slotAt(edges: readonly Micros[], at: Micros): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What a curve spreads: CumQty when it was planned, CumQty at its end, and the step. */
export interface Goal {
  readonly base: Qty;
  readonly orderQty: Qty;
  readonly lot: Qty;
}

/** CumQty wanted by the end of a slot (-1: before the first): whole lots, the whole goal after the last. Equal parts are rounded down. */
export function wantedBy({ slots, curve }: Pick<Plan, 'slots' | 'curve'>, slot: number, goal: Goal): Qty {
  if (curve) return targetOf(curve, slot, goal);
  if (slot >= slots - 1) return goal.orderQty;
  const spread = (BigInt(goal.orderQty - goal.base) * BigInt(slot + 1)) / BigInt(slots);
  return goal.base + Math.floor(Number(spread) / goal.lot) * goal.lot;
}

/** A part in millionths of a quantity, rounded down. */
export const partOfQty = (qty: Qty, millionths: number): Qty => Number((BigInt(qty) * BigInt(millionths)) / 1_000_000n);

/** What a slot asks for: what was wanted when it began, and by its end. */
export interface Wanted {
  readonly before: Qty;
  readonly target: Qty;
  /** CumQty at the end of the plan. */
  readonly goal: Qty;
}

/** A look at a slot: what it wants, how urgently by the order's style (`early`: while it rests), and its band. */
export function lookAt(parent: Pick<Parent, 'state'>, plan: Plan, place: Place, wanted: Wanted, early: Urgency): Look {
  const { slot, phase, next } = place;
  const style = plan.rules?.style ?? 'normal';
  const completes = plan.rules?.completes ?? true;
  const ending = slot === plan.slots - 1 && completes && phase >= CROSS_FROM_LAST;
  const late = ending || (style === 'normal' && phase >= CROSS_FROM);
  const urgency = late || style === 'taker' ? 'cross' : style === 'passive' ? 'passive' : early;
  const { before, target, goal } = wanted;
  const slotQty = Math.max(target - before, Math.ceil((goal - plan.base) / plan.slots));
  const look = { slot, target, slotQty, urgency, next };
  if (plan.band === undefined) return look;
  const band = partOfQty(parent.state.orderQty, plan.band);
  const least = ending ? target : Math.max(0, Math.min(before, target) - band);
  return { ...look, least, most: Math.min(goal, target + band) };
}

/** The look of a schedule that keeps to the curve of its plan. */
export function curveLook(parent: Parent, plan: Plan, at: Micros, early: Urgency, goal = parent.state.orderQty): Look {
  const place = placeAt(plan, at);
  const spread = { base: Math.min(plan.base, goal), orderQty: goal, lot: parent.instrument.lot };
  const wanted = { before: wantedBy(plan, place.slot - 1, spread), target: wantedBy(plan, place.slot, spread), goal };
  return lookAt(parent, plan, place, wanted, early);
}
