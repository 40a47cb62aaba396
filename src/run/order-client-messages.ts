import type { Micros } from '../core/numbers';
import { ORD_STATUS_NAMES, type OrdStatus } from '../core/order/order';
import type { MessageView } from '../fix/codec/view';
import type { MessageWriter } from '../fix/codec/writer';
import { Tag } from '../fix/generated/tags';
import { writeStrategy } from '../fix/translate/strategy';
import type { KnownOrder } from './order-client-file';

/** What the client's session speaks. */
const VERSION = 'FIX.4.4';

/** An order as its sender wants it; decimal text, FIX codes. */
export interface NewOrder {
  /** Side (54). */
  readonly side: string;
  readonly symbol: string;
  readonly orderQty: string;
  /** A limit order where there is one, else a market order. */
  readonly price?: string | undefined;
  /** TimeInForce (59). */
  readonly timeInForce: string;
  /** TargetStrategy (847); undefined passes the order through. */
  readonly strategy?: string | undefined;
  /** Strategy parameters (957-960), name -> value. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** ParticipationRate (849). */
  readonly rate?: string | undefined;
  readonly effectiveTime?: Micros | undefined;
  readonly expireTime?: Micros | undefined;
}

/** What the client was told, or did itself: plain JSON, a line each for whoever reads along. `order` is the ClOrdID it was sent under. */
export type ClientRow =
  | { readonly kind: 'sent'; readonly order: string; readonly msgType: 'D' | 'F' | 'G' | 'H'; readonly clOrdId: string }
  | ReportRow
  | CancelRejectRow
  | { readonly kind: 'refused'; readonly order: string; readonly clOrdId: string; readonly text: string }
  | { readonly kind: 'session'; readonly order: ''; readonly text: string };

/** ExecutionReport (8). */
export interface ReportRow {
  readonly kind: 'report';
  readonly order: string;
  readonly clOrdId: string;
  readonly origClOrdId: string | undefined;
  readonly orderId: string;
  readonly execId: string;
  /** ExecID (17) of the report that a bust or a correction is about. */
  readonly execRefId: string | undefined;
  readonly execType: string;
  readonly ordStatus: string;
  /** OrdStatus by name. */
  readonly status: string;
  readonly symbol: string;
  readonly side: string;
  readonly orderQty: string;
  readonly price: string | undefined;
  readonly lastQty: string | undefined;
  readonly lastPx: string | undefined;
  readonly cumQty: string;
  readonly leavesQty: string;
  readonly avgPx: string;
  readonly venueExecId: string | undefined;
  readonly requestId: string | undefined;
  readonly ordRejReason: string | undefined;
  readonly text: string | undefined;
}

/** OrderCancelReject (9). */
export interface CancelRejectRow {
  readonly kind: 'cancelReject';
  readonly order: string;
  readonly clOrdId: string;
  readonly origClOrdId: string;
  readonly cxlRejReason: string | undefined;
  readonly text: string | undefined;
}

/** NewOrderSingle (D). */
export function newOrder(w: MessageWriter, clOrdId: string, o: NewOrder, at: Micros): void {
  w.text(Tag.ClOrdID, clOrdId)
    .text(Tag.HandlInst, '1')
    .text(Tag.Symbol, o.symbol)
    .text(Tag.Side, o.side)
    .utc(Tag.TransactTime, at);
  w.text(Tag.OrderQty, o.orderQty).text(Tag.OrdType, o.price === undefined ? '1' : '2');
  if (o.price !== undefined) w.text(Tag.Price, o.price);
  w.text(Tag.TimeInForce, o.timeInForce);
  if (o.effectiveTime !== undefined) w.utc(Tag.EffectiveTime, o.effectiveTime);
  if (o.expireTime !== undefined) w.utc(Tag.ExpireTime, o.expireTime);
  if (o.strategy !== undefined) writeStrategy(w, VERSION, { target: o.strategy, parameters: o.parameters, rate: o.rate });
}

type Named = Pick<KnownOrder, 'current' | 'symbol' | 'side'>;
type Replaced = Named & Pick<NewOrder, 'price' | 'timeInForce' | 'strategy'>;

/** OrderCancelRequest (F). */
export function cancelRequest(w: MessageWriter, clOrdId: string, o: Named, at: Micros): void {
  w.text(Tag.OrigClOrdID, o.current).text(Tag.ClOrdID, clOrdId).text(Tag.Symbol, o.symbol).text(Tag.Side, o.side);
  w.utc(Tag.TransactTime, at);
}

/** OrderCancelReplaceRequest (G): quantity and price as they shall be, the rest as it was. */
export function replaceRequest(w: MessageWriter, clOrdId: string, o: Replaced, to: Amendment, at: Micros): void {
  const price = to.price ?? o.price;
  w.text(Tag.OrigClOrdID, o.current).text(Tag.ClOrdID, clOrdId).text(Tag.HandlInst, '1').text(Tag.Symbol, o.symbol);
  w.text(Tag.Side, o.side).utc(Tag.TransactTime, at).text(Tag.OrderQty, to.orderQty);
  w.text(Tag.OrdType, price === undefined ? '1' : '2');
  if (price !== undefined) w.text(Tag.Price, price);
  w.text(Tag.TimeInForce, o.timeInForce);
  if (o.strategy !== undefined) writeStrategy(w, VERSION, { target: o.strategy });
}

/** What a replace changes: the new total quantity, and a price where that changes too. */
export interface Amendment {
  readonly orderQty: string;
  readonly price?: string | undefined;
}

/** OrderStatusRequest (H). */
export function statusRequest(w: MessageWriter, requestId: string, o: Named): void {
  w.text(Tag.ClOrdID, o.current).text(Tag.OrdStatusReqID, requestId).text(Tag.Symbol, o.symbol).text(Tag.Side, o.side);
}

/** Reads an ExecutionReport; `order` is filled in by the client. */
export function reportRow(view: MessageView): Omit<ReportRow, 'order'> {
  const text = (tag: number): string => view.text(tag) ?? '';
  const ordStatus = text(Tag.OrdStatus);
  return {
    kind: 'report',
    clOrdId: text(Tag.ClOrdID),
    origClOrdId: view.text(Tag.OrigClOrdID),
    orderId: text(Tag.OrderID),
    execId: text(Tag.ExecID),
    execRefId: view.text(Tag.ExecRefID),
    execType: text(Tag.ExecType),
    ordStatus,
    status: ORD_STATUS_NAMES[ordStatus as OrdStatus] ?? ordStatus,
    symbol: text(Tag.Symbol),
    side: text(Tag.Side),
    orderQty: text(Tag.OrderQty),
    price: view.text(Tag.Price),
    lastQty: view.text(Tag.LastQty),
    lastPx: view.text(Tag.LastPx),
    cumQty: text(Tag.CumQty),
    leavesQty: text(Tag.LeavesQty),
    avgPx: text(Tag.AvgPx),
    venueExecId: view.text(Tag.SecondaryExecID),
    requestId: view.text(Tag.OrdStatusReqID),
    ordRejReason: view.text(Tag.OrdRejReason),
    text: view.text(Tag.Text),
  };
}

/** Reads an OrderCancelReject; `order` is filled in by the client. */
export const cancelRejectRow = (view: MessageView): Omit<CancelRejectRow, 'order'> => ({
  kind: 'cancelReject',
  clOrdId: view.text(Tag.ClOrdID) ?? '',
  origClOrdId: view.text(Tag.OrigClOrdID) ?? '',
  cxlRejReason: view.text(Tag.CxlRejReason),
  text: view.text(Tag.Text),
});
