import type { FactOf } from '../facts';
import { requestIdsOf } from '../ids';
import type { Ledger } from '../ledger';
import type { Exact } from '../numbers';
import { Drawn } from '../risk/exposure/drawn';
import type { Child } from './child';
import { isOpen, type OrderState } from './order';
import { isBuy, type Parent, reservedQty } from './parent';

/** A closed order with its children as text, to be kept outside the books, and every name by which somebody may still ask for it. */
export interface ArchivedOrder {
  readonly parentId: string;
  /** Keys of the archive: `clOrdKey` of the OMS's ClOrdIDs, `childKey` of the children. */
  readonly keys: readonly string[];
  readonly text: string;
}

/** Key in the archive of an OMS's ClOrdID. */
export const clOrdKey = (session: string, clOrdId: string): string => `${session} ${clOrdId}`;

/** Key in the archive of a child: the ClOrdID of its first message. */
export const childKey = (childId: string): string => clOrdKey('', childId);

/** True where nothing of the order can move by itself: it is closed, its children too, and nobody waits for an answer. */
export function mayLeave(parent: Parent, books: Ledger): boolean {
  if (isOpen(parent.state) || parent.state.pending.length > 0 || parent.replacing.length > 0) return false;
  return !books.timers.has(parent.parentId) && parent.children.every(c => isQuiet(c) && !books.copies.holds(c));
}

const isQuiet = (c: Child): boolean =>
  reservedQty(c) === 0 && c.state.pending.length === 0 && c.doubtedAt === undefined && !c.proposed;

/** The order as the archive keeps it. */
export const frozen = (parent: Parent): ArchivedOrder => ({
  parentId: parent.parentId,
  keys: [...parent.clOrdIds.map(id => clOrdKey(parent.session, id)), ...parent.children.map(c => childKey(c.childId))],
  text: textOf(parent),
});

/** A bigint as JSON has it. */
const plain = (n: bigint): { bigint: string } => ({ bigint: `${n}` });
const plainExact = (e: Exact) => ({ n: plain(e.n), scale: e.scale });
const plainState = (s: OrderState) => ({ ...s, cost: plainExact(s.cost), remainder: plainExact(s.remainder) });
const plainChild = (c: Child) => ({
  ...c,
  state: plainState(c.state),
  drawn: { ...c.drawn, cost: plainExact(c.drawn.cost) },
});

/** What is used up at its levels outlives the order: it stays in the books. */
const withoutLevels = (parent: Parent) => ({ ...parent, levels: [], drawn: undefined });

/** The order with the fields that are known to be bigints as JSON has them. */
function plainOrder(parent: Parent): unknown {
  const { instrument, state, children } = parent;
  return {
    ...withoutLevels(parent),
    instrument: { ...instrument, multiplier: plainExact(instrument.multiplier) },
    state: plainState(state),
    children: children.map(plainChild),
  };
}

/** A replacer, asked about each field of all, takes twice as long: only where a field that is not known to be one is a bigint. */
function textOf(parent: Parent): string {
  try {
    return JSON.stringify(plainOrder(parent));
  } catch {
    return JSON.stringify(withoutLevels(parent), (_key, value: unknown) => (typeof value === 'bigint' ? plain(value) : value));
  }
}

/** The order as it was when it was frozen, but at no level of risk. */
export const thawed = (text: string): Parent =>
  JSON.parse(text, (_key, value: unknown) => (isBigint(value) ? BigInt(value.bigint) : value)) as Parent;

const isBigint = (value: unknown): value is { bigint: string } =>
  typeof value === 'object' && value !== null && typeof (value as { bigint?: unknown }).bigint === 'string';

/** Closed orders leave the books: the archive has them. */
export function applyArchived(books: Ledger, fact: FactOf<'ClosedOrdersArchived'>): void {
  for (const parentId of fact.parentIds) {
    const parent = books.parents.get(parentId)!;
    books.parents.delete(parentId);
    books.adaptive.forget(parentId);
    for (const id of parent.clOrdIds) books.byClOrdId.delete(parent.session, id);
    for (const child of parent.children) {
      books.children.delete(child.childId);
      for (const id of requestIdsOf(child)) books.byRequest.delete(id);
      books.trades.drop(child, parent);
      books.copies.forget(child);
    }
  }
}

/** An archived order that somebody named is back in the books. */
export function applyRecalled(books: Ledger, fact: FactOf<'OrderRecalled'>): void {
  const kept = thawed(fact.order);
  const { session, strategy, received, instrument } = kept;
  const place = { session, account: received.account ?? '', strategy, symbol: instrument.symbol };
  const mark = books.marks.of(books.instruments.get(instrument.symbol) ?? instrument, books);
  const standing = books.places.of(place, mark);
  const parent: Parent = { ...kept, levels: standing.levels, drawn: new Drawn(standing, isBuy(kept.side), instrument) };
  drawnBefore(parent);
  books.parents.set(parent.parentId, parent);
  for (const id of parent.clOrdIds) books.byClOrdId.set(parent.session, id, parent.parentId);
  for (const child of parent.children) {
    books.children.set(child.childId, child);
    for (const id of requestIdsOf(child)) books.byRequest.set(id, child.childId);
    for (const { execId, date } of child.fills) books.trades.add(child, parent, execId, date);
  }
}

/** What an order that comes back has done is in its levels' books already, and nothing of it is open. */
function drawnBefore(parent: Parent): void {
  for (const child of parent.children) {
    const { cumQty, cost } = child.state;
    child.drawn = { reserved: 0, done: cumQty, cost };
    parent.drawn.done += cumQty;
  }
}
