import { DENIALS } from '../../core/denials';
import type { ParentEventName } from '../../core/facts';
import { CANCEL_REFUSALS } from '../../core/intake/requests';
import { newOrder, ORD_STATUS_NAMES, type OrderState, type OrdStatus, ordStatus } from '../../core/order/order';
import { applyEvent, type OrderEvent } from '../../core/order/transitions';
import { REPORTS } from '../../core/reporting/report';
import { REJECT_TEXTS } from '../../fix/codec/reject';
import { BUSINESS_REFUSALS } from '../../fix/translate/from-oms';
import { type Section, table, text } from './page';

const COST = { n: 0n, scale: 0 };
const FRESH = newOrder(100, 10);
const LIVE: OrderState = { ...FRESH, acknowledged: true };

/** An order in each status that a report may find it in. */
const STATES: readonly OrderState[] = [
  FRESH,
  LIVE,
  { ...LIVE, cumQty: 40 },
  { ...LIVE, cumQty: 100 },
  { ...LIVE, doneForDay: true },
  { ...LIVE, closed: 'Canceled' },
  { ...LIVE, pending: [{ clOrdId: 'X', kind: 'Cancel' }] },
  { ...LIVE, stopped: true },
  { ...FRESH, closed: 'Rejected' },
  { ...LIVE, suspended: true },
  { ...LIVE, calculated: true },
  { ...LIVE, closed: 'Expired' },
  { ...LIVE, pending: [{ clOrdId: 'R', kind: 'Replace', orderQty: 150, price: 10 }] },
];

const trade = (lastQty: number): OrderEvent => ({ type: 'Filled', lastQty, cost: COST });
const changed = (qtyChange: number): OrderEvent => ({ type: 'TradeCorrected', qtyChange, costChange: COST });

/** What happens to an order with each report; nothing with a status, or where another order of the same id is refused. */
const EVENTS: Readonly<Record<ParentEventName, readonly OrderEvent[]>> = {
  Acknowledged: [{ type: 'Acknowledged' }],
  Filled: [trade(10), trade(100)],
  Canceled: [{ type: 'Canceled' }],
  Replaced: [{ type: 'Replaced', clOrdId: 'R', orderQty: 150, price: 10 }],
  Rejected: [{ type: 'Rejected' }],
  Expired: [{ type: 'Expired' }],
  DoneForDay: [{ type: 'DoneForDay' }],
  Restated: [{ type: 'Restated', orderQty: 80 }],
  Stopped: [{ type: 'Stopped' }],
  Suspended: [{ type: 'Suspended' }],
  Calculated: [{ type: 'Calculated' }],
  Status: [],
  Duplicate: [],
  PendingNew: [],
  PendingCancel: [{ type: 'Requested', request: { clOrdId: 'N', kind: 'Cancel' } }],
  PendingReplace: [{ type: 'Requested', request: { clOrdId: 'N', kind: 'Replace', orderQty: 150, price: 10 } }],
  TradeCanceled: [changed(-40)],
  TradeCorrected: [changed(-10)],
};

/** Every status that an order may have after a report, by the table of transitions. */
export function statusesAfter(event: ParentEventName): OrdStatus[] {
  const events = EVENTS[event];
  const before = event === 'PendingNew' ? [FRESH] : STATES;
  const after = before.flatMap(state => (events.length === 0 ? [state] : events.flatMap(e => applyEvent(state, e) ?? [])));
  return [...new Set(after.map(ordStatus))].sort();
}

/** What we tell about an order, and when. */
export function reportsSection(): Section {
  const rows = (Object.keys(REPORTS) as ParentEventName[]).map(event => {
    const { execType, when } = REPORTS[event];
    return [
      execType,
      event,
      when,
      statusesAfter(event)
        .map(s => `${s} ${ORD_STATUS_NAMES[s]}`)
        .join(', '),
    ];
  });
  return {
    title: 'Reports and order states',
    blocks: [
      text(
        'An ExecutionReport (8) tells one event and the order as it stands after it. FIX.4.2 writes 150=1 or 2 where later versions write F, and tells busts, corrections and statuses by ExecTransType (20). Fills are reported in whatever state the order is: what traded, traded. OrdStatus follows the precedence of the standard: a pending cancel hides all else.',
      ),
      table(['150', 'event', 'when', '39 after it'], rows),
    ],
  };
}

/** Every refusal, with what it says. */
export const refusalsSection = (): Section => ({
  title: 'Refusals',
  blocks: [
    text(
      'Every refusal answers the message that it refuses, and its Text (58) names the field or the limit, the value that came, and what would pass.',
    ),
  ],
  sections: [
    {
      title: 'Orders: OrdRejReason',
      blocks: [
        text(
          'ExecutionReport (8) with 150=8, 39=8 and Text (58) `Code: what is wrong`. A version that lacks a number gets 99, FIX.4.2 gets 0.',
        ),
        table(
          ['code', '103', 'when', 'what to do'],
          Object.entries(DENIALS).map(([code, d]) => [`\`${code}\``, String(d.reason), d.when, d.remedy]),
        ),
      ],
    },
    {
      title: 'Cancels and replaces: CxlRejReason',
      blocks: [
        text('OrderCancelReject (9). Where the venue refuses the request behind yours, its own reason and text are passed on.'),
        table(
          ['102', 'when'],
          Object.entries(CANCEL_REFUSALS).map(([code, when]) => [code, when]),
        ),
      ],
    },
    {
      title: 'Messages: BusinessRejectReason',
      blocks: [
        text('BusinessMessageReject (j), for a message that is well formed and that we cannot take.'),
        table(
          ['380', 'when'],
          Object.entries(BUSINESS_REFUSALS).map(([code, when]) => [code, when]),
        ),
      ],
    },
    {
      title: 'Messages: SessionRejectReason',
      blocks: [
        text('Reject (3) with RefTagID (371) and RefMsgType (372), for a field that breaks the dictionary.'),
        table(
          ['373', 'Text (58)'],
          Object.entries(REJECT_TEXTS).map(([code, why]) => [code, why]),
        ),
      ],
    },
  ],
});
