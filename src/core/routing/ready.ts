import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Child } from '../order/child';
import { openChild, type Parent, reservedQty } from '../order/parent';
import type { SessionId } from '../ports';
import { childInDoubt, isInDoubt } from './doubt';

/** What of an order says where it may go. `unknownTo` counts where its own fields go to the venue. */
type Routed = Pick<FactOf<'ParentOrderReceived'>, 'symbol' | 'exDestination' | 'unknownTo'>;

/** Whether a venue takes orders now: its session is settled, and it is under no kill. */
export const takesOrders = (venue: SessionId, books: Ledger): boolean =>
  books.sessions.get(venue)?.settled === true && books.kills.onVenue(venue) === undefined;

/** Whether a venue said that it does not trade a symbol. One that said nothing is taken to. */
export const isHaltedAt = (venue: SessionId, symbol: string, books: Ledger): boolean =>
  books.tradingAt.size > 0 && books.tradingAt.get(venue)?.get(symbol) === false;

/**
 * The first venue that would take an order now, by preference; undefined where none would. A venue that does not trade the symbol now comes
 * behind the others, and is not left out: an order may be meant to wait there, and `marketState` is what denies in a halt.
 * `whole`: the order is passed through with its own fields, and a venue that does not know one of them is none.
 */
export function readyVenue(order: Routed, whole: boolean, books: Ledger): SessionId | undefined {
  let halted: SessionId | undefined;
  for (const venue of books.routes.allowed(order.symbol, order.exDestination)) {
    if (!takesOrders(venue, books) || (whole && order.unknownTo?.[venue] !== undefined)) continue;
    if (!isHaltedAt(venue, order.symbol, books)) return venue;
    halted ??= venue;
  }
  return halted;
}

/**
 * The venues that would take a new child of an order now, by preference. Those that do not trade the symbol, or refused its last child,
 * only where there are no others. None of them has a child of the order that is in doubt: nothing is added to such a one.
 */
export function readyVenues(parent: Parent, books: Ledger): SessionId[] {
  const { received } = parent;
  const whole = parent.strategy === 'DMA';
  const first: SessionId[] = [];
  const last: SessionId[] = [];
  for (const venue of books.routes.allowed(received.symbol, received.exDestination)) {
    if (!takesOrders(venue, books) || (whole && received.unknownTo?.[venue] !== undefined)) continue;
    if (parent.children.some(c => c.venue === venue && isInDoubt(c, books))) continue;
    if (isHaltedAt(venue, received.symbol, books) || refusedLast(parent, venue)) last.push(venue);
    else first.push(venue);
  }
  return first.length > 0 ? first : last;
}

/** Whether a venue refused a child of an order since one was taken anywhere. */
function refusedLast({ children }: Parent, venue: SessionId): boolean {
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i]!;
    if (child.venue === undefined) continue; // it was never at a venue, or is to be sent just now
    if (child.state.closed !== 'Rejected') return false;
    if (child.venue === venue) return true;
  }
  return false;
}

/** Why `readyVenue` finds none, for a denial. */
export function noneReady({ symbol, exDestination }: Routed, books: Ledger): string {
  if (!books.routes.hasRules) return 'no venue is connected';
  const allowed = books.routes.allowed(symbol, exDestination).join(', ');
  return exDestination === undefined
    ? `none of the venues that ${symbol} may go to takes orders now: ${allowed}`
    : `the venue that ExDestination (100) '${exDestination}' names takes no orders now: ${allowed}`;
}

/**
 * The open child that a slice may change. Where its venue is away, or has not said what it knows of it, and another would take a new one,
 * there is none: what is open there stays reserved, and the rest of the order goes on elsewhere.
 */
export function childInReach(parent: Parent, books: Ledger): Child | undefined {
  const newest = openChild(parent);
  if (!newest || isThere(newest, books)) return newest;
  for (let i = parent.children.length - 1; i >= 0; i--) {
    const child = parent.children[i]!;
    if (reservedQty(child) > 0 && isThere(child, books)) return child;
  }
  return readyVenues(parent, books).length > 0 ? undefined : newest;
}

/** Why no child of a slice can go out or be changed now; undefined where one can. `child`: the one that would be changed, else a new one is meant. */
export function noWay(parent: Parent, child: Child | undefined, books: Ledger): string | undefined {
  const there = child ? books.sessions.get(child.venue ?? '')?.settled === true : readyVenues(parent, books).length > 0;
  const unbooked = books.copies.size > 0 && parent.children.find(c => books.copies.hasUnbooked(c));
  if (unbooked) return `the drop copy tells a fill of child '${unbooked.childId}' that is not booked`;
  const doubtful = childInDoubt(parent, books);
  if (doubtful && (!there || doubtful.venue === child?.venue)) return `child '${doubtful.childId}' is in doubt at its venue`;
  return there ? undefined : 'no venue is connected';
}

/** Its venue takes requests about it: it is there, under no kill, and knows of the child. */
const isThere = (child: Child, books: Ledger): boolean =>
  child.venue === undefined || (takesOrders(child.venue, books) && child.doubtedAt === undefined);
