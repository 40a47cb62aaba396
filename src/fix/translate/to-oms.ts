import type { FactOf, MassStatus } from '../../core/facts';
import { priceText, qtyText } from '../../core/instruments';
import type { Micros } from '../../core/numbers';
import type { Parent } from '../../core/order/parent';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';
import type { Dialect } from './dialect';
import { writeExecution } from './execution';
import { cxlReason, rejReason } from './reasons';
import { echoStrategy } from './strategy';

/** ExecRestatementReason (378) that every version has. */
const BROKER_OPTION = 4;

/** MassStatusReqID (584), MassStatusReqType (585), TotNumReports (911), LastRptRequested (912). */
function massPlace(w: MessageWriter, d: Dialect, m: MassStatus): void {
  w.text(Tag.MassStatusReqID, m.requestId);
  if (d.has('8', Tag.MassStatusReqType)) w.text(Tag.MassStatusReqType, m.kind);
  w.int(Tag.TotNumReports, m.total).text(Tag.LastRptRequested, m.last ? 'Y' : 'N');
}

/** ExecutionReport (8) about a parent: the one builder. */
export function executionReport(w: MessageWriter, d: Dialect, r: FactOf<'ParentReported'>, parent: Parent, at: Micros): void {
  const { instrument } = parent;
  w.text(Tag.OrderID, r.parentId);
  if (r.venueOrderId && d.has('8', Tag.SecondaryOrderID)) w.text(Tag.SecondaryOrderID, r.venueOrderId);
  if (r.venueExecId && d.has('8', Tag.SecondaryExecID)) w.text(Tag.SecondaryExecID, r.venueExecId);
  w.text(Tag.ClOrdID, r.clOrdId);
  if (r.origClOrdId) w.text(Tag.OrigClOrdID, r.origClOrdId);
  if (r.mass) massPlace(w, d, r.mass);
  if (r.requestId && d.has('8', Tag.OrdStatusReqID)) w.text(Tag.OrdStatusReqID, r.requestId);
  w.text(Tag.ExecID, r.execId);
  if (r.execRefId) w.text(Tag.ExecRefID, r.execRefId);
  const replaced = parent.clOrdId !== parent.received.clOrdId;
  writeExecution(w, d, { execType: r.execType, ordStatus: r.ordStatus, done: r.leavesQty === 0, replaced });
  if (r.ordRejReason !== undefined) w.int(Tag.OrdRejReason, rejReason(d, r.ordRejReason));
  if (r.restatementReason !== undefined)
    w.int(Tag.ExecRestatementReason, d.reason(Tag.ExecRestatementReason, r.restatementReason, BROKER_OPTION));
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
  if (r.execType === '0' || r.execType === '5') echoStrategy(w, d, parent);
  if (r.text) w.note(Tag.Text, r.text);
}

/** ExecutionReport (8) that refuses an order: 150=8, 39=8. */
export function orderDenied(w: MessageWriter, d: Dialect, o: FactOf<'ParentOrderDenied'>, at: Micros): void {
  w.text(Tag.OrderID, o.parentId).text(Tag.ClOrdID, o.clOrdId).text(Tag.ExecID, o.execId);
  writeExecution(w, d, { execType: '8', ordStatus: '8', done: true, replaced: false });
  w.int(Tag.OrdRejReason, rejReason(d, o.ordRejReason));
  w.text(Tag.Symbol, o.symbol).text(Tag.Side, o.side).text(Tag.OrderQty, o.orderQty);
  w.int(Tag.LeavesQty, 0).int(Tag.CumQty, 0).int(Tag.AvgPx, 0).utc(Tag.TransactTime, at).note(Tag.Text, o.text);
}

/** ExecutionReport (8) for a status asked of an unknown order, or of none that is open: 150=I, 39=8, 103=5. */
export function statusUnknown(w: MessageWriter, d: Dialect, s: FactOf<'StatusUnknown'>, at: Micros): void {
  w.text(Tag.OrderID, 'NONE');
  if (s.clOrdId !== '') w.text(Tag.ClOrdID, s.clOrdId);
  if (s.mass) massPlace(w, d, s.mass);
  if (s.requestId && d.has('8', Tag.OrdStatusReqID)) w.text(Tag.OrdStatusReqID, s.requestId);
  w.text(Tag.ExecID, s.execId);
  writeExecution(w, d, { execType: 'I', ordStatus: '8', done: true, replaced: false });
  w.int(Tag.OrdRejReason, rejReason(d, s.ordRejReason));
  w.text(Tag.Symbol, s.symbol).text(Tag.Side, s.side).int(Tag.LeavesQty, 0).int(Tag.CumQty, 0).int(Tag.AvgPx, 0);
  w.utc(Tag.TransactTime, at).note(Tag.Text, s.text);
}

/** OrderCancelReject (9). */
export function cancelReject(w: MessageWriter, d: Dialect, r: FactOf<'ParentRequestDenied'>, at: Micros): void {
  w.text(Tag.OrderID, r.parentId ?? 'NONE')
    .text(Tag.ClOrdID, r.clOrdId)
    .text(Tag.OrigClOrdID, r.origClOrdId);
  w.text(Tag.OrdStatus, r.ordStatus).utc(Tag.TransactTime, at);
  w.text(Tag.CxlRejResponseTo, r.kind === 'Cancel' ? '1' : '2')
    .int(Tag.CxlRejReason, cxlReason(d, r.cxlRejReason))
    .note(Tag.Text, r.text);
}
