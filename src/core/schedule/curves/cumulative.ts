import type { Qty } from '../../numbers';

/** The whole of an order or a day, in parts per billion. */
export const WHOLE = 1_000_000_000;

/**
 * A schedule as all strategies write it: how much of the order should be done by the end of each slot, in whole parts per billion. Never
 * falls, and the last is WHOLE. Integers, so that it reads the same in a journal, a test and another process.
 */
export type Cumulative = readonly number[];

/** Equal parts: the curve of a TWAP. `slots` at least 1. */
export const evenCurve = (slots: number): Cumulative =>
  Array.from({ length: slots }, (_, n) => Math.round(((n + 1) * WHOLE) / slots));

/**
 * The curve of slots that take quantities in these proportions. Each end is rounded by itself, so what rounding costs never adds up.
 * Undefined where a weight is negative or no number, or all are 0 (or there are none): there is no such curve.
 */
export function curveOf(weights: readonly number[]): Cumulative | undefined {
  let sum = 0;
  const sums: number[] = [];
  for (const weight of weights) {
    if (!(weight >= 0)) return undefined;
    sums.push((sum += weight));
  }
  if (!(sum > 0) || sum === Number.POSITIVE_INFINITY) return undefined;
  return sums.map(part => Math.round((part / sum) * WHOLE));
}

/** The part of the whole that falls into a slot (from 0), in parts per billion. */
export const partOf = (curve: Cumulative, slot: number): number => curve[slot]! - (slot === 0 ? 0 : curve[slot - 1]!);

/** Why a list of numbers is no curve; undefined where it is one. */
export function mistakeIn(curve: readonly number[]): string | undefined {
  if (curve.length === 0) return 'has no slots';
  const odd = curve.findIndex((part, n) => !Number.isInteger(part) || part < (n === 0 ? 0 : curve[n - 1]!) || part > WHOLE);
  if (odd >= 0) return `part ${odd + 1} is ${curve[odd]}: parts are whole numbers up to ${WHOLE} that never fall`;
  return curve.at(-1) === WHOLE ? undefined : `ends at ${curve.at(-1)}, not at ${WHOLE}`;
}

/** What a curve spreads: from `base` (CumQty when it was planned) to `orderQty`, in steps of `lot`; units of the instrument. */
export interface Spread {
  readonly base: Qty;
  readonly orderQty: Qty;
  readonly lot: Qty;
}

/**
 * CumQty wanted by the end of a slot (from 0): `base` and whole lots, the nearest to the curve (of two as near, the lower); the whole
 * order, odd lot included, after the last. Never falls from slot to slot, never off the curve by more than half a lot. Exact.
 */
export function targetOf(curve: Cumulative, slot: number, { base, orderQty, lot }: Spread): Qty {
  if (slot >= curve.length - 1) return orderQty;
  if (slot < 0) return base;
  const unit = BigInt(WHOLE) * BigInt(lot);
  const lots = (2n * BigInt(orderQty - base) * BigInt(curve[slot]!) + unit - 1n) / (2n * unit);
  return Math.min(orderQty, base + Number(lots) * lot);
}
