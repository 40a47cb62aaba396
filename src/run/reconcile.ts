import type { Books } from '../core/books';
import { qtyText } from '../core/instruments';
import type { Difference } from '../core/ledger';
import type { Micros } from '../core/numbers';
import type { Child } from '../core/order/child';
import { ORD_STATUS_NAMES, ordStatus } from '../core/order/order';
import { reservedQty } from '../core/order/parent';
import { isInDoubt } from '../core/routing/doubt';

/** An order about which a venue and we may not agree, as `sluice reconcile` lists it. */
export interface ReconcileRow {
  /** Our ClOrdID (11) at the venue; of an order that is not ours, the one the venue named. */
  readonly order: string;
  /** The OMS's ClOrdID; null for an order that is not ours. */
  readonly clOrdId: string | null;
  readonly session: string;
  /** As booked now. */
  readonly ours: string;
  /** As `session`, a venue or a drop copy, said it. */
  readonly theirs: string;
  /** Where `session` is a drop copy: as the venue itself said it; else null. */
  readonly venue: string | null;
  /** ExecID (17) where a trade differs; else null. */
  readonly execId: string | null;
  /** ISO time since when; null where the venue is away and was not asked yet. */
  readonly since: string | null;
  readonly action: string;
}

type What = Difference['fact']['what'];

const ACTIONS: Readonly<Record<What, string>> = {
  CumQty: 'ask the venue for its fills; a missing one books when it is sent again',
  OrdStatus: 'ask the venue whether it works the order',
  UnknownToVenue: 'ask the venue what became of it, then cancel the parent; its full quantity is reserved',
  UnknownToUs: 'ask the venue to cancel it, and who sent it; nothing is booked',
  NotBooked: 'ask the venue; where it stands by it: sluice reconcile adopt; where not: sluice reconcile dismiss',
  NotCopied: 'ask who keeps the drop copy; the booked trade stands on the word of the venue',
  TradeDiffers: 'ask the venue which it is; a correction (150=G) of either side settles it',
  OrderDiffers: 'ask the venue how the order stands',
};

/** Orders in doubt, then what venues say otherwise, oldest first. */
export function reconcileRows(books: Books): ReconcileRow[] {
  const listed = [...books.differences.values()].map(d => differenceRow(d, books));
  const known = new Set(listed.map(row => row.order));
  const doubtful = [...books.children.values()].filter(child => isInDoubt(child, books) && !known.has(child.childId));
  return [...doubtful.map(child => doubtRow(child, books)), ...listed];
}

function doubtRow(child: Child, books: Books): ReconcileRow {
  const away = books.sessions.get(child.venue!)?.settled !== true;
  return {
    ...ours(child, books),
    session: child.venue!,
    theirs: child.doubtedAt === undefined ? 'not asked' : 'no answer',
    venue: null,
    execId: null,
    since: child.doubtedAt === undefined ? null : iso(child.doubtedAt),
    action: away ? 'wait: the venue is asked when it is back' : 'call the venue; cancel the parent if it must not trade',
  };
}

function differenceRow({ fact, since }: Difference, books: Books): ReconcileRow {
  const child = fact.order === undefined ? undefined : books.children.get(fact.order);
  const own = child ? ours(child, books) : { order: fact.clOrdId, clOrdId: null, ours: fact.ours };
  const { session, theirs, venue = null, execId = null, what } = fact;
  // a trade that differs reads as it was compared, an order as it stands now
  const ourSide = execId === null ? own.ours : fact.ours;
  return { ...own, ours: ourSide, session, theirs, venue, execId, since: iso(since), action: ACTIONS[what] };
}

function ours(child: Child, books: Books): Pick<ReconcileRow, 'order' | 'clOrdId' | 'ours'> {
  const parent = books.parentOf(child);
  const { instrument } = parent;
  const { state } = child;
  const filled = `${qtyText(instrument, state.cumQty)} of ${qtyText(instrument, state.orderQty)}`;
  const text = `${ORD_STATUS_NAMES[ordStatus(state)]}, ${filled} filled, ${qtyText(instrument, reservedQty(child))} reserved`;
  return { order: child.childId, clOrdId: parent.clOrdId, ours: text };
}

const iso = (at: Micros): string => new Date(at / 1000).toISOString();
