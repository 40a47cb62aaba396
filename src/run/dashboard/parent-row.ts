import { priceText, qtyText } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import { avgPxText } from '../../core/order/cost';
import { isOpen, leavesQty, ORD_STATUS_NAMES, ordStatus } from '../../core/order/order';
import type { Parent } from '../../core/order/parent';
import type { ParentRow } from '../../dashboard/feed';
import type { SumsAt } from '../market/sums';
import type { SeenOrder } from './orders-seen';
import { slippageOf } from './slippage';
import { plannedNow } from './trajectory';

/** An order as the blotter shows it at `at`; `market`: what averages are made of now, where somebody knows. */
export function parentRow(parent: Parent, seen: SeenOrder, at: Micros, market: SumsAt | undefined): ParentRow {
  const { instrument: i, state, plan, received } = parent;
  const open = isOpen(state);
  return {
    id: parent.parentId,
    clOrdId: parent.clOrdId,
    session: parent.session,
    account: received.account ?? '',
    symbol: i.symbol,
    side: parent.side,
    strategy: parent.strategy,
    ordType: parent.ordType,
    timeInForce: parent.timeInForce,
    orderQty: qtyText(i, state.orderQty),
    price: state.price === undefined ? null : priceText(i, state.price),
    cumQty: qtyText(i, state.cumQty),
    leavesQty: qtyText(i, leavesQty(state)),
    avgPx: state.cumQty > 0 ? avgPxText(i, state) : null,
    status: parent.hold ? 'Held' : ORD_STATUS_NAMES[ordStatus(state)],
    open,
    received: seen.received,
    start: plan?.start ?? null,
    end: plan?.end ?? null,
    arrival: seen.arrival === undefined ? null : decimal(seen.arrival, i.priceScale),
    slippage: slippageOf(parent, seen, open ? market : seen.ended),
    progress: progressOf(parent, at),
    children: parent.children.length,
    text: parent.held ?? seen.text,
  };
}

/** Parts of OrderQty, 0 to 1, in steps of a thousandth: what moves less is not worth telling. */
function progressOf(parent: Parent, at: Micros): ParentRow['progress'] {
  const planned = plannedNow(parent, at);
  if (!planned) return null;
  const part = (qty: number | null): number | null =>
    qty === null ? null : Math.round((1000 * qty) / parent.state.orderQty) / 1000;
  const { target, least, most } = planned;
  return { done: part(parent.state.cumQty)!, planned: part(target)!, least: part(least), most: part(most) };
}

/** A number that is shown, with no more decimals than it needs. */
const decimal = (value: number, scale: number): string => String(Number(value.toFixed(scale)));
