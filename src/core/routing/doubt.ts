import { type Denial, denial } from '../denials';
import type { VenueTraits } from '../facts';
import type { Ledger } from '../ledger';
import type { Px, Qty } from '../numbers';
import type { Child } from '../order/child';
import { isBuy, type Parent, reservedQty } from '../order/parent';
import type { SessionId } from '../ports';

/** A venue that answers H and cancels nothing by itself. */
const USUAL: VenueTraits = { statusQuery: 'H', cancelsOn: 'none', cancelsGtc: false };

export const traitsOf = (books: Ledger, session: SessionId): VenueTraits => books.venueTraits[session] ?? USUAL;

/** The venue has not answered the order, or a request about it. */
export const isUnanswered = (child: Child): boolean => !child.state.acknowledged || child.state.pending.length > 0;

/**
 * Nobody knows what the venue has of it: it was asked and has not answered, or it is away with an answer outstanding. Its full quantity
 * is reserved all the while. So it is, closed or not, with an order of which the venue's drop copy told a fill that is not booked.
 */
export function isInDoubt(child: Child, books: Ledger): boolean {
  if (books.copies.size > 0 && books.copies.hasUnbooked(child)) return true;
  if (child.venue === undefined || reservedQty(child) === 0) return false;
  return child.doubtedAt !== undefined || (isUnanswered(child) && books.sessions.get(child.venue)?.settled !== true);
}

/** The first child of a parent that is in doubt; undefined where none is. */
export function childInDoubt(parent: Parent, books: Ledger): Child | undefined {
  for (const child of parent.children) if (isInDoubt(child, books)) return child;
  return undefined;
}

/** Why a replace may not pass while a child is in doubt: it adds quantity or a worse price. Less at no worse price passes. */
export function doubtDenial(parent: Parent, orderQty: Qty, price: Px | undefined, books: Ledger): Denial | undefined {
  const child = addsRisk(parent, orderQty, price) ? childInDoubt(parent, books) : undefined;
  if (!child) return undefined;
  const text = `child '${child.childId}' is in doubt at ${child.venue}: a replace may ask for less, at no worse price, until the venue has answered`;
  return denial('InDoubt', text);
}

function addsRisk(parent: Parent, orderQty: Qty, price: Px | undefined): boolean {
  const { state, side } = parent;
  if (orderQty > state.orderQty) return true;
  if (price === undefined || state.price === undefined) return price !== state.price;
  return isBuy(side) ? price > state.price : price < state.price;
}
