import { nextExecId, nextRequestId, originOf } from '../ids';
import { qtyText } from '../instruments';
import type { Ledger } from '../ledger';
import type { Qty } from '../numbers';
import { reservedQty } from '../order/parent';
import { reportOf } from '../reporting/report';
import type { Emit } from '../turn';
import type { RiskOrder } from './check';
import { pathOf } from './levels';
import { cancelMatch, cutOf, isLeaving, leftAfter, type Match, matches, mayMatch, yields } from './self-match';

/** ExecRestatementReason (378, FIX 4.4): partial decline of OrderQty. */
const PARTIAL_DECLINE = 5;

/** A new order that was accepted loses what it would trade with of our own (`decrement`), and its OMS is told. */
export function cutNew(order: RiskOrder, books: Ledger, emit: Emit): void {
  if (!books.levels.anyDecrement || order.parent.strategy !== 'DMA' || !mayMatch(order)) return;
  let cut = 0;
  let path = '';
  for (const match of matches(order, books)) {
    const less = cutOf(order, match, books);
    if (less > 0) path = pathOf(match.level, 'selfMatch');
    cut += less;
  }
  if (cut === 0) return;
  const { parent, instrument } = order;
  const orderQty = leftAfter(order, cut);
  const text = `SelfMatch: ${qtyText(instrument, order.orderQty - orderQty)} less, which could trade with our own (${path})`;
  emit(reportOf(parent, 'Restated', nextExecId(books), { orderQty, restatementReason: PARTIAL_DECLINE, text }));
}

/** A new order was denied, for more of our own rests than it is: what rests loses as much, that with the better price first. */
export function cutResting(order: RiskOrder, books: Ledger, emit: Emit): void {
  if (order.parent.strategy !== 'DMA' || !mayMatch(order)) return;
  const all = [...matches(order, books)];
  // it is denied for another reason: nothing is taken from anybody
  if (!all.every(match => yields(order, match, books))) return;
  const { buy } = order.parent.drawn;
  const resting = all.filter(match => cutOf(order, match, books) > 0).sort((a, b) => worse(a, b) * (buy ? 1 : -1));
  let left = order.orderQty;
  for (const match of resting) {
    if (left <= 0) return;
    left -= cutMatch(match, left, books, emit);
  }
}

/** Above zero where the price of the first is higher; a market order, which has none, trades before any other. */
const worse = (a: Match, b: Match): number => (a.child.state.price ?? 0) - (b.child.state.price ?? 0);

/** Takes at most `qty` from what rests; returns how much that was. One with a request under way, or not confirmed yet, stays as it is. */
function cutMatch(match: Match, qty: Qty, books: Ledger, emit: Emit): Qty {
  const { child } = match;
  const { lot } = books.parentOf(child).instrument;
  const open = reservedQty(child);
  const stays = Math.floor((open - qty) / lot) * lot;
  if (stays <= 0) {
    cancelMatch(match, books, emit);
    return open;
  }
  const { state, ordType } = child;
  if (!state.acknowledged || state.pending.length > 0 || isLeaving(child)) return qty;
  emit({
    type: 'ChildReplaceReleased',
    childId: child.childId,
    clOrdId: nextRequestId(child),
    origClOrdId: originOf(child),
    orderQty: state.cumQty + stays,
    price: state.price,
    ordType,
  });
  return qty;
}
