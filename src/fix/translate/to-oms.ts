import type { FactOf } from '../../core/facts';
import { priceText, qtyText } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import type { Parent } from '../../core/order/parent';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';

/** ExecutionReport (8) about a parent: the one builder. */
export function executionReport(w: MessageWriter, r: FactOf<'ParentReported'>, parent: Parent, at: Micros): void {
  const { instrument } = parent;
  w.text(Tag.OrderID, r.parentId);
  if (r.venueOrderId) w.text(Tag.SecondaryOrderID, r.venueOrderId);
  if (r.venueExecId) w.text(Tag.SecondaryExecID, r.venueExecId);
  w.text(Tag.ClOrdID, r.clOrdId);
  if (r.origClOrdId) w.text(Tag.OrigClOrdID, r.origClOrdId);
  if (r.requestId) w.text(Tag.OrdStatusReqID, r.requestId);
  w.text(Tag.ExecID, r.execId);
  if (r.execRefId) w.text(Tag.ExecRefID, r.execRefId);
  w.text(Tag.ExecType, r.execType).text(Tag.OrdStatus, r.ordStatus);
  if (r.ordRejReason !== undefined) w.int(Tag.OrdRejReason, r.ordRejReason);
  w.text(Tag.Symbol, instrument.symbol).text(Tag.Side, parent.side);
  w.decimal(Tag.OrderQty, r.orderQty, instrument.qtyScale).text(Tag.OrdType, parent.ordType);
  if (r.price !== undefined) w.decimal(Tag.Price, r.price, instrument.priceScale);
  w.text(Tag.TimeInForce, parent.timeInForce);
  if (r.lastQty !== undefined) {
    w.text(Tag.LastQty, r.lastQtyText ?? qtyText(instrument, r.lastQty));
    w.text(Tag.LastPx, r.lastPxText ?? priceText(instrument, r.lastPx ?? 0));
  }
  w.decimal(Tag.LeavesQty, r.leavesQty, instrument.qtyScale).decimal(Tag.CumQty, r.cumQty, instrument.qtyScale);
  w.text(Tag.AvgPx, r.avgPx).utc(Tag.TransactTime, at);
  if (r.text) w.note(Tag.Text, r.text);
}

/** ExecutionReport (8) that refuses an order: 150=8, 39=8. */
export function orderDenied(w: MessageWriter, d: FactOf<'ParentOrderDenied'>, at: Micros): void {
  w.text(Tag.OrderID, d.parentId).text(Tag.ClOrdID, d.clOrdId).text(Tag.ExecID, d.execId);
  w.text(Tag.ExecType, '8').text(Tag.OrdStatus, '8').int(Tag.OrdRejReason, d.ordRejReason);
  w.text(Tag.Symbol, d.symbol).text(Tag.Side, d.side).text(Tag.OrderQty, d.orderQty);
  w.int(Tag.LeavesQty, 0).int(Tag.CumQty, 0).int(Tag.AvgPx, 0).utc(Tag.TransactTime, at).note(Tag.Text, d.text);
}

/** ExecutionReport (8) for a status asked of an unknown order: 150=I, 39=8, 103=5. */
export function statusUnknown(w: MessageWriter, s: FactOf<'StatusUnknown'>, at: Micros): void {
  w.text(Tag.OrderID, 'NONE').text(Tag.ClOrdID, s.clOrdId);
  if (s.requestId) w.text(Tag.OrdStatusReqID, s.requestId);
  w.text(Tag.ExecID, s.execId).text(Tag.ExecType, 'I').text(Tag.OrdStatus, '8').int(Tag.OrdRejReason, 5);
  w.text(Tag.Symbol, s.symbol).text(Tag.Side, s.side).int(Tag.LeavesQty, 0).int(Tag.CumQty, 0).int(Tag.AvgPx, 0);
  w.utc(Tag.TransactTime, at).note(Tag.Text, s.text);
}

/** OrderCancelReject (9). */
export function cancelReject(w: MessageWriter, d: FactOf<'ParentRequestDenied'>, at: Micros): void {
  w.text(Tag.OrderID, d.parentId ?? 'NONE')
    .text(Tag.ClOrdID, d.clOrdId)
    .text(Tag.OrigClOrdID, d.origClOrdId);
  w.text(Tag.OrdStatus, d.ordStatus).utc(Tag.TransactTime, at);
  w.text(Tag.CxlRejResponseTo, d.kind === 'Cancel' ? '1' : '2')
    .int(Tag.CxlRejReason, d.cxlRejReason)
    .note(Tag.Text, d.text);
}
