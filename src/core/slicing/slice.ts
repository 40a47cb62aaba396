import { askCancel } from '../control/ask-cancel';
import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros, Px, Qty } from '../numbers';
import type { Child } from '../order/child';
import { isBuy, type Parent, reservedQty } from '../order/parent';
import { roomOf } from '../risk/participation';
import { cheaperElsewhere } from '../routing/choose';
import { proposeChildren } from '../routing/propose';
import { farToReach } from '../routing/reach';
import { noWay } from '../routing/ready';
import type { Emit } from '../turn';
import { minRestOf, timeoutOf } from './patience';
import { childPrice, reaches, touchOf } from './price';
import { wantedQty, wholeLots } from './quantity';
import { lookBy } from './rest-timer';
import { roomUnder, type Slice, sliceOf } from './slice-parts';
import { hasSpareMessages } from './spare-messages';
import { type Chosen, chooseTactic } from './tactic';

/** TimeInForce (59) of a child: for the day, or immediate or cancel. */
const DAY = '0';
export const IMMEDIATE = '3';

/** Carries out a slice: proposes a child, changes the one that works, or says why nothing was done (SliceSkipped). What needs nothing says nothing. */
export function workSlice(parent: Parent, fact: FactOf<'SliceScheduled'>, books: Ledger, at: Micros, emit: Emit): void {
  const begun = sliceOf(parent, fact, books);
  const wanted = wantedQty(begun);
  if (wanted <= 0) return takeBack(begun, books, at, emit);
  const qty = withinRoom(begun, wanted, books);
  const slice: Slice = { ...begun, qty };
  const reason = obstacle(slice, books);
  if (reason !== undefined) return skip(slice, reason, emit);
  const chosen = chooseTactic(slice, books, at, emit);
  const far = farToReach(parent, begun.child, books) ?? touchOf(parent, books).far;
  const price = childPrice(parent, chosen.tactic, books, fact.limit, far);
  if (price === undefined)
    return skip(slice, `no ${chosen.tactic === 'cross' ? 'far' : 'near'} touch in ${parent.instrument.symbol}`, emit);
  place({ ...slice, qty: chosen.qty }, { ...chosen, price, far }, books, at, emit);
  // it may be weighed again before its schedule looks
  if (fact.urgency === 'weigh' && chosen.tactic !== 'cross') lookBy(parent, at + timeoutOf(parent), books, emit);
}

/** How a child is priced, and the far touch that it has to reach to trade at once. */
interface Priced extends Chosen {
  readonly price: Px;
  readonly far: Px | undefined;
}

const skip = ({ parent, fact }: Slice, reason: string, emit: Emit): void =>
  emit({ type: 'SliceSkipped', parentId: parent.parentId, slot: fact.slot, reason });

/** The quantity, cut to what ParticipationRate (849) leaves. */
function withinRoom(slice: Slice, wanted: Qty, books: Ledger): Qty {
  const { parent, child } = slice;
  const room = roomOf(parent, books);
  if (room === undefined) return wanted;
  const most = room + (child ? reservedQty(child) : 0);
  return most >= wanted ? wanted : wholeLots(slice, most);
}

/** Why nothing can be done now; undefined where something can. */
function obstacle({ parent, child, qty }: Slice, books: Ledger): string | undefined {
  if (qty <= 0) return `${parent.ownPart!.called} ${parent.ownPart!.text} of the volume seen since it began leaves no room`;
  if (child && isAwaited(child)) return 'the working child has an answer outstanding';
  if (child?.timeInForce === IMMEDIATE) return 'the venue has not said what became of an immediate child';
  if (child?.state.suspended) return 'the venue holds the working child';
  const market = books.markets.get(parent.instrument.symbol);
  if (market?.trading === false)
    return `${parent.instrument.symbol} does not trade: SecurityTradingStatus (326) is ${market.status}`;
  const last = parent.children.at(-1);
  if (qty < parent.instrument.lot && last?.state.closed === 'Rejected' && last.state.orderQty === qty)
    return 'what is left is less than a lot, and the venue refused it';
  return noWay(parent, child, books);
}

/** True where the venue has not answered a child, or a request about it. */
export const isAwaited = ({ state }: Child): boolean => !state.acknowledged || state.pending.length > 0;

interface Now {
  readonly books: Ledger;
  readonly at: Micros;
  readonly emit: Emit;
}

function place(slice: Slice, { tactic, price, far }: Priced, books: Ledger, at: Micros, emit: Emit): void {
  const { parent, fact, child, qty } = slice;
  const atOnce = tactic === 'cross' && far !== undefined && reaches(isBuy(parent.side), price, far);
  if (fact.limit !== undefined && !atOnce) return skip(slice, 'the far touch is not at WouldPrice any more', emit);
  if (child && tactic === 'cross' && cheaperElsewhere(parent, child, { qty, price }, books, at))
    return askCancel(child, books, at, emit);
  if (child) return change(slice, child, { price, mayWait: tactic !== 'cross' }, { books, at, emit });
  const display = parent.plan?.rules?.display;
  const displayQty = display !== undefined && display < qty && !atOnce ? display : undefined;
  // what does not trade at once shall not be left in the book at a price through the touch
  const timeInForce = atOnce ? IMMEDIATE : DAY;
  proposeChildren(parent, { orderQty: qty, ordType: '2', price, timeInForce, displayQty }, books, at, emit);
}

/** Gives a working child its new terms, where they are others. One that only betters its price waits for MinRest and for spare messages. */
function change(slice: Slice, child: Child, to: { price: Px; mayWait: boolean }, { books, at, emit }: Now): void {
  const { parent, qty } = slice;
  const { childId, ordType, state } = child;
  const { price } = to;
  const orderQty = state.cumQty + qty;
  const spare = excess(slice, child);
  if (state.price === price && state.orderQty >= orderQty && spare <= 0) return;
  const free = child.termsAt + minRestOf(parent);
  if (to.mayWait && state.orderQty === orderQty) {
    if (at < free) return lookBy(parent, free, books, emit);
    if (!hasSpareMessages(parent.levels, at)) return;
  }
  emit({ type: 'ChildReplaceProposed', childId, orderQty, price, ordType });
}

/** How far CumQty with what works would pass what the slice allows; a remainder below MinSlice that a child took along is none. */
function excess(slice: Slice, child: Child): Qty {
  const { instrument, plan } = slice.parent;
  const over = reservedQty(child) - Math.max(0, roomUnder(slice));
  return over >= Math.max(instrument.lot, plan?.rules?.minSlice ?? 0) ? over : 0;
}

/** Nothing more is due: a child that works beyond what the slice allows is cut to it, or taken out. */
function takeBack(slice: Slice, books: Ledger, at: Micros, emit: Emit): void {
  const { child } = slice;
  if (!child || isAwaited(child) || child.timeInForce === IMMEDIATE || excess(slice, child) <= 0) return;
  const kept = wholeLots(slice, Math.max(0, roomUnder(slice)));
  if (kept <= 0) return askCancel(child, books, at, emit);
  const { childId, ordType, state } = child;
  emit({ type: 'ChildReplaceProposed', childId, orderQty: state.cumQty + kept, price: state.price, ordType });
}
