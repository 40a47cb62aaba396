import type { Fact } from '../../core/facts';
import { type ExportFormat, empty, key } from './format';
import type { AuditRow } from './row';

/** The event of field 21 that a fact comes nearest to. */
const EVENTS: Partial<Record<Fact['type'], (row: AuditRow) => string>> = {
  ChildOrderReleased: () => 'NEWO',
  ChildOrderReplaced: () => 'REME',
  ChildOrderRestated: () => 'REMA',
  ChildOrderCanceled: row => (asked(row) ? 'CAME' : 'CAMO'),
  ChildOrderRejected: () => 'REMO',
  ChildOrderExpired: () => 'EXPI',
  ChildOrderFilled: row => (row.leavesQty === '0' ? 'FILL' : 'PARF'),
};

/** Whether we asked for a cancel: the venue then answers under the ClOrdID of a request of ours. */
const asked = (row: AuditRow): boolean => row.venueClOrdId !== row.childId;

const RESTRICTIONS: Readonly<Record<string, string>> = { '0': 'DAVY', '1': 'GTCV', '3': 'IOCV', '4': 'FOKV', '6': 'GTDV' };

/** What a venue asks its member for, about orders at the venue. The numbers are those of Table 2. */
export const RTS24: ExportFormat = {
  name: 'rts24',
  wants: row => EVENTS[row.event] !== undefined,
  columns: [
    empty('1_submitting_entity', 'LEI of the member'),
    empty('2_dea', 'direct electronic access'),
    key('3_client', 'client', 'PartyRole (452) 3, else ClientID (109), as sent'),
    key('4_investment_decision', 'decisionMaker', 'PartyRole 122, as sent'),
    key('4_kind', 'decisionMakerKind', 'PartyRoleQualifier (2376) of that'),
    key('5_execution_decision', 'executor', 'PartyRole 12, as sent'),
    key('5_kind', 'executorKind', 'PartyRoleQualifier (2376) of that'),
    empty('6_non_executing_broker', 'LEI of a broker that routed it'),
    key('7_trading_capacity', 'capacity', 'OrderCapacity (528), as sent'),
    empty('8_liquidity_provision', 'part of a market making obligation'),
    key('9_date_and_time', 'time', 'UTC, microseconds'),
    key('monotonic_ns', 'monotonic', 'the monotonic clock at that time; not a field of RTS 24'),
    { name: '10_validity_period', about: 'of TimeInForce (59)', of: row => RESTRICTIONS[row.timeInForce] ?? '' },
    key('15_sequence_number', 'seq', 'turn of the line'),
    empty('16_segment_mic', 'MIC of the venue; its session stands in `venue`'),
    key('venue', 'venue', 'FIX session of the venue; not a field of RTS 24'),
    key('18_instrument', 'symbol', 'Symbol (55): an ISIN is to be looked up'),
    key('20_order_id', 'venueOrderId', 'OrderID (37) that the venue gave'),
    key('member_order_id', 'childId', 'ClOrdID (11) at the venue; not a field of RTS 24'),
    { name: '21_event', about: 'new, changed, cancelled, rejected, expired, filled', of: row => EVENTS[row.event]!(row) },
    { name: '22_order_type', about: 'limit or market', of: row => (row.ordType === '2' ? 'LMTO' : '') },
    key('22_fix', 'ordType', 'OrdType (40)'),
    key('24_limit_price', 'price', 'Price (44)'),
    key('28_transaction_price', 'lastPx', 'LastPx (31)'),
    key('29_price_currency', 'currency', 'currency of the instrument, where reference data has it'),
    { name: '32_buy_sell', about: 'of Side (54)', of: row => (row.side === '1' || row.side === '3' ? 'BUYI' : 'SELL') },
    key('33_order_status', 'ordStatus', 'OrdStatus (39) after the event, by name'),
    key('36_initial_quantity', 'orderQty', 'OrderQty (38)'),
    key('37_remaining_quantity', 'leavesQty', 'LeavesQty (151) after the event'),
    key('39_traded_quantity', 'lastQty', 'LastQty (32)'),
    key('47_routing_strategy', 'strategy', 'the strategy'),
    key('48_transaction_id', 'venueExecId', 'ExecID (17) of the venue'),
  ],
};
