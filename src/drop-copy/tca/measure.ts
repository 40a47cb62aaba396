import { slippageBps, volumeIn } from '../../core/measures/volume-weighted';
import type { Exact, Micros } from '../../core/numbers';
import { isOpen } from '../../core/order/order';
import { isBuy } from '../../core/order/parent';
import type { RebuiltFill, RebuiltOrder } from '../rebuild/order';
import { meanPrice } from './market';
import { type Around, type Basis, costOf, endOf, fillsOf, sumQty, unseenOf } from './order-cost';
import { centsOf, floatOf, PARTS, type Part } from './split';

/** `filled`; `part`: over with a rest left; `unfilled`: over with nothing done; `open`; `rejected`. */
export type Outcome = 'filled' | 'part' | 'unfilled' | 'open' | 'rejected';
export type Costs = Readonly<Record<Part, number | null>>;

/**
 * The measures of one order. Costs are above 0 where they are worse; basis points of the ordered value at the decision price, slippages of their benchmark. Money is in the
 * currency of the price. Null where there is nothing to measure with.
 */
export interface OrderMeasure {
  readonly index: number;
  readonly clOrdId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly strategy: string;
  readonly destination: string;
  /** Microseconds since the epoch. */
  readonly received: Micros;
  readonly ended: Micros | null;
  readonly outcome: Outcome;
  /** Closed by a cancel. */
  readonly cancelled: boolean;
  readonly orderQty: number;
  readonly filledQty: number;
  /** Done, says CumQty (14), and no fill in the log: without a price, and so in no cost. */
  readonly unseenQty: number;
  readonly fills: number;
  readonly avgPx: number | null;
  /** Value of what was done. */
  readonly notional: number;
  readonly durationSeconds: number;
  /** Own part of what traded between the order and its end, 0 to 1; above 1 where the data have less than its own fills. */
  readonly participation: number | null;
  /** What arrival and costs are held against. */
  readonly basis: Basis | null;
  readonly arrival: number | null;
  readonly vwap: number | null;
  readonly twap: number | null;
  readonly arrivalBps: number | null;
  readonly vwapBps: number | null;
  readonly twapBps: number | null;
  readonly isBps: number | null;
  readonly partsBps: Costs;
  /** Cents: the parts add up to `shortfallCents`. */
  readonly shortfallCents: number | null;
  readonly partsCents: Costs;
  /** Cents of the ordered value that basis points are of. */
  readonly valueCents: number | null;
  /** Parts without data that timing holds, and those that the shortfall is without. */
  readonly held: readonly Part[];
  readonly without: readonly Part[];
}

const NO_COSTS = Object.fromEntries(PARTS.map(part => [part, null])) as Costs;

/** Measures an order. `around.market` is that of its symbol. */
export function measureOrder(order: RebuiltOrder, around: Around): OrderMeasure {
  const fills = fillsOf(order);
  const scale = 10 ** order.qtyScale;
  const qty = sumQty(fills);
  const value = fills.reduce((sum, f) => sum + BigInt(f.qty) * BigInt(f.px), 0n);
  const notional = floatOf({ n: value, scale: order.pxScale + order.qtyScale });
  const { state } = order;
  return {
    index: order.index,
    clOrdId: order.clOrdIds[0] ?? '',
    symbol: order.symbol,
    side: isBuy(order.side) ? 'buy' : 'sell',
    strategy: order.strategy ?? 'none named',
    destination: order.destination,
    received: order.received,
    ended: order.ended ?? null,
    outcome: outcomeOf(order, qty),
    cancelled: state.closed === 'Canceled',
    orderQty: state.orderQty / scale,
    filledQty: qty / scale,
    unseenQty: unseenOf(order, fills) / scale,
    fills: fills.length,
    avgPx: qty > 0 ? notional / (qty / scale) : null,
    notional,
    durationSeconds: Math.max(0, endOf(order, around.logEnd) - order.received) / 1e6,
    ...costs(order, fills, around),
    ...benchmarks(order, fills, around),
  };
}

