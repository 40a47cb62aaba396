import { nextRequestId, originOf } from '../ids';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { type Parent, reservedQty } from '../order/parent';
import type { Emit } from '../turn';
import { massTimer } from './apply-kill';

/** Timer of a venue whose declared rate of cancels is used up: the rest goes when it fires. */
const PACE = 'pace ';
export const isPaceTimer = (timer: string): boolean => timer.startsWith(PACE);

/** Asks a venue to cancel a child, or to wait until its declared rate allows that. */
export function askCancel(child: Child, books: Ledger, at: Micros, emit: Emit): void {
  const venue = child.venue!;
  const free = books.paces.get(venue)?.freeAt() ?? at;
  if (free > at) {
    const timer = PACE + venue;
    if (!books.timers.has(timer)) emit({ type: 'TimerSet', timer, at: free });
    return;
  }
  emit({ type: 'ChildCancelReleased', childId: child.childId, clOrdId: nextRequestId(child), origClOrdId: originOf(child) });
}

/** Cancels what a parent has working. `tries`: a child whose cancels were refused as often in a row is left alone. */
export function cancelChildren(parent: Parent, tries: number, books: Ledger, at: Micros, emit: Emit): void {
  for (const child of parent.children)
    if (reservedQty(child) > 0 && child.refusedCancels < tries && mayCancel(child, books)) askCancel(child, books, at, emit);
}

/** Cancels what an order that goes on has at venues under a kill. */
export function leaveVenues(parent: Parent, books: Ledger, at: Micros, emit: Emit): void {
  if (parent.ending || books.kills.size === 0) return;
  for (const child of parent.children)
    if (reservedQty(child) > 0 && mayCancel(child, books) && books.kills.onVenue(child.venue!)) askCancel(child, books, at, emit);
}

/** One cancel at a time, none while a mass cancel is under way; a replace that is pending does not hold it up. */
export const mayCancel = (child: Child, books: Ledger): boolean =>
  child.venue !== undefined &&
  books.sessions.get(child.venue)?.settled === true &&
  !child.state.pending.some(p => p.kind === 'Cancel') &&
  !books.timers.has(massTimer(child.venue));
