import type { FactOf, Scope } from '../../core/facts';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';
import type { Dialect } from './dialect';

/** Which orders a mass request means: its type, Symbol (55) and Side (54). */
const scopeOf = (view: MessageView, kind: number): Scope => ({
  kind: view.text(kind)!,
  symbol: view.text(Tag.Symbol),
  side: view.text(Tag.Side),
});

/** OrderMassCancelRequest (q). */
export const massCancel = (session: SessionId, view: MessageView): FactOf<'MassCancelReceived'> => ({
  type: 'MassCancelReceived',
  session,
  clOrdId: view.text(Tag.ClOrdID)!,
  ...scopeOf(view, Tag.MassCancelRequestType),
  account: view.text(Tag.Account),
});

/** OrderMassStatusRequest (AF). */
export const massStatus = (session: SessionId, view: MessageView): FactOf<'ParentsStatusAsked'> => ({
  type: 'ParentsStatusAsked',
  session,
  requestId: view.text(Tag.MassStatusReqID)!,
  ...scopeOf(view, Tag.MassStatusReqType),
});

/** MassCancelResponse (531) of a request that was refused; one that was taken up echoes its type. */
const REFUSED = '0';

/** OrderMassCancelReport (r): what was asked, and by ClOrdID and OrderID the orders that are being cancelled. */
export function massCancelReport(w: MessageWriter, d: Dialect, r: FactOf<'MassCancelAnswered'>, at: Micros): void {
  w.text(Tag.ClOrdID, r.clOrdId).text(Tag.OrderID, r.execId);
  if (d.has('r', Tag.MassActionReportID)) w.text(Tag.MassActionReportID, r.execId);
  w.text(Tag.MassCancelRequestType, r.kind).text(Tag.MassCancelResponse, r.refused ? REFUSED : r.kind);
  if (r.refused) w.int(Tag.MassCancelRejectReason, r.refused.reason);
  w.int(Tag.TotalAffectedOrders, r.affected.length);
  if (r.affected.length > 0) {
    w.int(Tag.NoAffectedOrders, r.affected.length);
    // the later extension packs of FIX 5.0SP2 have another tag in this group
    const id = d.has('r', Tag.AffectedOrigClOrdID) ? Tag.AffectedOrigClOrdID : Tag.OrigClOrdID;
    for (const order of r.affected) w.text(id, order.clOrdId).text(Tag.AffectedOrderID, order.parentId);
  }
  if (r.symbol !== undefined) w.text(Tag.Symbol, r.symbol);
  if (r.side !== undefined) w.text(Tag.Side, r.side);
  w.utc(Tag.TransactTime, at);
  const text = r.refused?.text ?? r.text;
  if (text !== undefined) w.note(Tag.Text, text);
}
