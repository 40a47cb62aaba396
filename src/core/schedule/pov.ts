import type { Ledger } from '../ledger';
import type { Micros, Qty } from '../numbers';
import type { Parent, Plan } from '../order/parent';
import { WHOLE_PART } from '../strategy-parameters';
import { partOfQty } from './progress';
import type { Look, Schedule } from './schedule';
import { momentOf, tradingBy } from './trading-time';

const SECOND: Micros = 1_000_000;
/** What others trade until the next look is expected to be as in this time. */
const LOOK_BACK: Micros = 60 * SECOND;
/** Steps of the volume that was seen lately. */
const STEP: Micros = 10 * SECOND;
/** Where no Band says: behind by more than this part of what is due, in millionths, it crosses. */
const BEHIND = 50_000;
/** With CompleteAtEnd what is left crosses in this part of the window, in millionths, and for two looks at least. */
const ENDING = 50_000;

/** Percentage of volume: own = p / (1 - p) of what others trade, looked at every second, a look ahead of what was seen. */
export const pov: Schedule = {
  slots: 'counted',
  slot: SECOND,
  plan: ({ rate, given, books, instrument }) => {
    const market = books.markets.get(instrument.symbol);
    return { rate, band: given.Band, seenBefore: market?.seenEver ?? 0, seenScale: market?.scale ?? 0 };
  },
  look: (parent, plan, books, at) => {
    const trading = tradingBy(plan, plan.end);
    const period = Math.max(1, Math.floor(trading / plan.slots));
    const done = tradingBy(plan, at);
    const slot = Math.min(Math.floor(done / period), plan.slots - 1);
    const next = Math.min(plan.end, Math.max(at + 1, slot === plan.slots - 1 ? plan.end : momentOf(plan, (slot + 1) * period)));
    const ending = plan.rules?.completes === true && trading - done <= Math.max(2 * period, (trading * ENDING) / WHOLE_PART);
    return ending ? endingLook(parent, slot, next) : followingLook(parent, plan, { slot, next, period }, books, at);
  },
};

function endingLook({ state }: Parent, slot: number, next: Micros): Look {
  const { orderQty, cumQty } = state;
  return { slot, target: orderQty, slotQty: Math.max(1, orderQty - cumQty), urgency: 'cross', least: orderQty, next };
}

type Due = Pick<Look, 'slot' | 'next'> & { readonly period: Micros };

function followingLook(parent: Parent, plan: Plan, { slot, next, period }: Due, books: Ledger, at: Micros): Look {
  const { instrument, state } = parent;
  const { orderQty, cumQty } = state;
  const rate = plan.rate!;
  const base = Math.min(plan.base, orderQty);
  const others = Math.max(0, seenUnits(parent, plan, books) - (cumQty - base));
  const due = Math.min(orderQty, base + ownPart(others, rate));
  const ahead = Math.min(orderQty, base + ownPart(others + comingUnits(parent, period, books, at), rate));
  const whole = ahead === orderQty ? ahead : base + Math.floor((ahead - base) / instrument.lot) * instrument.lot;
  const last = Math.min(plan.last?.target ?? base, orderQty);
  const target = Math.max(last, whole);
  const behind = plan.band === undefined ? partOfQty(due - base, BEHIND) : partOfQty(orderQty, plan.band);
  const least = Math.max(base, Math.min(target, due - Math.max(behind, instrument.lot)));
  const slotQty = Math.max(target - last, Math.ceil((target - base) / 20), instrument.lot);
  const style = plan.rules?.style ?? 'normal';
  const urgency =
    style === 'taker' || (style === 'normal' && cumQty < least) ? 'cross' : style === 'normal' ? 'weigh' : 'passive';
  return { slot, target, slotQty, urgency, least, next };
}

/** p / (1 - p) of what others traded; units, rounded down. `rate` in millionths, below the whole. */
export const ownPart = (others: Qty, rate: number): Qty => Number((BigInt(others) * BigInt(rate)) / BigInt(1_000_000 - rate));

/** Volume since the plan began, in units of the instrument. */
function seenUnits({ instrument }: Parent, { seenBefore = 0, seenScale = 0 }: Plan, books: Ledger): Qty {
  const market = books.markets.get(instrument.symbol);
  if (!market) return 0;
  return inUnits(market.seenEver - seenBefore * 10 ** (market.scale - seenScale), market.scale, instrument.qtyScale);
}

/** What others are expected to trade until the next look: as in the last minute. */
function comingUnits({ instrument }: Parent, period: Micros, books: Ledger, at: Micros): Qty {
  const market = books.markets.get(instrument.symbol);
  if (!market) return 0;
  const { seen, own } = market.within(LOOK_BACK, at);
  // the steps are whole: the oldest of them began less than a look-back ago
  const covered = (at % STEP) + LOOK_BACK - STEP;
  const coming = Math.floor((Math.max(0, seen - own) / Math.max(covered, STEP)) * period);
  return inUnits(coming, market.scale, instrument.qtyScale);
}

/** `qty` of one scale in units of another, rounded down. */
const inUnits = (qty: Qty, from: number, to: number): Qty =>
  from === to ? qty : Number((BigInt(qty) * 10n ** BigInt(Math.max(0, to - from))) / 10n ** BigInt(Math.max(0, from - to)));
