import type { FactOf, VenueChoice } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros, Qty } from '../numbers';
import type { Child } from '../order/child';
import type { Parent } from '../order/parent';
import type { SessionId } from '../ports';
import { type Asked, bestOf, Offers, type Part } from './offers';
import { readyVenues } from './ready';

/** What of a child its venue depends on. */
type Proposed = Pick<FactOf<'ChildOrderProposed'>, 'orderQty' | 'price' | 'timeInForce' | 'venue'>;

/** TimeInForce (59) at the opening and at the close: what is shown now says nothing of the auction. */
const FOR_AUCTION: ReadonlySet<string> = new Set(['2', '7']);

/** The venue for a child, and why; `choice` is absent where there was none to make. */
export interface Chosen {
  readonly venue: SessionId;
  readonly choice: VenueChoice | undefined;
}

/**
 * Chooses the venue of a child; undefined where none takes it. A part of a slice goes where it was meant to, where that takes it still.
 *
 * A child that could trade at once somewhere goes where the whole of it costs least: what a venue shows within the limit at its price and
 * taker fee, the rest at the limit (a market order: at the worst price that any venue shows). One that would rest goes where the maker fee
 * is lowest, among equal ones where least stands before it. What is equal goes by preference. A route `by: order`, a symbol of which no
 * venue's book is known and an order for an auction go by preference alone.
 */
export function chooseVenue(parent: Parent, child: Proposed, books: Ledger, at: Micros): Chosen | undefined {
  const ready = readyVenues(parent, books);
  const [first] = ready;
  if (first === undefined) return undefined;
  const among = ready.length;
  if (books.routes.hasRules && parent.received.exDestination !== undefined)
    return { venue: first, choice: { by: 'named', among } };
  if (among === 1) return { venue: first, choice: undefined };
  const { orderQty: qty, price, timeInForce, venue: meant } = child;
  const offers = FOR_AUCTION.has(timeInForce) ? undefined : offersOf(parent, { qty, price }, ready, books, at);
  if (!offers) return { venue: first, choice: { by: 'order', among } };
  if (meant !== undefined && ready.includes(meant)) return offers.taking(meant);
  return bestOf(ready.map(venue => (offers.takes ? offers.taking(venue) : offers.resting(venue))));
}

/**
 * Splits what a child of a slice would take at once over the venues that show it, by price with the taker fee, in whole lots: the best
 * venue first, which also has what nobody shows. None where there is nothing to split.
 */
export function splitOver(parent: Parent, asked: Asked, books: Ledger, at: Micros): readonly Part[] {
  if (books.shown.size === 0) return NONE;
  const ready = readyVenues(parent, books);
  const offers = ready.length < 2 ? undefined : offersOf(parent, asked, ready, books, at);
  if (!offers?.takes) return NONE;
  const parts = offers.split(parent.instrument.lot, leastOf(parent));
  return parts.length < 2 ? NONE : parts;
}

/**
 * Whether a child that works and is to cross would do so for at least half a tick a share less elsewhere, at one venue or several: it is
 * worth a cancel then, and the slice goes out anew. A child of an order that names its venue stays, and so does one where the schedule does not
 * look twice more before its end: nothing would see to its quantity.
 */
export function cheaperElsewhere(parent: Parent, child: Child, asked: Asked, books: Ledger, at: Micros): boolean {
  if (books.shown.size === 0 || child.venue === undefined || parent.received.exDestination !== undefined) return false;
  if (!looksTwice(parent, books, at)) return false;
  const ready = readyVenues(parent, books);
  const offers = ready.length < 2 || !ready.includes(child.venue) ? undefined : offersOf(parent, asked, ready, books, at);
  if (!offers?.takes) return false;
  const { tick, lot } = parent.instrument;
  const best = Math.min(offers.splitMean(lot, leastOf(parent)), ...ready.map(venue => offers.mean(venue)));
  return offers.mean(child.venue) - best >= tick / 2;
}

/** Whether a schedule looks at its order twice more, as far apart as now and the next time. */
function looksTwice({ parentId, plan }: Parent, books: Ledger, at: Micros): boolean {
  const next = books.timers.get(parentId);
  return plan !== undefined && next !== undefined && next + (next - at) < (plan.close?.at ?? plan.end);
}

/** The least that a child of an order may be (MinSlice). */
const leastOf = ({ plan }: Parent): Qty => plan?.rules?.minSlice ?? 0;

const NONE: readonly Part[] = [];

/** What venues offer; undefined where the route is by preference alone, or nothing is known of them. */
function offersOf(parent: Parent, asked: Asked, venues: readonly SessionId[], books: Ledger, at: Micros): Offers | undefined {
  const { symbol } = parent.instrument;
  const shown = books.routes.of(symbol)?.by === 'price' ? books.shown.get(symbol) : undefined;
  if (!shown || shown.books.length === 0) return undefined;
  const offers = new Offers(parent, asked, books, { shown, venues, at });
  // a market order does not wait anywhere: where nothing is shown to it there is nothing to compare
  return asked.price === undefined && !offers.takes ? undefined : offers;
}
