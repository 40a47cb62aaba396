import type { Micros } from '../../core/numbers';
import { isOpen, newOrder, pendingOf } from '../../core/order/order';
import { applyEvent, mayHappen } from '../../core/order/transitions';
import { MessageView } from '../../fix/codec/view';
import { Tag } from '../../fix/generated/tags';
import type { Direction } from './direction';
import type { Draft } from './draft';
import type { Finder } from './finder';
import type { Findings } from './findings';
import { isOfEarlierDay, type Orders } from './orders';
import type { Sessions } from './sessions';
import { takeCustom, takeWords, withDays } from './terms';
import { pxIn, qtyIn, transactTimeIn } from './units';

/** CxlRejReason (102): there is no such order. */
const UNKNOWN = '1';

/** Characters of `11=`. */
const CLORDID = 3;

/** Orders (D, E), requests about them (F, G), and what refuses them (9, 3, j). */
export class Requests {
  private readonly entry = new MessageView();

  constructor(
    private readonly orders: Orders,
    private readonly sessions: Sessions,
    private readonly finder: Finder,
    private readonly findings: Findings,
  ) {}

  /** NewOrderSingle (D). */
  order(view: MessageView, direction: Direction, at: Micros): void {
    this.ordered(view, view, direction, at);
  }

  /** NewOrderList (E): an order begins with each ClOrdID (11) behind NoOrders (73). */
  list(view: MessageView, direction: Direction, at: Micros): void {
    const { entry } = this;
    let from = view.find(Tag.NoOrders);
    if (from < 0) return;
    for (let i = from + 1; i <= view.count; i++) {
      if (i < view.count && view.tags[i] !== Tag.ClOrdID) continue;
      const begins = view.starts[from]! - CLORDID;
      if (view.tags[from] === Tag.ClOrdID && entry.read(view.buf, begins, view.ends[i - 1]! + 1))
        this.ordered(entry, view, direction, at);
      from = i;
    }
  }

  /** OrderCancelRequest (F) or OrderCancelReplaceRequest (G). */
  request(view: MessageView, direction: Direction, at: Micros): void {
    const { orders, findings } = this;
    const clOrdId = view.text(Tag.ClOrdID);
    const orig = view.text(Tag.OrigClOrdID);
    if (!clOrdId) return findings.add('value-unreadable', `a request (35=${view.msgType}) without ClOrdID (11)`, orig);
    const d =
      orders.find(direction, orig) ??
      orders.byOrderId(view.text(Tag.OrderID), direction, undefined) ??
      this.impliedBy(view, direction, at);
    remember(direction, view, clOrdId, d);
    if (d.clOrdIds.includes(clOrdId) && clOrdId !== orig) {
      if (view.flag(Tag.PossResend)) return;
      findings.add('duplicate-clordid', `ClOrdID (11) '${clOrdId}' of a request was used before`, d.clOrdIds[0]);
      d.doubled.push(clOrdId);
      return;
    }
    orders.name(direction, clOrdId, d);
    const kind = view.msgType === 'F' ? 'Cancel' : 'Replace';
    const terms =
      kind === 'Cancel' ? {} : { orderQty: qtyIn(view, Tag.OrderQty, d, findings), price: pxIn(view, Tag.Price, d, findings) };
    d.state = applyEvent(d.state, { type: 'Requested', request: { clOrdId, kind, ...terms } }) ?? d.state;
  }

  /** OrderCancelReject (9). */
  refused(view: MessageView, reporter: Direction): void {
    const { orders, findings } = this;
    const owner = this.sessions.backOf(reporter);
    const clOrdId = view.text(Tag.ClOrdID) ?? '';
    const d = orders.find(owner, clOrdId) ?? orders.find(owner, view.text(Tag.OrigClOrdID));
    if (!d) return findings.add('unknown-order', 'an OrderCancelReject (9) about an order that the log does not have', clOrdId);
    orders.name(owner, clOrdId, d);
    this.requestRefused(d, clOrdId);
    if (view.text(Tag.CxlRejReason) === UNKNOWN && !d.state.acknowledged && isOpen(d.state)) this.orderRefused(d);
  }

  /** Reject (3) or BusinessMessageReject (j) of an order or request: named by its number (45), or by its ClOrdID (379). */
  rejected(view: MessageView, reporter: Direction): void {
    const owner = this.sessions.backOf(reporter);
    const seq = view.int(Tag.RefSeqNum);
    const recent = seq === undefined ? undefined : owner.recent.of(seq);
    const named = recent?.clOrdId ?? view.text(Tag.BusinessRejectRefID);
    const d = recent ? this.orders.shelf.get(recent.order) : this.orders.find(owner, named);
    if (!d || named === undefined) return;
    const msgType = recent?.msgType ?? view.text(Tag.RefMsgType);
    if (pendingOf(d.state, named)) this.requestRefused(d, named);
    else if (msgType === 'D' || msgType === 'E') this.orderRefused(d);
    d.ended ??= isOpen(d.state) ? undefined : (view.utcMicros(Tag.SendingTime) ?? d.received);
  }

