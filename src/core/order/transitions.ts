import type { Exact, Px, Qty } from '../numbers';
import { type OrderState, type OrdStatus, ordStatus, type Pending, withFill, withoutPending } from './order';

/** What can happen to an order, told by a venue (child) or by us (parent). */
export type OrderEvent =
  | { readonly type: 'Acknowledged' }
  | { readonly type: 'Rejected' }
  | { readonly type: 'Filled'; readonly lastQty: Qty; readonly cost: Exact; readonly remainder?: Exact | undefined }
  | { readonly type: 'Canceled'; readonly clOrdId?: string | undefined }
  | { readonly type: 'Expired' }
  | { readonly type: 'DoneForDay' }
  | { readonly type: 'Calculated' }
  | { readonly type: 'Stopped' }
  | { readonly type: 'Suspended' }
  | { readonly type: 'Restated'; readonly orderQty?: Qty | undefined; readonly price?: Px | undefined }
  | { readonly type: 'Reopened' }
  | { readonly type: 'Requested'; readonly request: Pending }
  | { readonly type: 'RequestRejected'; readonly clOrdId: string }
  /** `clOrdId` is the request that was granted; absent when the venue replaced on its own. */
  | { readonly type: 'Replaced'; readonly clOrdId?: string | undefined; readonly orderQty: Qty; readonly price: Px | undefined }
  | { readonly type: 'TradeCanceled'; readonly lastQty: Qty; readonly cost: Exact }
  | {
      readonly type: 'TradeCorrected';
      readonly qtyChange: Qty;
      readonly costChange: Exact;
      readonly remainderChange?: Exact | undefined;
    };

type Row<T extends OrderEvent['type']> = {
  readonly from: readonly OrdStatus[];
  readonly apply: (order: OrderState, event: Extract<OrderEvent, { type: T }>) => OrderState;
};

const ANY: readonly OrdStatus[] = ['0', '1', '2', '3', '4', '6', '7', '8', '9', 'A', 'B', 'C', 'E'];
const LIVE: readonly OrdStatus[] = ['A', '0', '1', '6', 'E', '7', '9'];
/** LIVE, and Filled: a request may have been sent before the last fill was known. */
const ASKABLE: readonly OrdStatus[] = [...LIVE, '2', '3'];

/** What ends an order lifts what held it: it would outrank the end in OrdStatus (matrix K.1.b). */
const closed = (o: OrderState, as: 'Canceled' | 'Expired'): OrderState => ({
  ...o,
  closed: as,
  doneForDay: false,
  stopped: false,
  suspended: false,
  pending: withoutPending(o),
});

/** The whole lifecycle. A pair that is not here does not exist: it becomes an UnexpectedReport. */
export const TRANSITIONS: { readonly [T in OrderEvent['type']]: Row<T> } = {
  Acknowledged: { from: ['A', '0', '1', '2', '6', 'E', '7', '9'], apply: o => ({ ...o, acknowledged: true, suspended: false }) },
  Rejected: { from: ['A', '0', '6', 'E'], apply: o => ({ ...o, closed: 'Rejected', pending: withoutPending(o) }) },
  Filled: { from: ANY, apply: (o, e) => withFill(o, e.lastQty, e.cost, e.remainder) },
  Canceled: { from: [...LIVE, '3'], apply: o => closed(o, 'Canceled') },
  Expired: { from: [...LIVE, '3'], apply: o => closed(o, 'Expired') },
  DoneForDay: { from: [...LIVE, '2'], apply: o => ({ ...o, doneForDay: true, pending: withoutPending(o) }) },
  Calculated: { from: [...LIVE, '2', '3', '4', 'C'], apply: o => ({ ...o, calculated: true, pending: withoutPending(o) }) },
  Stopped: { from: LIVE, apply: o => ({ ...o, acknowledged: true, stopped: true }) },
  Suspended: { from: LIVE, apply: o => ({ ...o, suspended: true }) },
  Restated: {
    from: [...LIVE, '2', '3'],
    apply: (o, e) => ({ ...o, orderQty: e.orderQty ?? o.orderQty, price: e.price ?? o.price }),
  },
  Reopened: { from: ['3', '9'], apply: o => ({ ...o, acknowledged: true, doneForDay: false, suspended: false }) },
  Requested: { from: ASKABLE, apply: (o, e) => ({ ...o, pending: [...o.pending, e.request] }) },
  RequestRejected: { from: ANY, apply: (o, e) => ({ ...o, pending: withoutPending(o, e.clOrdId) }) },
  Replaced: {
    from: [...LIVE, '2', '3'],
    apply: (o, e) => ({
      ...o,
      acknowledged: true,
      orderQty: Math.max(e.orderQty, o.cumQty),
      price: e.price,
      pending: e.clOrdId === undefined ? o.pending : withoutPending(o, e.clOrdId),
    }),
  },
  TradeCanceled: {
    from: ANY,
    apply: (o, e) => ({ ...o, cumQty: o.cumQty - e.lastQty, cost: withFill(o, 0, { n: -e.cost.n, scale: e.cost.scale }).cost }),
  },
  TradeCorrected: { from: ANY, apply: (o, e) => withFill(o, e.qtyChange, e.costChange, e.remainderChange) },
};

/** Whether the table has the pair. */
export const mayHappen = (order: OrderState, type: OrderEvent['type']): boolean =>
  TRANSITIONS[type].from.includes(ordStatus(order));

/** The order after the event, or undefined where the table has no such pair. */
export function applyEvent(order: OrderState, event: OrderEvent): OrderState | undefined {
  const row = TRANSITIONS[event.type] as Row<typeof event.type>;
  return row.from.includes(ordStatus(order)) ? row.apply(order, event as never) : undefined;
}
