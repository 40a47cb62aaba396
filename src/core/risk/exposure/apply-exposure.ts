import type { ChildFact } from '../../child-facts';
import type { Fact } from '../../facts';
import type { Ledger } from '../../ledger';
import { addExact, type Exact, mulExact, type Px, type Qty, ZERO } from '../../numbers';
import type { Child } from '../../order/child';
import { isOver, type OrderState } from '../../order/order';
import { isWorking, type Parent, reservedQty } from '../../order/parent';
import { worstReference } from '../reference';
import { exactMoney, type Money, moneyOf } from './money';

/**
 * The one place where what happened to orders becomes exposure. It looks at an order after every fact about it, compares what it takes up
 * now with what was added before, and adds the difference to its five levels: no event can be forgotten, and what is added is taken away.
 */
export function childExposure(books: Ledger, child: Child, fact: ChildFact): void {
  const parent = books.parentOf(child);
  settleChild(parent, child, fact);
  settleParent(parent, books);
}

/** The same for a fact that is about no child. */
export function parentExposure(books: Ledger, fact: Fact): void {
  const { parentId } = fact as { parentId?: string };
  if (parentId === undefined) return;
  const parent = books.parents.get(parentId);
  if (fact.type === 'ParentOrderAccepted' || fact.type === 'ParentRequestAccepted') asked(parent!, books);
  else if (parent) settleParent(parent, books);
}

/** Limits, rates, instruments or quotes were replaced: all that is open or held is valued anew. */
export function revalue(books: Ledger): void {
  books.marks.renew(books);
  for (const parent of books.parents.values()) settleParent(parent, books);
}

/** An order was taken, or a replace of one: what it asks for more counts for the day. */
function asked(parent: Parent, books: Ledger): void {
  const { drawn, instrument, levels } = parent;
  const { openQty, openValue } = drawn;
  settleParent(parent, books);
  for (const { exposure } of levels) {
    exposure.day.addQty(Math.max(0, drawn.openQty - openQty), instrument.qtyScale);
    exposure.day.value += Math.max(0, drawn.openValue - openValue);
  }
}

function settleChild(parent: Parent, child: Child, fact: ChildFact): void {
  const { drawn } = child;
  const { state } = child;
  if (state.cost !== drawn.cost || state.cumQty !== drawn.done) traded(parent, child, fact);
  const reserved = reservedQty(child);
  parent.drawn.reserved += reserved - drawn.reserved;
  drawn.reserved = reserved;
  const { mark, buy } = parent.drawn;
  const side = buy ? mark.buys : mark.sells;
  side.set(child.childId, reserved === 0 || child.venue === undefined ? undefined : boldest(state, buy));
}

/** The most aggressive price that a child may trade at: its own, or one it asked for and has no answer about. */
function boldest(state: OrderState, buy: boolean): Px {
  const none = buy ? Number.POSITIVE_INFINITY : 0;
  let px = state.price ?? none;
  for (const r of state.pending) {
    if (r.kind !== 'Replace') continue;
    const other = r.price ?? none;
    if (buy ? other > px : other < px) px = other;
  }
  return px;
}

function traded({ instrument, drawn: parent }: Parent, child: Child, fact: ChildFact): void {
  const { state, drawn } = child;
  const factor = parent.mark.factor ?? instrument.multiplier;
  const cost = exactMoney(times(minus(state.cost, drawn.cost), factor), 'near');
  // a split changes the quantity and no cost: the price of the trades before it is no mark any more
  const px = fact.type === 'ChildOrderFilled' ? fact.lastPx : undefined;
  parent.trade(state.cumQty - drawn.done, cost, px);
  drawn.done = state.cumQty;
  drawn.cost = state.cost;
}

const minus = (a: Exact, b: Exact): Exact => (b === ZERO ? a : addExact(a, { n: -b.n, scale: b.scale }));
const times = (a: Exact, factor: Exact): Exact => (factor.n === 1n && factor.scale === 0 ? a : mulExact(a, factor));

/** What an order may still do by its own terms, or those of a replace that waits for an answer: the largest. */
export function ownQty({ drawn, state }: Parent): Qty {
  if (isOver(state)) return 0;
  let most = state.orderQty;
  for (const r of state.pending) if (r.orderQty !== undefined && r.orderQty > most) most = r.orderQty;
  return Math.max(0, most - drawn.done);
}

function settleParent(parent: Parent, books: Ledger): void {
  const { drawn } = parent;
  if (!parent.accepted) return;
  const own = ownQty(parent);
  const qty = Math.max(own, drawn.reserved);
  const price = qty === 0 ? 0 : dearest(parent, books);
  const known = price !== undefined && (qty === 0 || drawn.mark.factor !== undefined);
  drawn.draw(qty, qty === 0 || !known ? 0 : qty > own ? valueAt(parent, qty, price) : dearestValue(parent, books));
  drawn.count(isWorking(parent) ? 1 : 0, known ? 0 : 1);
}

const valueAt = (parent: Parent, qty: Qty, price: Px): Money => {
  const { qtyScale, priceScale } = parent.instrument;
  return moneyOf(qty, price, qtyScale + priceScale, parent.drawn.mark.factor!, 'up');
};

/** The highest price that it may trade at, by its own terms and those of replaces that wait for an answer. */
function dearest(parent: Parent, books: Ledger): Px | undefined {
  const { state } = parent;
  let price = termsPrice(parent, state.price, books);
  for (const r of state.pending) {
    const other = r.kind === 'Replace' ? termsPrice(parent, r.price, books) : price;
    if (other === undefined || price === undefined) return undefined;
    if (other > price) price = other;
  }
  return price;
}

/** The larger of what it is worth by its own terms and by those of each replace that waits for an answer. */
function dearestValue(parent: Parent, books: Ledger): Money {
  const { state, drawn } = parent;
  let value = valueAt(parent, Math.max(0, state.orderQty - drawn.done), termsPrice(parent, state.price, books)!);
  for (const r of state.pending) {
    if (r.orderQty === undefined) continue;
    const other = valueAt(parent, Math.max(0, r.orderQty - drawn.done), termsPrice(parent, r.price, books)!);
    if (other > value) value = other;
  }
  return value;
}

/** A limit price as it is; a market order at the reference there was when it was first valued. */
function termsPrice(parent: Parent, price: Px | undefined, books: Ledger): Px | undefined {
  if (price !== undefined) return price;
  const { drawn } = parent;
  drawn.marketPx ??= worstReference(parent, books) ?? drawn.mark.price;
  return drawn.marketPx;
}