  private requestRefused(d: Draft, clOrdId: string): void {
    d.refused++;
    const doubled = d.doubled.indexOf(clOrdId);
    if (doubled >= 0) d.doubled.splice(doubled, 1);
    else d.state = applyEvent(d.state, { type: 'RequestRejected', clOrdId }) ?? d.state;
  }

  private orderRefused(d: Draft): void {
    d.refused++;
    if (mayHappen(d.state, 'Rejected')) d.state = applyEvent(d.state, { type: 'Rejected' })!;
  }

  /** An order: a message, or a part of the list that `message` is. */
  private ordered(view: MessageView, message: MessageView, direction: Direction, at: Micros): void {
    const { orders, findings } = this;
    const clOrdId = view.text(Tag.ClOrdID);
    if (!clOrdId) return findings.add('value-unreadable', `an order (35=${message.msgType}) without ClOrdID (11)`);
    const known = this.stillNamed(orders.find(direction, clOrdId), message, at);
    if (known && !known.implied) {
      if (message.flag(Tag.PossResend)) return;
      findings.add(
        'duplicate-clordid',
        `ClOrdID (11) '${clOrdId}' was used before: the later order is left out`,
        known.clOrdIds[0],
      );
      known.doubled.push(clOrdId);
      this.read(known, view);
      return remember(direction, message, clOrdId, known);
    }
    const d = known ?? orders.open(direction, clOrdId);
    remember(direction, message, clOrdId, d);
    takeWords(d, view, direction);
    takeCustom(d, view);
    d.received = at;
    this.numbers(d, view);
    const parent = view.text(Tag.SecondaryClOrdID);
    if (parent !== undefined) d.parent = this.finder.parentNamed(parent, direction)?.index;
  }

  /** The order that has a ClOrdID, unless an order that brings the name again is another one; a resend (97=Y) of one that is open is not. */
  private stillNamed(known: Draft | undefined, message: MessageView, at: Micros): Draft | undefined {
    if (!known || !isOfEarlierDay(known, at)) return known;
    return message.flag(Tag.PossResend) && isOpen(known.state) ? known : undefined;
  }

  /** Quantity and price of a new order; one that was told of before its own message has its state already, but for what reports left out of it. */
  private numbers(d: Draft, view: MessageView): void {
    const { orderQty, price } = this.read(d, view);
    if (d.implied) {
      d.implied = false;
      const asked = d.replaced === 0; // else its own words are not in force any more
      const qty = asked && !d.qtyTold ? orderQty : undefined;
      d.state = { ...d.state, orderQty: qty ?? d.state.orderQty, price: d.state.price ?? (asked ? price : undefined) };
    } else d.state = newOrder(orderQty ?? 0, price);
    withDays(d);
  }

  /** What an order asks for; what cannot be read is a finding, also of an order that is left out. */
  private read(d: Draft, view: MessageView): { orderQty: number | undefined; price: number | undefined } {
    const { findings } = this;
    d.decided ??= transactTimeIn(view, findings, d.clOrdIds[0]);
    return { orderQty: qtyIn(view, Tag.OrderQty, d, findings), price: pxIn(view, Tag.Price, d, findings) };
  }

  /** An order that the logs tell of by a request only: it was accepted before they begin. */
  private impliedBy(view: MessageView, direction: Direction, at: Micros): Draft {
    const { orders, findings } = this;
    const clOrdId = view.text(Tag.OrigClOrdID) || view.text(Tag.ClOrdID)!;
    findings.add('unknown-order', `a request (35=${view.msgType}) about an order that the log does not have`, clOrdId);
    const d = orders.open(direction, clOrdId);
    d.implied = true;
    d.qtyTold = view.has(Tag.OrderQty);
    takeWords(d, view, direction);
    d.received = at;
    d.state = {
      ...newOrder(qtyIn(view, Tag.OrderQty, d, findings) ?? 0, pxIn(view, Tag.Price, d, findings)),
      acknowledged: true,
    };
    withDays(d);
    orders.identify(d, view.text(Tag.OrderID));
    return d;
  }
}

/** A Reject (3) may name the message by its number. */
function remember(direction: Direction, message: MessageView, clOrdId: string, d: Draft): void {
  const seq = message.int(Tag.MsgSeqNum);
  if (seq !== undefined) direction.recent.add({ seq, msgType: message.msgType, clOrdId, order: d.index });
}
