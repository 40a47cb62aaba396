import type { Micros } from '../../core/numbers';
import { isOver } from '../../core/order/order';
import type { Direction } from './direction';
import type { Draft } from './draft';
import { IdIndex } from './id-index';
import { Shelf } from './shelf';

/** Kinds of names in the index: OrderIDs (37) are 0, ClOrdIDs (11) of a direction are odd, ExecIDs (17) of who reported even. */
const ORDER_ID = 0;
const clOrdKind = (d: Direction): number => 2 * d.id + 1;
const execKind = (d: Direction): number => 2 * d.senderId + 2;

const DAY: Micros = 86_400_000_000;
/** OrderIDs (37) that name no order. */
const NO_ID: ReadonlySet<string> = new Set(['', 'NONE', '0', '[N/A]']);

/** Every order, found by its names: ClOrdIDs (11) of the direction in which it was sent, OrderID (37), ExecIDs (17) of its fills. */
export class Orders {
  readonly shelf: Shelf;
  private readonly ids = new IdIndex();

  /** `inMemory`: orders that are kept in memory at most; the others are on disk. */
  constructor(inMemory: number) {
    this.shelf = new Shelf(inMemory);
  }

  /** A new order that was sent in a direction; a name that an order had on another day leads to this one from now on. */
  open(direction: Direction, clOrdId: string): Draft {
    const draft = this.shelf.create(direction.name, clOrdId);
    this.named(direction, clOrdId, draft);
    return draft;
  }

  /** The order that a ClOrdID (11) of a direction leads to. */
  find(direction: Direction, clOrdId: string | undefined): Draft | undefined {
    if (clOrdId === undefined || clOrdId === '') return undefined;
    const { ids, shelf } = this;
    for (let at = ids.find(clOrdKind(direction), clOrdId); at >= 0; at = ids.next(at)) {
      const draft = shelf.get(ids.value(at));
      if (draft.session === direction.name && draft.clOrdIds.includes(clOrdId)) return draft;
    }
    return undefined;
  }

  /** The order with an OrderID (37): of that session, or (of a copy, that may tell of any) one that has the ClOrdID too. */
  byOrderId(orderId: string | undefined, direction: Direction, clOrdId: string | undefined): Draft | undefined {
    if (orderId === undefined || NO_ID.has(orderId)) return undefined;
    const { ids, shelf } = this;
    for (let at = ids.find(ORDER_ID, orderId); at >= 0; at = ids.next(at)) {
      const draft = shelf.get(ids.value(at));
      if (draft.orderId !== orderId) continue;
      if (draft.session === direction.name || (clOrdId !== undefined && draft.clOrdIds.includes(clOrdId))) return draft;
    }
    return undefined;
  }

  /** An order with an OrderID (37), whoever's it is. */
  anyByOrderId(orderId: string | undefined): Draft | undefined {
    if (orderId === undefined || NO_ID.has(orderId)) return undefined;
    const { ids, shelf } = this;
    for (let at = ids.find(ORDER_ID, orderId); at >= 0; at = ids.next(at)) {
      const draft = shelf.get(ids.value(at));
      if (draft.orderId === orderId) return draft;
    }
    return undefined;
  }

  /** A ClOrdID (11) leads to the order from now on. */
  name(direction: Direction, clOrdId: string | undefined, draft: Draft): void {
    if (clOrdId === undefined || clOrdId === '' || draft.clOrdIds.includes(clOrdId)) return;
    draft.clOrdIds.push(clOrdId);
    this.named(direction, clOrdId, draft);
  }

  /** The order is called so by who works it (OrderID, 37). */
  identify(draft: Draft, orderId: string | undefined): void {
    if (orderId === undefined || orderId === draft.orderId || NO_ID.has(orderId)) return;
    draft.orderId = orderId;
    this.ids.add(ORDER_ID, orderId, draft.index);
  }

  /**
   * Notes who reported a fill; returns the order that the ExecID (17) was told of before that day, where it is another one: of another session only one with
   * the same ClOrdID or OrderID.
   */
  traded(reporter: Direction, execId: string, draft: Draft, at: Micros): Draft | undefined {
    const { ids, shelf } = this;
    for (let place = ids.find(execKind(reporter), execId); place >= 0; place = ids.next(place)) {
      if (ids.value(place) === draft.index) return undefined;
      const other = shelf.get(ids.value(place));
      const fill = other.fills.find(f => f.execId === execId);
      const same = fill && other.symbol === draft.symbol && other.side === draft.side;
      if (same && dayOf(fill.at) === dayOf(at) && (other.session === draft.session || isNamedAs(other, draft))) return other;
    }
    ids.add(execKind(reporter), execId, draft.index);
    return undefined;
  }

  private named(direction: Direction, clOrdId: string, draft: Draft): void {
    const { ids, shelf } = this;
    const kind = clOrdKind(direction);
    for (let at = ids.find(kind, clOrdId); at >= 0; at = ids.next(at)) {
      if (!shelf.get(ids.value(at)).clOrdIds.includes(clOrdId)) continue;
      ids.set(at, draft.index);
      return;
    }
    ids.add(kind, clOrdId, draft.index);
  }
}

const isNamedAs = (a: Draft, b: Draft): boolean =>
  (a.orderId !== undefined && a.orderId === b.orderId) || a.clOrdIds.some(clOrdId => b.clOrdIds.includes(clOrdId));

/** UTC days since 1970. */
export const dayOf = (at: Micros): number => Math.floor(at / DAY);

/** Whether a ClOrdID that comes again means another order: the one that had it is of an earlier day, and over or for that day only. */
export const isOfEarlierDay = ({ state, received }: Draft, at: Micros): boolean =>
  (!state.multiDay || isOver(state) || state.cumQty >= state.orderQty) && dayOf(received) < dayOf(at);

/** Whether an OrderID (37) is told that names an order, and not this one. */
export const isCalledOther = ({ orderId }: Draft, told: string | undefined): boolean =>
  orderId !== undefined && told !== undefined && told !== orderId && !NO_ID.has(told);
