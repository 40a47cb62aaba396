import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent, Plan } from '../order/parent';
import { BASELINES, type BaselineName } from '../strategy-parameters';
import { implementationShortfall } from './implementation-shortfall';
import { lookAt, partOfQty, placeAt } from './progress';
import type { Look, Schedule } from './schedule';
import { passiveTwap, twap } from './twap';
import { vwap } from './vwap';

const SCHEDULES: Readonly<Record<BaselineName, Schedule>> = {
  TWAP: twap,
  PTWAP: passiveTwap,
  VWAP: vwap,
  IS: implementationShortfall,
};

/** How far CumQty may be from the baseline's where no Band says, in millionths of the order. */
export const DEFAULT_BAND = 100_000;
/** Tilting a passive TWAP, what rests crosses where it is so far behind its target, as that does: millionths of the order. */
const BEHIND = 20_000;
/** The look of a slot from which the band is that of the slot's end. */
const LATE = 3;

/** The schedule that an adaptive order tilts; where its parameters do not say, the one that was cheapest in most of the markets that we measured (docs/training.md). */
export const baselineOf = (parameters: Readonly<Record<string, string>> | undefined): BaselineName =>
  BASELINES.find(name => name === parameters?.['Baseline']) ?? 'PTWAP';

/** What the baseline wants by the end of the slot under way, were it left to itself. */
export function baselineLook(parent: Parent, plan: Plan, books: Ledger, at: Micros): Look {
  const decided = books.adaptive.of(parent.parentId).decided;
  const last = decided && { slot: decided.slot, target: decided.baseline };
  return SCHEDULES[baselineOf(plan.parameters)].look(parent, { ...plan, last }, books, at);
}

/**
 * An adaptive order: the plan is its baseline's; each slot's target is decided (`TiltDecided`, core/adaptive) before it is looked at. What rests crosses where it falls
 * behind its target, or where the order would leave its band.
 */
const tilted = (baseline: Schedule): Schedule => ({
  ...baseline,
  plan: asked => {
    const shape = baseline.plan(asked);
    return 'code' in shape ? shape : { ...shape, band: asked.given.Band ?? DEFAULT_BAND };
  },
  look: (parent, plan, books, at) => {
    const untilted = baselineLook(parent, plan, books, at);
    const { decided } = books.adaptive.of(parent.parentId);
    const place = placeAt(plan, at);
    // nothing is decided while nothing would be sent
    if (decided?.slot !== place.slot) return untilted;
    const goal = parent.state.orderQty;
    const { target, before, baseline: by, baselineBefore } = decided;
    const catchUp = baseline === passiveTwap ? Math.min(BEHIND, plan.band!) : undefined;
    const look = lookAt(parent, { ...plan, band: catchUp }, place, { before, target, goal }, untilted.urgency);
    const band = partOfQty(goal, plan.band!);
    const floor = (place.phase >= LATE ? by : Math.min(baselineBefore, by)) - band;
    const least = Math.min(target, Math.max(look.least ?? 0, floor));
    return look.most === undefined
      ? { ...look, least }
      : { ...look, least, most: Math.max(target, Math.min(look.most, by + band)) };
  },
});

/** By baseline. */
export const ADAPTIVE: Readonly<Record<BaselineName, Schedule>> = {
  TWAP: tilted(twap),
  PTWAP: tilted(passiveTwap),
  VWAP: tilted(vwap),
  IS: tilted(implementationShortfall),
};
