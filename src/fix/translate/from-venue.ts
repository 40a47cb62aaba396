import type { FactOf, Input } from '../../core/facts';
import { provisionalExecType } from '../../core/order/told';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';
import { readExecType, readOrdStatus } from './execution';
import { missingTags, provisionalExecId } from './provisional';

/** What a venue's message means; undefined for one that is not about our orders. */
export function fromVenue(session: SessionId, view: MessageView): Input | undefined {
  switch (view.msgType) {
    case '8':
      return venueReport(session, view);
    case '9':
      return {
        type: 'VenueCancelRejectReceived',
        session,
        clOrdId: view.text(Tag.ClOrdID) ?? '',
        origClOrdId: view.text(Tag.OrigClOrdID) ?? '',
        ordStatus: readOrdStatus(view),
        cxlRejReason: view.text(Tag.CxlRejReason),
        text: view.text(Tag.Text),
      };
    case 'j':
      return {
        type: 'VenueRefused',
        session,
        clOrdId: view.text(Tag.BusinessRejectRefID) ?? '',
        refMsgType: view.text(Tag.RefMsgType) ?? '',
        text: view.text(Tag.Text) ?? `BusinessRejectReason (380) ${view.text(Tag.BusinessRejectReason) ?? ''}`,
      };
    case 'r':
      return {
        type: 'VenueMassCancelAnswered',
        session,
        clOrdId: view.text(Tag.ClOrdID) ?? '',
        response: view.text(Tag.MassCancelResponse) ?? '0',
        text: view.text(Tag.Text),
      };
    default:
      return undefined;
  }
}

/** An ExecutionReport (8) as it reads, whoever sent it. */
export function venueReport(session: SessionId, view: MessageView): FactOf<'VenueReportReceived'> {
  const ordStatus = readOrdStatus(view);
  return {
    type: 'VenueReportReceived',
    session,
    clOrdId: view.text(Tag.ClOrdID) ?? '',
    origClOrdId: view.text(Tag.OrigClOrdID),
    orderId: view.text(Tag.OrderID) ?? '',
    execId: view.text(Tag.ExecID) || provisionalExecId(view),
    execType: readExecType(view) || provisionalExecType(view.text(Tag.LastQty), ordStatus),
    ordStatus,
    symbol: view.text(Tag.Symbol) ?? '',
    side: view.text(Tag.Side) ?? '',
    orderQty: view.text(Tag.OrderQty),
    price: view.text(Tag.Price),
    lastQty: view.text(Tag.LastQty),
    lastPx: view.text(Tag.LastPx),
    cumQty: view.text(Tag.CumQty),
    liquidity: view.text(Tag.LastLiquidityInd),
    execRefId: view.text(Tag.ExecRefID),
    tradeDate: view.text(Tag.TradeDate) ?? view.text(Tag.TransactTime)?.slice(0, 8),
    restatementReason: view.text(Tag.ExecRestatementReason),
    ordRejReason: view.text(Tag.OrdRejReason),
    text: view.text(Tag.Text),
    massStatusId: view.text(Tag.MassStatusReqID),
    missing: missingTags(view),
  };
}
