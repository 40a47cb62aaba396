import type { FactOf } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { Child } from '../../core/order/child';
import type { Parent } from '../../core/order/parent';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';
import { withoutFields } from './body';

/**
 * NewOrderSingle (D) of a child. A passed-through order carries every field the OMS sent; the parent's ClOrdID goes in
 * SecondaryClOrdID (526) either way.
 */
export function newOrder(w: MessageWriter, child: Child, parent: Parent, drop: ReadonlySet<number>, at: Micros): void {
  w.text(Tag.ClOrdID, child.childId).text(Tag.SecondaryClOrdID, parent.clOrdId);
  if (parent.strategy === 'DMA') {
    w.raw(withoutFields(parent.received.body, drop));
    return;
  }
  const { instrument } = parent;
  w.text(Tag.HandlInst, '1').text(Tag.Symbol, instrument.symbol).text(Tag.Side, parent.side).utc(Tag.TransactTime, at);
  w.decimal(Tag.OrderQty, child.state.orderQty, instrument.qtyScale).text(Tag.OrdType, child.ordType);
  if (child.state.price !== undefined) w.decimal(Tag.Price, child.state.price, instrument.priceScale);
  w.text(Tag.TimeInForce, child.timeInForce);
}

/** OrderCancelRequest (F). */
export function cancelRequest(
  w: MessageWriter,
  r: FactOf<'ChildCancelReleased'>,
  child: Child,
  parent: Parent,
  at: Micros,
): void {
  w.text(Tag.OrigClOrdID, r.origClOrdId).text(Tag.ClOrdID, r.clOrdId);
  if (child.venueOrderId) w.text(Tag.OrderID, child.venueOrderId);
  w.text(Tag.Symbol, parent.instrument.symbol).text(Tag.Side, parent.side).utc(Tag.TransactTime, at);
  w.decimal(Tag.OrderQty, child.state.orderQty, parent.instrument.qtyScale);
}

/** OrderCancelReplaceRequest (G); a passed-through one carries every field the OMS sent. */
export function replaceRequest(
  w: MessageWriter,
  r: FactOf<'ChildReplaceReleased'>,
  child: Child,
  parent: Parent,
  drop: ReadonlySet<number>,
  at: Micros,
): void {
  w.text(Tag.OrigClOrdID, r.origClOrdId).text(Tag.ClOrdID, r.clOrdId);
  if (r.body !== undefined) {
    w.text(Tag.SecondaryClOrdID, parent.clOrdId).raw(withoutFields(r.body, drop));
    return;
  }
  const { instrument } = parent;
  if (child.venueOrderId) w.text(Tag.OrderID, child.venueOrderId);
  w.text(Tag.HandlInst, '1').text(Tag.Symbol, instrument.symbol).text(Tag.Side, parent.side).utc(Tag.TransactTime, at);
  w.decimal(Tag.OrderQty, r.orderQty, instrument.qtyScale).text(Tag.OrdType, r.ordType);
  if (r.price !== undefined) w.decimal(Tag.Price, r.price, instrument.priceScale);
  w.text(Tag.TimeInForce, child.timeInForce);
}

/** OrderStatusRequest (H). */
export function statusRequest(w: MessageWriter, r: FactOf<'ChildStatusAsked'>, child: Child, parent: Parent): void {
  w.text(Tag.ClOrdID, r.clOrdId);
  if (child.venueOrderId) w.text(Tag.OrderID, child.venueOrderId);
  w.text(Tag.Symbol, parent.instrument.symbol).text(Tag.Side, parent.side);
}
