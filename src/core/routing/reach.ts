import type { Ledger } from '../ledger';
import type { Px } from '../numbers';
import type { Child } from '../order/child';
import { isBuy, type Parent } from '../order/parent';
import { readyVenues } from './ready';

/**
 * The far touch that a crossing child has to reach: that of the venue where it works or, where its route leaves no choice, would go. Undefined
 * where the best of all venues counts, or that venue's book is not known. `child`: the one that would be changed, else a new one is meant.
 */
export function farToReach(parent: Parent, child: Child | undefined, books: Ledger): Px | undefined {
  const shown = books.shown.get(parent.instrument.symbol);
  if (!shown) return undefined;
  const venue = child ? child.venue : choosesByPrice(parent, books) ? undefined : readyVenues(parent, books)[0];
  const book = shown.books.find(b => b.venue === venue);
  return (isBuy(parent.side) ? book?.asks : book?.bids)?.[0]?.px;
}

const choosesByPrice = ({ received, instrument }: Parent, books: Ledger): boolean =>
  received.exDestination === undefined && books.routes.of(instrument.symbol)?.by === 'price';
