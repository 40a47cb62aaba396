import type { FactOf } from '../facts';
import { nextChildId } from '../ids';
import type { Ledger } from '../ledger';
import { type Parent, replaceableChild } from '../order/parent';
import type { Emit } from '../turn';

/** One child with the order's own terms. */
export function passThrough(parent: Parent, books: Ledger, emit: Emit): void {
  emit({
    type: 'ChildOrderProposed',
    childId: nextChildId(books),
    parentId: parent.parentId,
    orderQty: parent.state.orderQty,
    ordType: parent.ordType,
    price: parent.state.price,
    timeInForce: parent.timeInForce,
  });
}

/** A replace that was taken up goes on to the child, with the OMS's own fields. */
export function passReplace(parent: Parent, request: FactOf<'ParentRequestAccepted'>, emit: Emit): void {
  const child = replaceableChild(parent);
  const asked = parent.replacing.find(r => r.clOrdId === request.clOrdId);
  if (!child || !asked) return;
  const { orderQty, price } = request;
  emit({
    type: 'ChildReplaceProposed',
    childId: child.childId,
    orderQty: orderQty!,
    price,
    ordType: asked.ordType,
    body: asked.body,
    answers: asked.clOrdId,
  });
}
