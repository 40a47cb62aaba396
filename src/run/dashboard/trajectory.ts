import { qtyText } from '../../core/instruments';
import type { Micros, Qty } from '../../core/numbers';
import type { Parent, Plan } from '../../core/order/parent';
import { partOfQty, wantedBy } from '../../core/schedule/progress';
import { MOST_POINTS, type PlanView } from '../../dashboard/feed';

/** CumQty that a plan wants at a moment, and its band, in units. */
interface Wanted {
  readonly target: Qty;
  readonly least: Qty | null;
  readonly most: Qty | null;
}

/** The end of a slot (-1: the start of the first). */
function edgeOf({ start, end, slots, edges }: Plan, slot: number): Micros {
  return edges?.[slot + 1] ?? Math.round(start + ((end - start) * (slot + 1)) / slots);
}

/** What the plan has done by the end of a slot; what is kept for a closing auction is not in it. */
function wantedAt({ state, instrument }: Parent, plan: Plan, slot: number): Wanted {
  const { orderQty } = state;
  const goal = orderQty - (plan.close?.qty ?? 0);
  const target = wantedBy(plan, slot, { base: Math.min(plan.base, goal), orderQty: goal, lot: instrument.lot });
  if (plan.band === undefined) return { target, least: null, most: null };
  const band = partOfQty(orderQty, plan.band);
  return { target, least: Math.max(0, target - band), most: Math.min(orderQty, target + band) };
}

/** Where an order should be now, straight between the ends of slots; undefined without a plan. A plan that follows volume is known slot by slot. */
export function plannedNow(parent: Parent, at: Micros): Wanted | undefined {
  const { plan } = parent;
  if (!plan) return undefined;
  if (plan.rate !== undefined) {
    const { slice, state } = parent;
    return { target: plan.last?.target ?? state.cumQty, least: slice?.least ?? null, most: slice?.most ?? null };
  }
  const slot = slotAt(plan, at);
  const [from, to] = [edgeOf(plan, slot - 1), edgeOf(plan, slot)];
  const part = to > from ? Math.min(1, Math.max(0, (at - from) / (to - from))) : 1;
  const [before, after] = [wantedAt(parent, plan, slot - 1), wantedAt(parent, plan, slot)];
  // inside a slot nothing is late that was not due by its start, and nothing early that is due by its end
  return { target: before.target + (after.target - before.target) * part, least: before.least, most: after.most };
}

/** The slot that a moment lies in. */
function slotAt(plan: Plan, at: Micros): number {
  const { start, end, slots } = plan;
  if (!plan.edges) return Math.min(slots - 1, Math.max(0, Math.floor(((at - start) * slots) / (end - start))));
  let [low, high] = [0, slots - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edgeOf(plan, middle) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The plan of an order as it is plotted; null where it has none. */
export function planView(parent: Parent): PlanView | null {
  const { plan, instrument } = parent;
  if (!plan) return null;
  const { start, end, slots, close } = plan;
  return {
    ...{ start, end, slots, points: plan.rate === undefined ? pointsOf(parent, plan) : [] },
    style: plan.rules?.style ?? null,
    parameters: plan.parameters ?? {},
    basis: plan.basis ?? null,
    close: close ? { at: close.at, cutOff: close.cutOff, qty: qtyText(instrument, close.qty) } : null,
  };
}

function pointsOf(parent: Parent, plan: Plan): PlanView['points'] {
  const unit = 10 ** parent.instrument.qtyScale;
  const every = Math.max(1, Math.ceil((plan.slots + 1) / (MOST_POINTS - 1)));
  const points: PlanView['points'][number][] = [];
  for (let slot = -1; slot < plan.slots; slot = slot === plan.slots - 1 ? plan.slots : Math.min(plan.slots - 1, slot + every)) {
    const { target, least, most } = wantedAt(parent, plan, slot);
    points.push([edgeOf(plan, slot), target / unit, least === null ? null : least / unit, most === null ? null : most / unit]);
  }
  return points;
}
