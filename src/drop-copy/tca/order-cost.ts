import { addExact, type Exact, exactFromText, type Micros, ZERO } from '../../core/numbers';
import { isBuy } from '../../core/order/parent';
import type { RebuiltFill, RebuiltOrder } from '../rebuild/order';
import { isMid, type PriceKind, priceAt, priceBefore, type SymbolMarket } from './market';
import { type CostSplit, minus, type SplitFill, splitCost } from './split';

/** A fill's mark on the mid is what it moved within so long (us), or until the order's next fill. */
export const IMPACT_WITHIN: Micros = 1_000_000;

/** What the children of an order tell of it. */
export interface Children {
  /** When the first of them was sent. */
  readonly access: Micros;
  /** Their fees; undefined where none of their fills tells any. */
  readonly fees: Exact | undefined;
}

/** What an order's costs are measured against. */
export type Basis = PriceKind | 'first fill';

/** What an order cost and the prices that this is measured with; prices undefined where they are not known. */
export interface OrderCost {
  readonly basis: Basis;
  /** When it was decided, and when it first could trade; the latter undefined where that is not known. */
  readonly decided: Micros;
  readonly access: Micros | undefined;
  readonly decision: Exact;
  /** Price when the order was received. */
  readonly arrival: Exact;
  readonly end: Exact | undefined;
  readonly split: CostSplit;
}

/** What is known beside an order itself. */
export interface Around {
  readonly market: SymbolMarket | undefined;
  readonly children: Children | undefined;
  /** The last moment of the log: an order that is still open is looked at then. */
  readonly logEnd: Micros;
}

/** The fills of an order that count, in the order of time. */
export const fillsOf = ({ fills }: RebuiltOrder): RebuiltFill[] => fills.filter(f => !f.busted).sort((a, b) => a.at - b.at);

/** When an order was over as far as costs go: when it was closed, else at the log's end. */
export const endOf = (order: RebuiltOrder, logEnd: Micros): Micros => order.ended ?? Math.max(order.received, logEnd);

/**
 * What an order cost, by the market where that has a price, else, against its own first fill, what the log allows. Undefined where there is no price to hold it against, and
 * of an order that was rejected: it cost nothing that is known.
 */
export function costOf(order: RebuiltOrder, fills: readonly RebuiltFill[], around: Around): OrderCost | undefined {
  if (order.state.closed === 'Rejected' && fills.length === 0) return undefined;
  const { market } = around;
  const decided = Math.min(order.decided ?? order.received, order.received);
  const arrival = market && priceAt(market, order.received);
  const decision = (market && priceAt(market, decided)) ?? arrival;
  if (!market?.kind || !arrival || !decision) return againstFirstFill(order, fills, { ...around, decided });
  const access = accessOf(order, around.children);
  const end = priceAt(market, endOf(order, around.logEnd));
  const split = splitCost({
    buy: isBuy(order.side),
    decision,
    access: access === undefined ? undefined : priceAt(market, access),
    fills: splitFills(order, fills, market),
    left: leftOf(order, fills),
    end,
    fees: fills.length === 0 ? ZERO : (feesOf(fills) ?? around.children?.fees),
  });
  return { basis: market.kind, decided, access, decision, arrival, end, split };
}

/** With what the log alone has. */
function againstFirstFill(
  order: RebuiltOrder,
  fills: readonly RebuiltFill[],
  { children, decided }: Around & { readonly decided: Micros },
): OrderCost | undefined {
  const first = fills[0];
  if (!first) return undefined;
  const decision = pxOf(order, first);
  const parts = fills.map(f => ({ qty: qtyOf(order, f.qty), px: pxOf(order, f), mid: undefined, moved: undefined }));
  const split = splitCost({
    buy: isBuy(order.side),
    decision,
    access: undefined,
    fills: parts,
    left: leftOf(order, fills),
    end: undefined,
    fees: feesOf(fills) ?? children?.fees,
  });
  return { basis: 'first fill', decided, access: undefined, decision, arrival: decision, end: undefined, split };
}

/** An order that a strategy works first trades with its first child; without children in the log nobody knows when that was. Any other trades as it comes. */
function accessOf(order: RebuiltOrder, children: Children | undefined): Micros | undefined {
  if (children) return Math.max(order.received, children.access);
  return order.strategy === undefined || order.strategy === 'DMA' ? order.received : undefined;
}

/** Fills with the mids around them; both undefined where prices are no mids. */
function splitFills(order: RebuiltOrder, fills: readonly RebuiltFill[], market: SymbolMarket): SplitFill[] {
  let moved: Exact | undefined = ZERO;
  return fills.map((fill, i) => {
    const mid = isMid(market.kind) ? priceBefore(market, fill.at) : undefined;
    const part = { qty: qtyOf(order, fill.qty), px: pxOf(order, fill), mid, moved: mid && moved };
    // a fill that rested was come to: what moved then is not its doing
    if (fill.liquidity !== '1' && moved) moved = mid && addMove(moved, mid, midAfter(market, fill.at, fills[i + 1]?.at));
    return part;
  });
}

const addMove = (moved: Exact, before: Exact, after: Exact | undefined): Exact | undefined =>
  after && addExact(moved, minus(after, before));

const midAfter = (market: SymbolMarket, at: Micros, next: Micros | undefined): Exact | undefined =>
  next !== undefined && next <= at + IMPACT_WITHIN ? priceBefore(market, next) : priceAt(market, at + IMPACT_WITHIN);

/** What fills cost beside; undefined where none of them says. Of those that say nothing while others do, nothing was charged. */
export function feesOf(fills: readonly RebuiltFill[]): Exact | undefined {
  let sum: Exact | undefined;
  for (const { fee } of fills) {
    const told = fee === undefined ? undefined : exactFromText(fee);
    if (told) sum = addExact(sum ?? ZERO, told);
  }
  return sum;
}

/** What was ordered and not done. What was done without a fill in the log (`unseenOf`) is not left, and has no price. */
function leftOf(order: RebuiltOrder, fills: readonly RebuiltFill[]): Exact {
  const done = Math.max(order.state.cumQty, sumQty(fills));
  return qtyOf(order, Math.max(0, order.state.orderQty - done));
}

/** Quantity units that CumQty has and no fill in the log tells. */
export const unseenOf = (order: RebuiltOrder, fills: readonly RebuiltFill[]): number =>
  Math.max(0, order.state.cumQty - sumQty(fills));

export const sumQty = (fills: readonly RebuiltFill[]): number => fills.reduce((sum, f) => sum + f.qty, 0);
const pxOf = ({ pxScale }: RebuiltOrder, { px }: RebuiltFill): Exact => ({ n: BigInt(px), scale: pxScale });
const qtyOf = ({ qtyScale }: RebuiltOrder, qty: number): Exact => ({ n: BigInt(qty), scale: qtyScale });
