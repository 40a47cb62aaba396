import type { Micros } from '../../core/numbers';
import { newOrder, pendingOf } from '../../core/order/order';
import type { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import type { Direction } from './direction';
import type { Draft } from './draft';
import type { Told } from './fills';
import type { Findings } from './findings';
import { isCalledOther, isOfEarlierDay, type Orders } from './orders';
import type { Sessions } from './sessions';
import { takeWords, withDays } from './terms';
import { pxIn, qtyIn } from './units';

/** What a report calls its order: ClOrdID (11), OrigClOrdID (41), OrderID (37). */
export interface Names {
  readonly clOrdId: string | undefined;
  readonly orig: string | undefined;
  readonly orderId: string | undefined;
}

export const namesIn = (view: MessageView): Names => ({
  clOrdId: view.text(Tag.ClOrdID),
  orig: view.text(Tag.OrigClOrdID),
  orderId: view.text(Tag.OrderID),
});

const has = (d: Draft, clOrdId: string | undefined): boolean => clOrdId !== undefined && d.clOrdIds.includes(clOrdId);

/** Finds the order that a report is about, or makes one of the report. */
export class Finder {
  /** Who is sent copies that do not say that they are. */
  private readonly copying = new Set<Direction>();

  constructor(
    private readonly orders: Orders,
    private readonly sessions: Sessions,
    private readonly findings: Findings,
  ) {}

  /** Between whom the order went that a copy is about: whom the report went to (128), or whom it came from (115), as far as it says. */
  copied(view: MessageView, reporter: Direction): Direction {
    const to = view.text(Tag.DeliverToCompID);
    if (to !== undefined) return this.sessions.of(to, reporter.sender);
    const from = view.text(Tag.OnBehalfOfCompID);
    return from === undefined ? this.sessions.backOf(reporter) : this.sessions.of(reporter.sender, from);
  }

  /** The order that has one of the names; undefined where none is known. `at`: when the report was sent. */
  known(names: Names, owner: Direction, copy: boolean, at: Micros): Draft | undefined {
    const { orders } = this;
    const { clOrdId, orig, orderId } = names;
    const found = orders.find(owner, clOrdId) ?? orders.find(owner, orig);
    if (found) return found.orderId === orderId ? found : this.meant(found, names, owner, at);
    const byId = orders.byOrderId(orderId, owner, copy ? clOrdId : undefined);
    if (byId && (copy || byId.session === owner.name)) return byId;
    return copy ? undefined : this.unmarked(names, owner, at);
  }

  /**
   * The order that is meant where the one that has the ClOrdID now is not (or not yet) called by the OrderID (37): one that had both names, or a new one
   * where that of an earlier day is over. A replace may give an order another OrderID.
   */
  private meant(found: Draft, { clOrdId, orig, orderId }: Names, owner: Direction, at: Micros): Draft | undefined {
    const had = this.orders.byOrderId(orderId, owner, undefined);
    if (had && (has(had, clOrdId) || has(had, orig))) return had;
    const asked = (orig !== undefined && orig !== '') || pendingOf(found.state, clOrdId ?? '') !== undefined;
    return !asked && isCalledOther(found, orderId) && isOfEarlierDay(found, at) ? undefined : found;
  }

  /** The order of another session with both names, at whoever reports: a drop copy that does not say that it is one. */
  private unmarked({ clOrdId, orderId }: Names, owner: Direction, at: Micros): Draft | undefined {
    const d = this.orders.anyByOrderId(orderId);
    if (!d || !has(d, clOrdId) || !d.session.endsWith(`->${owner.target}`) || isOfEarlierDay(d, at)) return undefined;
    if (!this.copying.has(owner)) {
      this.copying.add(owner);
      const what = `reports of orders of ${d.session} go to ${owner.sender} too, as no copies (797): they count once`;
      this.findings.add('copy-unmarked', what, d.clOrdIds[0]);
    }
    return d;
  }

  /** An order that the logs tell of by a report only. */
  implied(t: Told, owner: Direction, copy: boolean): Draft | undefined {
    const { orders, findings } = this;
    const { view } = t;
    const clOrdId = view.text(Tag.OrigClOrdID) || view.text(Tag.ClOrdID) || view.text(Tag.OrderID) || '';
    if (!copy) {
      const kind = t.execType === 'F' ? 'fill-without-order' : 'unknown-order';
      findings.add(kind, `a report (150=${t.execType}) about an order that the log does not have`, clOrdId);
    }
    if (clOrdId === '') return undefined;
    const d = orders.open(owner, clOrdId);
    d.implied = true;
    takeWords(d, view, owner);
    d.received = view.utcMicros(Tag.SendingTime) ?? t.at;
    d.parent = this.parentOf(view, owner);
    const told = qtyIn(view, Tag.OrderQty, d, findings);
    const orderQty = told ?? (qtyIn(view, Tag.CumQty, d, findings) ?? 0) + (qtyIn(view, Tag.LeavesQty, d, findings) ?? 0);
    d.state = newOrder(orderQty, pxIn(view, Tag.Price, d, findings));
    d.qtyTold = told !== undefined;
    withDays(d);
    if (t.execType !== 'A' && t.execType !== '8') d.state = { ...d.state, acknowledged: true };
    return d;
  }

  /** The order that SecondaryClOrdID (526) or SecondaryOrderID (198) of a copy names as the one that this is a part of. */
  private parentOf(view: MessageView, owner: Direction): number | undefined {
    const clOrdId = view.text(Tag.SecondaryClOrdID);
    if (clOrdId === undefined) return undefined;
    const byId = this.orders.anyByOrderId(view.text(Tag.SecondaryOrderID));
    if (byId?.clOrdIds.includes(clOrdId)) return byId.index;
    return this.parentNamed(clOrdId, owner)?.index;
  }

  /** The order of another session under a ClOrdID; one that was sent to who sent this one first. */
  parentNamed(clOrdId: string, owner: Direction): Draft | undefined {
    for (const direction of this.sessions.to(owner.sender)) {
      const found = direction === owner ? undefined : this.orders.find(direction, clOrdId);
      if (found) return found;
    }
    return undefined;
  }

  /** Every name that a report has for its order leads to it. */
  called(d: Draft, { clOrdId, orig, orderId }: Names, owner: Direction): void {
    const { orders } = this;
    if (d.session === owner.name) {
      orders.name(owner, orig, d);
      orders.name(owner, clOrdId, d);
    }
    orders.identify(d, orderId);
  }
}
