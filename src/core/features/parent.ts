import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { isBuy, type Parent } from '../order/parent';
import { tradingBy } from '../schedule/trading-time';

/** How far back participation looks (us). */
const LOOK_BACK: Micros = 300_000_000;

/**
 * What is to be known of a scheduled order at `at` (us), in the order of PARENT_FEATURES: made of the books alone, so that a replay has the
 * same. NaN where something is not known: without a plan the time left and the gap, before its first slice the gap, without volume the
 * participation, without an impact model what our trades left.
 */
export function parentFeatures(parent: Parent, books: Ledger, at: Micros): number[] {
  return [
    timeLeft(parent, at),
    quantityLeft(parent),
    scheduleGap(parent),
    participation(parent, books, at),
    ownImpact(parent, books, at),
  ];
}

/** Part of the trading time of its window that is left: 1 before it, 0 after it. */
function timeLeft({ plan }: Parent, at: Micros): number {
  return plan ? 1 - tradingBy(plan, at) / tradingBy(plan, plan.end) : Number.NaN;
}

/** Part of OrderQty that has not traded; 0 where a replace or a late fill made CumQty the larger. */
const quantityLeft = ({ state }: Parent): number => Math.max(0, state.orderQty - state.cumQty) / state.orderQty;

/** What the schedule wants by the end of the slot under way and has not got, as a part of OrderQty; below 0 where the order is ahead. */
function scheduleGap({ plan, state }: Parent): number {
  return plan?.last ? (plan.last.target - state.cumQty) / state.orderQty : Number.NaN;
}

/** Our part of the volume that was seen lately, all our orders in the symbol together; 1 where our fills came before the feed's word of them. */
function participation({ instrument }: Parent, books: Ledger, at: Micros): number {
  const { seen, own } = books.markets.get(instrument.symbol)?.within(LOOK_BACK, at) ?? { seen: 0, own: 0 };
  if (own === 0 && seen === 0) return Number.NaN;
  return own >= seen ? 1 : Math.max(0, own) / seen;
}

/** What of the impact of our own trades is left, bps of mid: above 0 where it is against this order. Decay and size are the impact model's. */
function ownImpact({ instrument, side }: Parent, books: Ledger, at: Micros): number {
  return books.impact.model ? books.impact.leftIn(instrument.symbol, at) * (isBuy(side) ? 1 : -1) : Number.NaN;
}
