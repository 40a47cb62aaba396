import { priceText, qtyText } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import { avgPxText } from '../../core/order/cost';
import { isOpen, leavesQty, ORD_STATUS_NAMES, ordStatus } from '../../core/order/order';
import type { Parent } from '../../core/order/parent';
import type { ParentRow } from '../../dashboard/feed';
import type { SumsAt } from '../market/sums';
import type { Asked, SeenOrder } from './seen-order';
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
    status: parent.hold ? 'Held' : seen.denied ? 'Denied' : ORD_STATUS_NAMES[ordStatus(state)],
    open,
    received: seen.received,
    start: plan?.start ?? null,
    end: plan?.end ?? null,
    arrival: seen.arrival === undefined ? null : decimal(seen.arrival, i.priceScale),
    slippage: slippageOf(parent, seen, open ? market : seen.ended),
    progress: progressOf(parent, at),
    children: parent.children.length,
    text: parent.held ?? seen.text,
    ...(seen.beforeStart && { beforeStart: true }),
  };
}

/** An order that was denied at intake: nobody has read what it asked for, so it is shown as it came. */
export function deniedRow(seen: SeenOrder, asked: Asked): ParentRow {
  const { id, clOrdId, session, account, symbol, strategy, received, text } = seen;
  const { side, orderQty, price = null, ordType, timeInForce } = asked;
  return {
    ...{ id, clOrdId, session, account, symbol, side, strategy, ordType, timeInForce, orderQty, price },
    ...{ cumQty: '0', leavesQty: '0', avgPx: null, status: 'Denied', open: false, received, start: null, end: null },
    arrival: seen.arrival === undefined ? null : String(Number(seen.arrival.toPrecision(DIGITS))),
    ...{ slippage: { arrival: null, vwap: null, twap: null }, progress: null, children: 0, text },
  };
}
/** Digits of a middle of the market that are worth showing where nobody says how prices are counted. */
const DIGITS = 12;

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
