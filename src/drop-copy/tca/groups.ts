import { dayText, utcDayOf } from '../../core/civil';
import type { OrderMeasure } from './measure';
import { PARTS, type Part } from './split';
import { type Confidence, type Observation, type Stat, statOf } from './stats';

/** What orders are put together by. */
export const KEYS = ['strategy', 'venue', 'symbol', 'hour'] as const;
export type Key = (typeof KEYS)[number];

/** The measures of some orders together; null where none of them has the figure. */
export interface Group {
  readonly name: string;
  readonly orders: number;
  /** Value of what was done, in the currency of the prices. */
  readonly notional: number;
  readonly durationSeconds: number | null;
  /** Means over orders, 0 to 1: own part of what traded, part of the order that was done. */
  readonly participation: number | null;
  readonly fillRate: number | null;
  /** Part of the orders: filled to the end, rejected, closed by a cancel. */
  readonly completeRate: number;
  readonly rejectRate: number;
  readonly cancelRate: number;
  /** Basis points, above 0 worse. */
  readonly arrivalBps: Stat;
  readonly vwapBps: Stat;
  readonly twapBps: Stat;
  readonly isBps: Stat;
  /** Means over all orders with a shortfall, so that they add up to its mean: timing holds what an order has no data for. Null where no order has the part. */
  readonly partsBps: Readonly<Record<Part, number | null>>;
  /** All of the money lost over all of the money ordered: large orders weigh more. */
  readonly weightedIsBps: number | null;
  /** Cents; the parts add up to `shortfallCents`, a part that no order has is null. */
  readonly shortfallCents: number | null;
  readonly partsCents: Readonly<Record<Part, number | null>>;
}

/** Where one order counts in statistics: orders of one UTC day in one symbol belong together. */
export const clusterOf = ({ received, symbol }: Pick<OrderMeasure, 'received' | 'symbol'>): string =>
  `${dayText(utcDayOf(received))} ${symbol}`;

/** Puts orders together by the names that `nameOf` gives them, most money first. `costs` says whose costs count: those of one kind of benchmark. */
export function groupsOf(
  orders: readonly OrderMeasure[],
  nameOf: (order: OrderMeasure) => string,
  costs: CostsOf,
  confidence: Confidence,
): Group[] {
  const byName = new Map<string, OrderMeasure[]>();
  for (const order of orders) {
    const name = nameOf(order);
    const own = byName.get(name);
    if (own) own.push(order);
    else byName.set(name, [order]);
  }
  const groups = [...byName].map(([name, own]) => groupOf(name, own, costs, confidence));
  return groups.sort((a, b) => b.notional - a.notional || (a.name < b.name ? -1 : 1));
}

/** Which orders' costs count. */
export type CostsOf = (order: OrderMeasure) => boolean;

/** The measures of some orders together. */
export function groupOf(name: string, orders: readonly OrderMeasure[], costs: CostsOf, confidence: Confidence): Group {
  const worked = orders.filter(o => o.outcome !== 'rejected');
  const costed = worked.filter(costs);
  const stat = (of: Reads): Stat => statOf(observed(costed, of), confidence);
  const share = (of: (o: OrderMeasure) => boolean): number => orders.filter(of).length / orders.length;
  const shortfall = total(costed, o => o.shortfallCents);
  const value = total(costed, o => o.valueCents);
  return {
    name,
    orders: orders.length,
    notional: orders.reduce((sum, o) => sum + o.notional, 0),
    durationSeconds: mean(worked, o => o.durationSeconds),
    participation: mean(worked, o => o.participation),
    fillRate: mean(orders, o => (o.orderQty > 0 ? o.filledQty / o.orderQty : null)),
    completeRate: share(o => o.outcome === 'filled'),
    rejectRate: share(o => o.outcome === 'rejected'),
    cancelRate: share(o => o.cancelled),
    arrivalBps: stat(o => o.arrivalBps),
    vwapBps: stat(o => o.vwapBps),
    twapBps: stat(o => o.twapBps),
    isBps: stat(o => o.isBps),
    partsBps: byPart(name => overAll(costed, o => o.partsBps[name])),
    weightedIsBps: shortfall !== null && value ? (1e4 * shortfall) / value : null,
    shortfallCents: shortfall,
    partsCents: byPart(name => part(costed, o => o.partsCents[name])),
  };
}

const byPart = (of: (part: Part) => number | null): Readonly<Record<Part, number | null>> =>
  Object.fromEntries(PARTS.map(part => [part, of(part)])) as Record<Part, number | null>;

function observed(orders: readonly OrderMeasure[], of: Reads): Observation[] {
  const found: Observation[] = [];
  for (const order of orders) {
    const value = of(order);
    if (value !== null) found.push({ value, cluster: clusterOf(order) });
  }
  return found;
}

type Reads = (order: OrderMeasure) => number | null;

/** Sum of what is known, how many know it, and whether any of that is not 0. */
function summed(orders: readonly OrderMeasure[], of: Reads): { sum: number; known: number; some: boolean } {
  let [sum, known, some] = [0, 0, false];
  for (const order of orders) {
    const value = of(order);
    if (value === null) continue;
    sum += value;
    known++;
    some ||= value !== 0;
  }
  return { sum, known, some };
}

function total(orders: readonly OrderMeasure[], of: Reads): number | null {
  const { sum, known } = summed(orders, of);
  return known === 0 ? null : sum;
}

/** As `total`; where all that is known is nothing, and of some orders it is not known, that is not known either. */
function part(orders: readonly OrderMeasure[], of: Reads): number | null {
  const { sum, known, some } = summed(orders, of);
  return known === 0 || (known < orders.length && !some) ? null : sum;
}

function overAll(orders: readonly OrderMeasure[], of: Reads): number | null {
  const sum = part(orders, of);
  return sum === null ? null : sum / orders.length;
}

function mean(orders: readonly OrderMeasure[], of: Reads): number | null {
  const { sum, known } = summed(orders, of);
  return known === 0 ? null : sum / known;
}
