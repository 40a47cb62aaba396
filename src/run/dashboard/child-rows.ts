import { type Instrument, priceText, qtyText } from '../../core/instruments';
import type { Booked, Child } from '../../core/order/child';
import { avgPxText } from '../../core/order/cost';
import { isOpen, leavesQty, ORD_STATUS_NAMES, ordStatus } from '../../core/order/order';
import type { Parent } from '../../core/order/parent';
import { type ChildRow, type FillRow, MOST_POINTS } from '../../dashboard/feed';
import { bpsOf } from './slippage';

export function childRow(c: Child, i: Instrument): ChildRow {
  const { state } = c;
  return {
    id: c.childId,
    venue: c.venue ?? null,
    orderId: c.venueOrderId ?? null,
    ordType: c.ordType,
    timeInForce: c.timeInForce,
    orderQty: qtyText(i, state.orderQty),
    price: state.price === undefined ? null : priceText(i, state.price),
    displayQty: c.displayQty === undefined ? null : qtyText(i, c.displayQty),
    cumQty: qtyText(i, state.cumQty),
    leavesQty: qtyText(i, leavesQty(state)),
    avgPx: state.cumQty > 0 ? avgPxText(i, state) : null,
    status: ORD_STATUS_NAMES[ordStatus(state)],
    open: isOpen(state),
    sent: c.termsAt,
    inDoubt: c.doubtedAt !== undefined,
    fills: c.fills.length,
  };
}

/** LastLiquidityInd (851). */
const LIQUIDITY: Readonly<Record<string, FillRow['liquidity']>> = { '1': 'maker', '2': 'taker', '4': 'auction' };

/** A fill and the child it is of. A bust is no row: it marks the fill that it takes back. */
export interface FillOf {
  readonly child: Child;
  readonly fill: Booked;
}

/** The fills of an order as they were booked, those of a child together. */
export function* fillsOf(parent: Parent): Generator<FillOf> {
  for (const child of parent.children) for (const fill of child.fills) if (fill.trade.lastQty > 0) yield { child, fill };
}

export function fillRow({ child, fill }: FillOf, parent: Parent, arrival: number | undefined): FillRow {
  const { instrument: i, side } = parent;
  const { trade } = fill;
  const px = trade.lastPxText ?? priceText(i, trade.lastPx);
  return {
    id: `${child.childId} ${fill.date ?? ''} ${fill.execId}`,
    child: child.childId,
    venue: child.venue ?? null,
    at: fill.at ?? null,
    qty: trade.lastQtyText ?? qtyText(i, trade.lastQty),
    px,
    liquidity: LIQUIDITY[fill.liquidity ?? ''] ?? null,
    superseded: fill.superseded,
    slippage: bpsOf(side, Number(px), arrival),
  };
}

/** What was done by when, in shares or contracts: from the order's beginning, at most MOST_POINTS steps, the last always there. */
export function doneSteps(parent: Parent, fills: readonly FillOf[], received: number): (readonly [at: number, cumQty: number])[] {
  const timed = fills.filter(f => !f.fill.superseded && f.fill.at !== undefined).sort((a, b) => a.fill.at! - b.fill.at!);
  const every = Math.max(1, Math.ceil(timed.length / (MOST_POINTS - 1)));
  const unit = 10 ** parent.instrument.qtyScale;
  const steps: (readonly [number, number])[] = [[received, 0]];
  let done = 0;
  for (const [n, { fill }] of timed.entries()) {
    done += fill.trade.lastQty;
    if ((n + 1) % every === 0 || n === timed.length - 1) steps.push([fill.at!, done / unit]);
  }
  return steps;
}
