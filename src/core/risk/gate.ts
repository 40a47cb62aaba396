import type { Denial } from '../denials';
import { denied } from '../intake/denied';
import type { Ledger } from '../ledger';
import type { Px, Qty } from '../numbers';
import type { Parent } from '../order/parent';
import type { Stage } from '../turn';
import type { Check, Point, RiskOrder } from './check';
import { CHECKS } from './checks';

const AT: Readonly<Record<Point, readonly Check[]>> = {
  parent: CHECKS.filter(c => c.points.includes('parent')),
  child: CHECKS.filter(c => c.points.includes('child')),
  replace: CHECKS.filter(c => c.points.includes('replace')),
};

function firstDenial(point: Point, order: RiskOrder, books: Ledger): Denial | undefined {
  for (const check of AT[point]) {
    const why = check.run(order, books, books.limits);
    if (why) return why;
  }
  return undefined;
}

/** A proposed parent is accepted or denied. */
export const parentRiskGate: Stage = (fact, books, _at, emit) => {
  if (fact.type !== 'ParentOrderProposed') return;
  const parent = books.parents.get(fact.parentId)!;
  const why = firstDenial(
    'parent',
    { instrument: parent.instrument, side: fact.side, orderQty: fact.orderQty, price: fact.price },
    books,
  );
  emit(why ? denied(parent.received, fact.parentId, why, books) : { type: 'ParentOrderAccepted', parentId: fact.parentId });
};

/** A proposed child, or a child's new terms, are denied or left to the router. */
export const childRiskGate: Stage = (fact, books, _at, emit) => {
  if (fact.type !== 'ChildOrderProposed' && fact.type !== 'ChildReplaceProposed') return;
  const { instrument, side } = books.parentOf(books.children.get(fact.childId)!);
  const point = fact.type === 'ChildOrderProposed' ? 'child' : 'replace';
  const why = firstDenial(point, { instrument, side, orderQty: fact.orderQty, price: fact.price }, books);
  if (!why) return;
  const refusal = { childId: fact.childId, code: why.code, text: `${why.code}: ${why.text}` };
  emit(point === 'child' ? { type: 'ChildOrderDenied', ...refusal } : { type: 'ChildReplaceDenied', ...refusal });
};

/** Why a replace may not pass; the new order is judged whole. */
export const replaceDenial = (parent: Parent, orderQty: Qty, price: Px | undefined, books: Ledger): Denial | undefined =>
  firstDenial('replace', { instrument: parent.instrument, side: parent.side, orderQty, price }, books);
