import type { Denial } from '../denials';
import { denied } from '../intake/denied';
import { standsNoMore } from '../intake/validate';
import type { Ledger } from '../ledger';
import type { Micros, Px, Qty } from '../numbers';
import type { Parent } from '../order/parent';
import { type Emit, stage } from '../turn';
import type { Check, Point, RiskOrder } from './check';
import { CHECKS } from './checks';
import { NOTHING_TAKEN, takeOf } from './exposure/take';
import { cancelResting } from './self-match';
import { cutNew, cutResting } from './self-match-decrement';
import { hold, softBreach, softReplaceDenial } from './soft-limits';
import { tripThrottles } from './throttle';

const AT: Readonly<Record<Point, readonly Check[]>> = {
  parent: CHECKS.filter(c => c.points.includes('parent')),
  child: CHECKS.filter(c => c.points.includes('child')),
  replace: CHECKS.filter(c => c.points.includes('replace')),
};

/** Those that stop trading, whatever an order takes up. */
const STOPS = AT.replace.filter(c => c.code === 'KillSwitch' || c.code === 'TradingState');

function firstDenial(order: RiskOrder, books: Ledger, at: Micros, checks = AT[order.point]): Denial | undefined {
  for (const check of checks) {
    const why = check.run(order, books, order.parent.levels, at);
    if (why) return why;
  }
  return undefined;
}

/** A proposed parent is accepted, held or denied; one that was held and is released is judged anew, by hard limits only. */
export const parentRiskGate = stage(['ParentOrderProposed', 'HeldOrderReleased'], (fact, books, at, emit) => {
  if (fact.type === 'ParentOrderProposed') return judge(books.parents.get(fact.parentId)!, books, at, emit);
  const parent = books.parents.get(fact.parentId);
  if (!parent?.hold) return;
  const why = standsNoMore(parent, books, at);
  if (why) emit(denied(parent.received, parent.parentId, why, books));
  else judge(parent, books, at, emit);
});

function judge(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  const { parentId, instrument, side, state } = parent;
  const { orderQty, price } = state;
  const takes = takeOf(parent, orderQty, price, books);
  const order: RiskOrder = { point: 'parent', parent, child: undefined, instrument, side, orderQty, price, takes };
  const why = firstDenial(order, books, at);
  if (why) {
    if (why.code === 'SelfMatch') {
      cancelResting(order, books, emit);
      cutResting(order, books, emit);
    }
    return emit(denied(parent.received, parentId, why, books));
  }
  const breach = parent.released ? undefined : softBreach(order, books, at);
  if (breach) return hold(parent, breach, at, emit);
  emit({ type: 'ParentOrderAccepted', parentId });
  cutNew(order, books, emit);
  tripThrottles(parent.levels, at, emit);
}

/** A proposed child, or a child's new terms, are denied or left to the router. */
export const childRiskGate = stage(['ChildOrderProposed', 'ChildReplaceProposed'], (fact, books, at, emit) => {
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
});

interface Terms {
  readonly orderQty: Qty;
  readonly price: Px | undefined;
}

function replaced(parent: Parent, terms: Terms, books: Ledger): RiskOrder {
  const { instrument, side } = parent;
  const takes = takeOf(parent, terms.orderQty, terms.price, books);
  return { point: 'replace', parent, child: undefined, instrument, side, ...terms, takes };
}

/** Why a replace that was taken may not take effect any more: trading was killed or halted since. */
export const stopDenial = (parent: Parent, terms: Terms, books: Ledger, at: Micros): Denial | undefined =>
  firstDenial(replaced(parent, terms, books), books, at, STOPS);

/** Why a replace may not pass; the new order is judged whole. */
export function replaceDenial(parent: Parent, terms: Terms, books: Ledger, at: Micros): Denial | undefined {
  const order = replaced(parent, terms, books);
  return firstDenial(order, books, at) ?? softReplaceDenial(order, books, at);
}
