import type { TiltClip } from '../facts';
import type { Qty } from '../numbers';

/** What bounds a slot of a tilted order. Quantities are integers of one unit; every CumQty counts from the order's start. */
export interface TiltLimits {
  /** CumQty that was wanted by the end of the slot before. */
  readonly done: Qty;
  /** CumQty of the baseline by then, and by the end of this slot. */
  readonly before: Qty;
  readonly target: Qty;
  readonly orderQty: Qty;
  /** How far CumQty may be from the baseline's. */
  readonly band: Qty;
  /** CumQty that the participation cap allows for now; Infinity where there is none. */
  readonly most: Qty;
  readonly lot: Qty;
}

export interface Clipped {
  /** CumQty wanted by the end of the slot. */
  readonly target: Qty;
  /** What the baseline would want from where the order stands. */
  readonly untilted: Qty;
  /** Natural log of this slot's quantity over the baseline's, after every clip; undefined where the baseline does nothing. -Infinity never: LEAST_TILT. */
  readonly applied: number | undefined;
  readonly clip: Exclude<TiltClip, 'shadow'>;
}

/** A slot is tilted to no less than a fiftieth of the baseline's, and to no more than seven times it. */
export const LEAST_TILT = -4;
export const MOST_TILT = 2;

/**
 * The target of a slot: `done` + u, u = u_B * exp(tilt). u_B is what the baseline does in the slot with what is left of the order: of its own rest it does
 * (target - before) / (orderQty - before), and so an order that is off its baseline goes on in the baseline's shape and need not hurry back.
 * Then, each after the other: within the band around the baseline; not above what the cap allows, unless the untilted order is there too; whole
 * lots from `done`; never below `done`, never above OrderQty; all of it where the baseline is done. A tilt that is no number is none.
 */
export function clipTilt(tilt: number, limits: TiltLimits): Clipped {
  const { done, before, target, orderQty } = limits;
  if (target >= orderQty || before >= orderQty) return { target: orderQty, untilted: orderQty, applied: 0, clip: 'none' };
  const step = (Math.max(0, orderQty - done) * Math.max(0, target - before)) / (orderQty - before);
  const log = Number.isNaN(tilt) ? 0 : Math.min(MOST_TILT, Math.max(LEAST_TILT, tilt));
  const untilted = inBand(done + step, limits);
  const wanted = done + step * Math.exp(log);
  const banded = inBand(wanted, limits);
  const capped = Math.min(banded, Math.max(limits.most, untilted));
  const found = wholeLots(capped, limits);
  const plain = wholeLots(untilted, limits);
  const bound = capped < banded ? 'cap' : banded !== wanted ? 'band' : log !== 0 && found === plain ? 'lots' : 'none';
  return { target: found, untilted: plain, applied: appliedOf(found - done, step), clip: bound };
}

function inBand(cumQty: number, { target, band }: TiltLimits): number {
  return Math.min(target + band, Math.max(target - band, cumQty));
}

/** To the nearest lot from `done`, inwards where that would leave the band. */
function wholeLots(cumQty: number, { done, target, band, orderQty, lot }: TiltLimits): Qty {
  const lots = Math.max(0, Math.round((cumQty - done) / lot));
  const high = Math.floor((target + band - done) / lot);
  const low = Math.ceil((target - band - done) / lot);
  const found = done + Math.max(0, Math.min(Math.max(lots, low), high)) * lot;
  return Math.max(done, Math.min(orderQty, found));
}

/** Six decimals: the last ones of a logarithm are not the same on every machine. */
const appliedOf = (qty: Qty, step: number): number | undefined =>
  step > 0 ? Math.max(LEAST_TILT, Math.round(Math.log(qty / step) * 1e6) / 1e6) : undefined;