function outcomeOf({ state }: RebuiltOrder, qty: number): Outcome {
  const done = Math.max(qty, state.cumQty);
  if (state.closed === 'Rejected' && done === 0) return 'rejected';
  if (isOpen(state)) return 'open';
  return done >= state.orderQty ? 'filled' : done > 0 ? 'part' : 'unfilled';
}

type CostFields =
  | 'basis'
  | 'arrival'
  | 'arrivalBps'
  | 'isBps'
  | 'partsBps'
  | 'shortfallCents'
  | 'partsCents'
  | 'valueCents'
  | 'held'
  | 'without';

function costs(order: RebuiltOrder, fills: readonly RebuiltFill[], around: Around): Pick<OrderMeasure, CostFields> {
  const cost = costOf(order, fills, around);
  if (!cost || cost.split.value.n <= 0n) return NOT_MEASURED;
  const { split, arrival } = cost;
  const bps = (part: Exact | null): number | null => (part ? (1e4 * floatOf(part)) / floatOf(split.value) : null);
  const arrivalPx = floatOf(arrival);
  return {
    basis: cost.basis,
    arrival: arrivalPx,
    arrivalBps: known(slippageBps(isBuy(order.side), averageOf(order, fills), arrivalPx)),
    isBps: bps(split.total),
    partsBps: mapped(part => bps(split.parts[part])),
    ...inCents(split.total, split.parts),
    valueCents: centsOf(split.value),
    held: split.held,
    without: split.without,
  };
}

const NOT_MEASURED: Pick<OrderMeasure, CostFields> = {
  basis: null,
  arrival: null,
  arrivalBps: null,
  isBps: null,
  partsBps: NO_COSTS,
  shortfallCents: null,
  partsCents: NO_COSTS,
  valueCents: null,
  held: [],
  without: [],
};

/** Every part in cents; the residual takes what rounding leaves, so that they add up. */
function inCents(total: Exact, parts: Readonly<Record<Part, Exact | null>>): Pick<OrderMeasure, 'shortfallCents' | 'partsCents'> {
  const shortfallCents = centsOf(total);
  const rounded = mapped(part => (parts[part] ? centsOf(parts[part]) : null));
  const others = PARTS.reduce((sum, part) => sum + (part === 'timing' ? 0 : (rounded[part] ?? 0)), 0);
  return { shortfallCents, partsCents: { ...rounded, timing: shortfallCents - others } };
}

const mapped = (of: (part: Part) => number | null): Costs => Object.fromEntries(PARTS.map(part => [part, of(part)])) as Costs;

/** Against what the market did between the order and its end. */
function benchmarks(
  order: RebuiltOrder,
  fills: readonly RebuiltFill[],
  { market, logEnd }: Around,
): Pick<OrderMeasure, 'participation' | 'vwap' | 'twap' | 'vwapBps' | 'twapBps'> {
  const from = Math.max(order.received, order.from ?? order.received);
  const to = Math.max(from, endOf(order, logEnd));
  const volume = market?.trades ? volumeIn(market.trades, from, to) : undefined;
  const twap = market ? meanPrice(market, from, to) : Number.NaN;
  const average = averageOf(order, fills);
  const against = (price: number): number | null => known(slippageBps(isBuy(order.side), average, price));
  return {
    participation: volume && volume.qty > 0 ? sumQty(fills) / 10 ** order.qtyScale / volume.qty : null,
    vwap: known(volume?.vwap ?? Number.NaN),
    twap: known(twap),
    vwapBps: against(volume?.vwap ?? Number.NaN),
    twapBps: against(twap),
  };
}

/** Mean price of fills by quantity; NaN of none. */
function averageOf({ pxScale }: RebuiltOrder, fills: readonly RebuiltFill[]): number {
  const value = fills.reduce((sum, f) => sum + BigInt(f.qty) * BigInt(f.px), 0n);
  return floatOf({ n: value, scale: pxScale }) / sumQty(fills);
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
