import type { Qty } from '../numbers';
import { reservedQty } from '../order/parent';
import { roomUnder, type Slice } from './slice-parts';

/** Catching up, one child carries at most this many slots' quantity. */
const CATCH_UP = 3;

/**
 * What the child of a slice should have open (units), 0 where nothing is to be done now. Whole lots of the child's own OrderQty, so that an odd fill does not
 * shift it off its lot. At most three slots' quantity and MaxSlice; at least MinSlice, and never so much that less than MinSlice would be left
 * behind it: then it takes all that is left, where `most` allows that, or leaves a whole MinSlice. In the last slot of an order that completes it takes all
 * that is left. What is left of a lot after an odd fill is a child of its own, last of all.
 */
export function wantedQty(slice: Slice): Qty {
  const { parent, fact, child, elsewhere } = slice;
  const { lot } = parent.instrument;
  const left = parent.state.orderQty - parent.state.cumQty - elsewhere;
  const due = Math.min(fact.target - parent.state.cumQty - elsewhere, left, largest(slice));
  if (due <= 0) return 0;
  const whole = wholeLots(slice, due);
  if (whole <= 0) return left < lot && due === left && !child ? left : 0;
  return afterMinSlice(slice, whole, left);
}

/** As much of a quantity as makes the child's OrderQty whole lots; what an odd fill took is made up for. */
export const wholeLots = ({ parent: { instrument }, child }: Slice, qty: Qty): Qty => {
  const done = child?.state.cumQty ?? 0;
  return Math.floor((done + qty) / instrument.lot) * instrument.lot - done;
};

function largest({ parent, fact }: Slice): Qty {
  const { plan, instrument } = parent;
  const most = plan?.rules?.maxSlice ?? Number.POSITIVE_INFINITY;
  const completing = plan?.rules?.completes === true && fact.urgency === 'cross' && fact.target >= parent.state.orderQty;
  const atOnce = completing || fact.limit !== undefined;
  return atOnce ? most : Math.min(most, CATCH_UP * Math.max(fact.slotQty, instrument.lot));
}

function afterMinSlice(slice: Slice, qty: Qty, left: Qty): Qty {
  const { parent, fact, child } = slice;
  const { rules } = parent.plan ?? {};
  const least = rules?.minSlice;
  if (least === undefined) return qty;
  const behind = left - qty;
  if (behind > 0 && behind < least) {
    const most = Math.min(rules!.maxSlice ?? left, fact.most === undefined ? left : roomUnder(slice));
    if (most >= left) return wholeLots(slice, left);
    const cut = wholeLots(slice, left - least);
    if (cut >= least) return cut;
  }
  const smallEnough = qty < least && behind > 0;
  return smallEnough && !(child && reservedQty(child) > 0) ? 0 : qty;
}
