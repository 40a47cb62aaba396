import { askCancel, mayCancel } from '../control/ask-cancel';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { type Parent, reservedQty } from '../order/parent';
import type { Emit } from '../turn';
import { isInDoubt } from './doubt';
import { takesOrders } from './ready';

/** TimeInForce (59) of a child that rests and is changed by later slices: a day order. */
const DAY = '0';
/** A child whose cancels were refused this often in a row is left alone. */
const TRIES = 10;

/**
 * While a venue was away, an order went on at another: what still rests at the first once it is back is cancelled, so that its quantity goes
 * on with the schedule. The newest child that later slices can change stays.
 */
export function cancelLeftBehind(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  if (!parent.plan || books.venues.length < 2 || parent.children.length < 2) return;
  const open = parent.children.filter(c => c.timeInForce === DAY && c.venue !== undefined && reservedQty(c) > 0);
  const kept = open.findLast(c => takesOrders(c.venue!, books));
  for (const child of open)
    if (child !== kept && isIdle(child, books) && mayCancel(child, books)) askCancel(child, books, at, emit);
}

/** Nothing is under way about it; what is at a venue under a kill, the kill sees to. */
const isIdle = (child: Child, books: Ledger): boolean =>
  takesOrders(child.venue!, books) &&
  child.state.acknowledged &&
  child.state.pending.length === 0 &&
  child.refusedCancels < TRIES &&
  !isInDoubt(child, books);
