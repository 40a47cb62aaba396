import type { FactOf } from '../../core/facts';
import type { Micros, Qty } from '../../core/numbers';
import type { Child } from '../../core/order/child';
import type { Parent } from '../../core/order/parent';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';
import { fieldsWhere, hasField, withoutFields } from './body';
import type { Dialect } from './dialect';

/** FIX 4.2 has no TimeInForce (59) 7: it says so by OrdType (40), 5 market on close and B limit on close. */
const AT_CLOSE = '7';
const ON_CLOSE: Readonly<Record<string, string>> = { '1': '5', '2': 'B' };

/** HandlInst (21): automated, no broker's hand. */
const AUTOMATED = '1';

/**
 * NewOrderSingle (D) of a child. A passed-through order carries every field the OMS sent; the parent's ClOrdID goes in
 * SecondaryClOrdID (526) either way, where the venue has it.
 */
export function newOrder(w: MessageWriter, d: Dialect, child: Child, parent: Parent, at: Micros): void {
  w.text(Tag.ClOrdID, child.childId);
  parentId(w, d, 'D', parent);
  if (parent.strategy === 'DMA') {
    passedThrough(w, d, 'D', parent.received.body);
    return;
  }
  const { instrument } = parent;
  w.text(Tag.HandlInst, AUTOMATED).text(Tag.Symbol, instrument.symbol).text(Tag.Side, parent.side).utc(Tag.TransactTime, at);
  const onClose = d.version === 'FIX.4.2' && child.timeInForce === AT_CLOSE;
  w.decimal(Tag.OrderQty, child.state.orderQty, instrument.qtyScale);
  w.text(Tag.OrdType, onClose ? ON_CLOSE[child.ordType]! : child.ordType);
  if (child.state.price !== undefined) w.decimal(Tag.Price, child.state.price, instrument.priceScale);
  if (!onClose) w.text(Tag.TimeInForce, child.timeInForce);
  shown(w, d, child, child.state.orderQty, parent);
}

/** OrderCancelRequest (F). Where an OMS asked to cancel a passed-through order, its own fields go too, as far as the venue has them. */
export function cancelRequest(
  w: MessageWriter,
  d: Dialect,
  r: FactOf<'ChildCancelReleased'>,
  child: Child,
  parent: Parent,
  at: Micros,
): void {
  w.text(Tag.OrigClOrdID, r.origClOrdId).text(Tag.ClOrdID, r.clOrdId);
  parentId(w, d, 'F', parent);
  if (child.venueOrderId) w.text(Tag.OrderID, child.venueOrderId);
  w.text(Tag.Symbol, parent.instrument.symbol).text(Tag.Side, parent.side).utc(Tag.TransactTime, at);
  w.decimal(Tag.OrderQty, child.state.orderQty, parent.instrument.qtyScale);
  const asked = parent.strategy === 'DMA' ? parent.cancelling?.body : undefined;
  if (asked) w.raw(fieldsWhere(asked, tag => !CANCEL_TERMS.has(tag) && !d.dropFields.has(tag) && (d.open || d.has('F', tag))));
}

/** What a cancel says of the order: ours, whatever the OMS wrote. */
const CANCEL_TERMS: ReadonlySet<number> = new Set([Tag.Symbol, Tag.Side, Tag.TransactTime, Tag.OrderQty, Tag.CashOrderQty]);

/** OrderCancelReplaceRequest (G); a passed-through one carries every field the OMS sent. */
export function replaceRequest(
  w: MessageWriter,
  d: Dialect,
  r: FactOf<'ChildReplaceReleased'>,
  child: Child,
  parent: Parent,
  at: Micros,
): void {
  w.text(Tag.OrigClOrdID, r.origClOrdId).text(Tag.ClOrdID, r.clOrdId);
  parentId(w, d, 'G', parent);
  if (child.venueOrderId) w.text(Tag.OrderID, child.venueOrderId);
  if (r.body !== undefined) {
    passedThrough(w, d, 'G', r.body);
    return;
  }
  const { instrument } = parent;
  w.text(Tag.HandlInst, AUTOMATED).text(Tag.Symbol, instrument.symbol).text(Tag.Side, parent.side).utc(Tag.TransactTime, at);
  w.decimal(Tag.OrderQty, r.orderQty, instrument.qtyScale).text(Tag.OrdType, r.ordType);
  if (r.price !== undefined) w.decimal(Tag.Price, r.price, instrument.priceScale);
  w.text(Tag.TimeInForce, child.timeInForce);
  shown(w, d, child, r.orderQty, parent);
}

/**
 * How much of an iceberg is shown: DisplayQty (1138) in FIX 5.0SP2, MaxFloor (111) before. Written also where the venue's own dictionary lacks it: the
 * venue refuses the order then, and shows no more of it than was asked for.
 */
function shown(w: MessageWriter, d: Dialect, { displayQty }: Child, orderQty: Qty, { instrument }: Parent): void {
  if (displayQty === undefined) return;
  const tag = d.version === 'FIX.5.0SP2' ? Tag.DisplayQty : Tag.MaxFloor;
  w.decimal(tag, Math.min(displayQty, orderQty), instrument.qtyScale);
}

/** OrderStatusRequest (H). */
export function statusRequest(w: MessageWriter, r: FactOf<'ChildStatusAsked'>, child: Child, parent: Parent): void {
  w.text(Tag.ClOrdID, r.clOrdId);
  if (child.venueOrderId) w.text(Tag.OrderID, child.venueOrderId);
  w.text(Tag.Symbol, parent.instrument.symbol).text(Tag.Side, parent.side);
}

function parentId(w: MessageWriter, d: Dialect, msgType: 'D' | 'F' | 'G', parent: Parent): void {
  if (d.has(msgType, Tag.SecondaryClOrdID)) w.text(Tag.SecondaryClOrdID, parent.clOrdId);
}

/** The OMS's fields; HandlInst (21) besides where this version cannot do without it and the OMS's could. */
function passedThrough(w: MessageWriter, d: Dialect, msgType: 'D' | 'G', body: string): void {
  if (d.dictionary.requires(msgType, Tag.HandlInst) && !hasField(body, Tag.HandlInst)) w.text(Tag.HandlInst, AUTOMATED);
  w.raw(withoutFields(body, d.dropFields));
}

/** OrderMassCancelRequest (q) for every order: 530=7. */
export function massCancelRequest(w: MessageWriter, requestId: string, at: Micros): void {
  w.text(Tag.ClOrdID, requestId).text(Tag.MassCancelRequestType, '7').utc(Tag.TransactTime, at);
}

/** OrderMassStatusRequest (AF) for every order: 585=7. */
export function massStatusRequest(w: MessageWriter, requestId: string): void {
  w.text(Tag.MassStatusReqID, requestId).int(Tag.MassStatusReqType, 7);
}
