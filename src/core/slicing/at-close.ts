import type { FactOf } from '../facts';
import { nextChildId } from '../ids';
import type { Ledger } from '../ledger';
import { type Parent, workingQty } from '../order/parent';
import { noWay } from '../routing/ready';
import type { Emit } from '../turn';

/** TimeInForce (59) at the close. */
export const AT_CLOSE = '7';

/** What is missing up to the target goes into the closing auction: market at the close, or limit at the close at the order's own limit. */
export function atClose(parent: Parent, fact: FactOf<'SliceScheduled'>, books: Ledger, emit: Emit): void {
  const { parentId, state, ordType } = parent;
  const orderQty = fact.target - state.cumQty - workingQty(parent);
  if (orderQty <= 0) return;
  const reason = noWay(parent, undefined, books);
  if (reason !== undefined) return emit({ type: 'SliceSkipped', parentId, slot: fact.slot, reason });
  const { price } = state;
  emit({ type: 'ChildOrderProposed', childId: nextChildId(books), parentId, orderQty, ordType, price, timeInForce: AT_CLOSE });
}
