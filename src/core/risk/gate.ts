import type { Denial } from '../denials';
import { denied } from '../intake/denied';
import type { Ledger } from '../ledger';
import type { Micros, Px, Qty } from '../numbers';
import type { Parent } from '../order/parent';
import type { Stage } from '../turn';
import type { Check, Point, RiskOrder } from './check';
import { CHECKS } from './checks';
import { NOTHING_TAKEN, takeOf } from './exposure/take';
import { cancelResting } from './self-match';
import { tripThrottles } from './throttle';

const AT: Readonly<Record<Point, readonly Check[]>> = {
  parent: CHECKS.filter(c => c.points.includes('parent')),
  child: CHECKS.filter(c => c.points.includes('child')),
  replace: CHECKS.filter(c => c.points.includes('replace')),
};

function firstDenial(order: RiskOrder, books: Ledger, at: Micros): Denial | undefined {
  for (const check of AT[order.point]) {
    const why = check.run(order, books, order.parent.levels, at);
    if (why) return why;
  }
  return undefined;
}

/** A proposed parent is accepted or denied. */
export const parentRiskGate: Stage = (fact, books, at, emit) => {
  if (fact.type !== 'ParentOrderProposed') return;
  const parent = books.parents.get(fact.parentId)!;
  const { instrument } = parent;
  const { side, orderQty, price } = fact;
  const takes = takeOf(parent, orderQty, price, books);
  const order: RiskOrder = { point: 'parent', parent, child: undefined, instrument, side, orderQty, price, takes };
  const why = firstDenial(order, books, at);
  if (why) {
    if (why.code === 'SelfMatch') cancelResting(order, books, emit);
    return emit(denied(parent.received, fact.parentId, why, books));
  }
  emit({ type: 'ParentOrderAccepted', parentId: fact.parentId });
  tripThrottles(parent.levels, at, emit);
};

/** A proposed child, or a child's new terms, are denied or left to the router. */
export const childRiskGate: Stage = (fact, books, at, emit) => {
  if (fact.type !== 'ChildOrderProposed' && fact.type !== 'ChildReplaceProposed') return;
  const child = books.children.get(fact.childId)!;
  const parent = books.parentOf(child);
  const { instrument, side } = parent;
  const { orderQty, price } = fact;
  const point = fact.type === 'ChildOrderProposed' ? 'child' : 'replace';
  const order: RiskOrder = { point, parent, child, instrument, side, orderQty, price, takes: NOTHING_TAKEN };
  const why = firstDenial(order, books, at);
  if (!why || why.code === 'SelfMatch') cancelResting(order, books, emit);
  if (!why) return;
  const refusal = { childId: fact.childId, code: why.code, text: `${why.code}: ${why.text}` };
  emit(
    fact.type === 'ChildOrderProposed'
      ? { type: 'ChildOrderDenied', ...refusal }
      : { type: 'ChildReplaceDenied', ...refusal, answers: fact.answers },
  );
};

/** Why a replace may not pass; the new order is judged whole. */
export function replaceDenial(
  parent: Parent,
  terms: { readonly orderQty: Qty; readonly price: Px | undefined },
  books: Ledger,
  at: Micros,
): Denial | undefined {
  const { instrument, side } = parent;
  const takes = takeOf(parent, terms.orderQty, terms.price, books);
  return firstDenial({ point: 'replace', parent, child: undefined, instrument, side, ...terms, takes }, books, at);
}
