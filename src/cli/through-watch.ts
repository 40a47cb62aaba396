import type { Books } from '../core/books';
import type { FactOf } from '../core/facts';
import { priceText, qtyText } from '../core/instruments';
import { ORD_STATUS_NAMES } from '../core/order/order';
import type { Turn } from '../core/turn';
import type { PlanName } from '../run/through/plans';

/** A line on stderr for each report that an OMS would get: who watches a replay sees what it would. */
export function watchLine(plan: PlanName, turn: Turn, books: Books): void {
  for (const fact of turn.facts)
    if (fact.type === 'ParentReported') process.stderr.write(`${lineOf(plan, fact, turn.at, books)}\n`);
}

function lineOf(plan: PlanName, fact: FactOf<'ParentReported'>, at: number, books: Books): string {
  const { clOrdId, ordStatus, lastQty, lastPx, orderQty, cumQty } = fact;
  const parent = books.parents.get(fact.parentId);
  const begin = `${new Date(at / 1000).toISOString()} ${plan}: ${clOrdId}`;
  if (!parent) return `${begin} ${ORD_STATUS_NAMES[ordStatus]}`;
  const { instrument } = parent;
  const traded =
    lastQty === undefined || lastPx === undefined ? '' : ` ${qtyText(instrument, lastQty)} at ${priceText(instrument, lastPx)},`;
  return `${begin} ${instrument.symbol} ${ORD_STATUS_NAMES[ordStatus]}${traded} ${qtyText(instrument, cumQty)} of ${qtyText(instrument, orderQty)}`;
}
