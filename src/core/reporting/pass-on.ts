import type { Fact, FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Parent } from '../order/parent';
import type { Emit } from '../turn';
import type { ReportDetail } from './report';
import { cancelAnswered, denyRequest, expected, tell, tellEnd } from './tell';

/** TimeInForce (59): 3 immediate or cancel, 4 fill or kill. What cannot be filled of them is cancelled, however the venue words it. */
const IMMEDIATE = '34';

/** A passed-through order mirrors its child. */
export function passOn(parent: Parent, fact: Extract<Fact, { childId: string }>, books: Ledger, emit: Emit): void {
  switch (fact.type) {
    case 'ChildOrderAcknowledged':
      if (parent.state.acknowledged && !parent.state.suspended) return;
      return tell(parent, 'Acknowledged', books, emit, { venueOrderId: fact.orderId, ...expected(parent) });
    case 'ChildOrderReplaced':
      return tell(parent, 'Replaced', books, emit, {
        ...(fact.answers === undefined ? {} : { clOrdId: fact.answers, origClOrdId: parent.clOrdId }),
        orderQty: fact.orderQty,
        price: fact.price,
      });
    case 'ChildOrderRestated':
      return tell(parent, 'Restated', books, emit, restatement(fact));
    case 'ChildOrderStopped':
      return tell(parent, 'Stopped', books, emit, { lastQty: fact.lastQty, lastPx: fact.lastPx, text: fact.text });
    case 'ChildOrderSuspended':
      return tell(parent, 'Suspended', books, emit, { text: fact.text });
    case 'ChildRequestRejected':
    case 'ChildReplaceDenied':
      return requestFailed(parent, fact, emit);
    default:
      return ended(parent, fact, books, emit);
  }
}

function ended(parent: Parent, fact: Extract<Fact, { childId: string }>, books: Ledger, emit: Emit): void {
  // an earlier fact of the turn may have told it already: the child is gone since the turn's first stages
  if (parent.state.closed !== undefined && fact.type !== 'ChildOrderCalculated') return;
  switch (fact.type) {
    case 'ChildOrderRejected':
      return tellEnd(parent, 'Rejected', books, emit, { ordRejReason: fact.ordRejReason, text: fact.text });
    case 'ChildOrderNotSent':
      return tellEnd(parent, 'Rejected', books, emit, {
        ordRejReason: 99,
        text: 'NotSent: the order did not reach the venue',
      });
    case 'ChildOrderDenied':
      return tellEnd(parent, 'Rejected', books, emit, { ordRejReason: 99, text: fact.text });
    case 'ChildOrderCanceled': {
      const { restatementReason } = fact;
      const text = parent.ending?.reason ?? fact.text;
      return tellEnd(parent, 'Canceled', books, emit, { ...cancelAnswered(parent), restatementReason, text });
    }
    case 'ChildOrderExpired': {
      const as = IMMEDIATE.includes(parent.timeInForce) ? 'Canceled' : 'Expired';
      return tellEnd(parent, as, books, emit, { text: fact.text });
    }
    case 'ChildOrderDoneForDay':
      // what is pending on an order of several days is still the venue's to answer
      if (parent.state.multiDay) return tell(parent, 'DoneForDay', books, emit, { text: fact.text });
      return tellEnd(parent, 'DoneForDay', books, emit, { text: fact.text });
    case 'ChildOrderCalculated':
      return tellEnd(parent, 'Calculated', books, emit, { text: fact.text });
    default:
  }
}

const restatement = (fact: FactOf<'ChildOrderRestated'>): ReportDetail => ({
  orderQty: fact.orderQty,
  price: fact.price,
  reopens: fact.reopens || undefined,
  restatedCumQty: fact.cumQty,
  restatementReason: fact.restatementReason,
  text: fact.text,
});

/** Only a passed-through request fails with its child's: a scheduled order goes on asking its children to stop. */
function requestFailed(parent: Parent, fact: FactOf<'ChildRequestRejected' | 'ChildReplaceDenied'>, emit: Emit): void {
  const cancel = fact.type === 'ChildRequestRejected' && fact.kind === 'Cancel';
  const reason = fact.type === 'ChildReplaceDenied' ? 99 : fact.cxlRejReason;
  for (const p of parent.state.pending)
    if (cancel ? p.kind === 'Cancel' : p.clOrdId === fact.answers) denyRequest(parent, p, reason, fact.text, emit);
}
