import { medianOf } from '../../core/measures/median';
import type { OrderMeasure } from './measure';
import { PARTS, type Part } from './split';

/** An order whose cost lies far from that of the others. */
export interface Outlier {
  readonly index: number;
  readonly clOrdId: string;
  readonly isBps: number;
  /** Distance from the median, in robust standard deviations. */
  readonly z: number;
  /** The part of the cost that is farthest from its own median, and by how much (bps). */
  readonly part: Part;
  readonly partBps: number;
}

export interface Outliers {
  /** The farthest, `MOST_NAMED` at most; `count` of them there are. */
  readonly orders: readonly Outlier[];
  readonly count: number;
  /** Orders that were looked at, and middle and median absolute deviation of their costs; null where they were too few. */
  readonly among: number;
  readonly median: number | null;
  readonly mad: number | null;
  /** Why none are named although there may be some; null where they were looked for. */
  readonly not: string | null;
}

export const MOST_NAMED = 1_000;
/** From so many orders on. */
const LEAST = 20;
/** Beyond so many: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993), whose modified z-score this is. */
const FAR = 3.5;
/** Makes a median absolute deviation a standard deviation of what is normally distributed. */
const SCALED = 0.6745;

/** Names the orders whose shortfall has a modified z-score, 0.6745 (x - median) / MAD, beyond 3.5 on either side; farthest first. */
export function outliersOf(orders: readonly OrderMeasure[]): Outliers {
  const measured = orders.filter(o => o.isBps !== null);
  const none = { orders: [], count: 0, among: measured.length, median: null, mad: null };
  if (measured.length < LEAST) return { ...none, not: `of fewer than ${LEAST} orders with a cost none is named` };
  const costs = measured.map(o => o.isBps!);
  const median = medianOf(costs);
  const mad = medianOf(costs.map(c => Math.abs(c - median)));
  if (mad === 0) return { ...none, median, mad, not: 'half of the orders cost the same: there is no scale to be far by' };
  const middles = PARTS.map(part => medianOf(measured.flatMap(o => o.partsBps[part] ?? [])));
  const found = measured.flatMap(o => {
    const z = (SCALED * (o.isBps! - median)) / mad;
    return Math.abs(z) > FAR
      ? [{ index: o.index, clOrdId: o.clOrdId, isBps: o.isBps!, z, ...farthest(o, middles, Math.sign(z)) }]
      : [];
  });
  const named = found.sort((a, b) => Math.abs(b.z) - Math.abs(a.z)).slice(0, MOST_NAMED);
  return { orders: named, count: found.length, among: measured.length, median, mad, not: null };
}

/** The part that pulls farthest to the side on which the order lies. */
function farthest(order: OrderMeasure, middles: readonly number[], side: number): { part: Part; partBps: number } {
  let part: Part = 'timing';
  let most = Number.NEGATIVE_INFINITY;
  PARTS.forEach((name, i) => {
    const value = order.partsBps[name];
    const away = value === null ? Number.NEGATIVE_INFINITY : side * (value - middles[i]!);
    if (away > most) [most, part] = [away, name];
  });
  return { part, partBps: order.partsBps[part] ?? 0 };
}
