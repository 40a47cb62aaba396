import type { Input } from '../../core/facts';
import type { SessionId } from '../../core/ports';
import type { MessageView } from '../codec/view';
import { Tag } from '../generated/tags';

/** What a venue's message means; undefined for one that is not about our orders. */
export function fromVenue(session: SessionId, view: MessageView): Input | undefined {
  switch (view.msgType) {
    case '8':
      return report(session, view);
    case '9':
      return {
        type: 'VenueCancelRejectReceived',
        session,
        clOrdId: view.text(Tag.ClOrdID) ?? '',
        origClOrdId: view.text(Tag.OrigClOrdID) ?? '',
        ordStatus: view.text(Tag.OrdStatus) ?? '',
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
    default:
      return undefined;
  }
}

function report(session: SessionId, view: MessageView): Input {
  return {
    type: 'VenueReportReceived',
    session,
    clOrdId: view.text(Tag.ClOrdID) ?? '',
    origClOrdId: view.text(Tag.OrigClOrdID),
    orderId: view.text(Tag.OrderID) ?? '',
    execId: view.text(Tag.ExecID) ?? '',
    execType: execType(view),
    ordStatus: view.text(Tag.OrdStatus) ?? '',
    symbol: view.text(Tag.Symbol) ?? '',
    side: view.text(Tag.Side) ?? '',
    orderQty: view.text(Tag.OrderQty),
    price: view.text(Tag.Price),
    lastQty: view.text(Tag.LastQty),
    lastPx: view.text(Tag.LastPx),
    cumQty: view.text(Tag.CumQty),
    execRefId: view.text(Tag.ExecRefID),
    ordRejReason: view.text(Tag.OrdRejReason),
    text: view.text(Tag.Text),
  };
}

/** ExecType (150); FIX.4.2's ExecTransType (20) 1, 2 and 3 mean cancel, correct and status. */
function execType(view: MessageView): string {
  const trans = view.text(Tag.ExecTransType);
  if (trans === '1') return 'H';
  if (trans === '2') return 'G';
  if (trans === '3') return 'I';
  return view.text(Tag.ExecType) ?? '';
}
