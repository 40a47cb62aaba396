import type { Fact, ParentEventName } from '../../core/facts';
import { type ExportFormat, empty, key } from './format';
import type { AuditRow } from './row';

/** The CAT event that a fact comes nearest to, and whether a route was refused. */
interface CatEvent {
  readonly type: string;
  readonly refused?: true;
}

const OF_REPORT: Partial<Record<ParentEventName, CatEvent>> = { Replaced: { type: 'MEOM' }, Canceled: { type: 'MEOC' } };

const OF_FACT: Partial<Record<Fact['type'], CatEvent>> = {
  ParentOrderAccepted: { type: 'MENO' },
  ChildOrderReleased: { type: 'MEOR' },
  ChildOrderRejected: { type: 'MEORS', refused: true },
  ChildOrderReplaced: { type: 'MEMR' },
  ChildOrderCanceled: { type: 'MECR' },
};

function eventOf(row: AuditRow): CatEvent | undefined {
  const plain = OF_FACT[row.event];
  if (plain) return plain;
  const { kind, event } = JSON.parse(row.detail) as { kind?: 'Cancel' | 'Replace'; event?: ParentEventName };
  if (row.event === 'ParentReported') return event && OF_REPORT[event];
  if (row.event === 'ParentRequestAccepted') return { type: kind === 'Replace' ? 'MEOMR' : 'MEOCR' };
  if (row.event === 'ChildRequestRejected') return { type: kind === 'Replace' ? 'MEMR' : 'MECR', refused: true };
  return undefined;
}

/** The venue reports the trades of orders that were routed to it; an end by time in force is no event of its own. */
export const CAT: ExportFormat = {
  name: 'cat',
  wants: row => eventOf(row) !== undefined,
  columns: [
    { name: 'type', about: 'event type; MENO would be MEOA for an order of another reporter', of: row => eventOf(row)!.type },
    { name: 'actionType', about: 'a first report', of: () => 'NEW' },
    { name: 'firmROEID', about: 'turn and fact: unique in the journal', of: row => `${row.seq}_${row.fact}` },
    empty('CATReporterIMID', 'identifier of the reporting member'),
    { name: 'orderKeyDate', about: 'date and time of the event; a key needs that of the order', of: row => row.time },
    key('orderID', 'orderId', 'OrderID (37) that the OMS knows'),
    key('priorOrderID', 'origClOrdId', 'of a change: OrigClOrdID (41) of the OMS'),
    key('clOrdID', 'clOrdId', 'ClOrdID (11) of the OMS; not a field of CAT'),
    key('symbol', 'symbol', 'Symbol (55)'),
    key('eventTimestamp', 'time', 'date and time, UTC, microseconds'),
    key('monotonicNs', 'monotonic', 'the monotonic clock at that time; not a field of CAT'),
    { name: 'manualFlag', about: 'orders come by FIX', of: () => 'false' },
    key('side', 'side', 'Side (54) of FIX'),
    key('price', 'price', 'Price (44)'),
    key('quantity', 'orderQty', 'OrderQty (38)'),
    key('leavesQty', 'leavesQty', 'LeavesQty (151) after the event'),
    key('orderType', 'ordType', 'OrdType (40) of FIX'),
    key('timeInForce', 'timeInForce', 'TimeInForce (59) of FIX'),
    key('handlingInstructions', 'strategy', 'the strategy'),
    empty('firmDesignatedID', 'the account as the firm registered it'),
    key('account', 'account', 'Account (1); not a field of CAT'),
    empty('accountHolderType', 'kind of account holder'),
    key('destination', 'venue', 'FIX session of the venue'),
    key('routedOrderID', 'venueClOrdId', 'ClOrdID at the venue'),
    { name: 'routeRejectedFlag', about: 'of a route event: refused by the venue', of: row => flag(row) },
  ],
};

const flag = (row: AuditRow): string => (row.childId === '' ? '' : String(eventOf(row)!.refused === true));
