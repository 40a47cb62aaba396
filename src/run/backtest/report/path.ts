import { firstFrom } from '../../../core/measures/volume-weighted';
import type { Micros } from '../../../core/numbers';
import { orderedOf, type ParentTrail } from '../trail';
import type { WitnessedFill } from '../witness';

/** Parts of an order, 0 to 1, at even steps of its window from its first moment to its last: done, and what the schedule wanted done. */
export interface Path {
  readonly done: readonly number[];
  /** Null where the order has no schedule. */
  readonly schedule: readonly number[] | null;
}

/** Steps of a window. */
export const STEPS = 50;
const DECIMALS = 6;

/** An order's way through its window, `from` to `to` (us); of an order that was never worked all is 0. */
export function pathOf(trail: ParentTrail, fills: readonly WitnessedFill[], { from, to }: { from: Micros; to: Micros }): Path {
  const qty = orderedOf(trail);
  const at = fills.map(f => f.at);
  const sums = [0];
  for (const fill of fills) sums.push(sums[sums.length - 1]! + fill.qty);
  const steps = Array.from({ length: STEPS + 1 }, (_, k) => from + ((to - from) * k) / STEPS);
  const wanted = scheduleOf(trail);
  return {
    done: steps.map(time => rounded(sums[firstFrom(at, Math.floor(time) + 1)]! / qty)),
    schedule: wanted && steps.map(time => rounded(between(wanted, time) / qty)),
  };
}

/** What the schedule wanted done by the end of each slot that it told, as points in time; straight lines between them. */
function scheduleOf({ plan, targets, parent }: ParentTrail): (readonly [at: Micros, qty: number])[] | null {
  if (!plan || !parent || targets.size === 0) return null;
  const scale = 10 ** parent.instrument.qtyScale;
  const edge = (slot: number): Micros =>
    plan.edges?.[slot + 1] ?? plan.start + ((slot + 1) * (plan.end - plan.start)) / plan.slots;
  const slots = [...targets].sort(([a], [b]) => a - b);
  return [[plan.start, 0], ...slots.map(([slot, target]) => [edge(slot), target / scale] as const)];
}

function between(points: readonly (readonly [at: Micros, qty: number])[], time: number): number {
  const next = points.findIndex(([at]) => at >= time);
  if (next === 0) return points[0]![1];
  if (next < 0) return points[points.length - 1]![1];
  const [[a, x], [b, y]] = [points[next - 1]!, points[next]!];
  return x + ((y - x) * (time - a)) / (b - a);
}

const rounded = (part: number): number => Number(part.toFixed(DECIMALS));
