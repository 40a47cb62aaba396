import type { Micros, Qty } from '../numbers';
import type { Plan } from '../order/parent';

/** Looks at a slot: five a slot. A child rests passively in the first three and crosses in the last two; in the last slot it crosses from the third on. */
const LOOKS = 5;
const CROSS_FROM = 3;
const CROSS_FROM_LAST = 2;

/** Where a plan stands at a moment. `target` is CumQty wanted by the end of the slot, `next` when to look again. */
export interface Look {
  readonly slot: number;
  readonly target: Qty;
  readonly slotQty: Qty;
  readonly urgency: 'passive' | 'cross';
  readonly next: Micros;
}

/**
 * Time-weighted average price: equal quantity a slot, in whole lots, cumulative so that rounding never adds up and an unfilled slot
 * is carried into the next. `at` within [start, end). Quantities in units; returns where the plan stands.
 */
export function lookAt(plan: Plan, orderQty: Qty, lot: Qty, at: Micros): Look {
  // whole microseconds times whole looks, divided once: a look that is due is never taken for the one before it
  const length = plan.end - plan.start;
  const looks = plan.slots * LOOKS;
  const n = Math.max(0, Math.floor(((at - plan.start) * looks) / length));
  const slot = Math.min(Math.floor(n / LOOKS), plan.slots - 1);
  const phase = n - slot * LOOKS;
  const last = slot === plan.slots - 1;
  return {
    slot,
    target: targetOf(plan, orderQty, lot, slot + 1),
    slotQty: Math.ceil((orderQty - plan.base) / plan.slots),
    urgency: phase >= (last ? CROSS_FROM_LAST : CROSS_FROM) ? 'cross' : 'passive',
    next: Math.min(plan.end, Math.max(at + 1, plan.start + Math.ceil(((n + 1) * length) / looks))),
  };
}

/** CumQty wanted after `slots` slots: whole lots, the whole order after the last. */
export function targetOf(plan: Plan, orderQty: Qty, lot: Qty, slots: number): Qty {
  if (slots >= plan.slots) return orderQty;
  const spread = (BigInt(orderQty - plan.base) * BigInt(slots)) / BigInt(plan.slots);
  return plan.base + Math.floor(Number(spread) / lot) * lot;
}
