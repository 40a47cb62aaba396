import type { Exact, Px, Qty } from '../numbers';
import { copyOf, type OrderState, type OrdStatus, ordStatus, type Pending, withFill, withoutPending } from './order';

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
  /** `reopens` lifts done for day and suspended; `cumQty` is what a split made of what was filled, its cost unchanged. */
  | {
      readonly type: 'Restated';
      readonly orderQty?: Qty | undefined;
      readonly price?: Px | undefined;
      readonly cumQty?: Qty | undefined;
      readonly reopens?: boolean | undefined;
    }
  | { readonly type: 'Requested'; readonly request: Pending }
  | { readonly type: 'RequestRejected'; readonly clOrdId: string }
  /** `clOrdId` is the request that was granted; absent when the venue replaced on its own. */
  | { readonly type: 'Replaced'; readonly clOrdId?: string | undefined; readonly orderQty: Qty; readonly price: Px | undefined }
  /** A trade corrected, or taken back (it becomes 0): by how much quantity and cost change. */
  | {
      readonly type: 'TradeCorrected';
      readonly qtyChange: Qty;
      readonly costChange: Exact;
      readonly remainderChange?: Exact | undefined;
    };

type Row<T extends OrderEvent['type']> = {
  readonly from: readonly OrdStatus[];
  /** Only to an order that is not closed: a late fill may make a canceled one Filled, which does not open it again. */
  readonly unlessClosed?: true;
  readonly apply: (order: OrderState, event: Extract<OrderEvent, { type: T }>) => OrderState;
};

const ANY: readonly OrdStatus[] = ['0', '1', '2', '3', '4', '6', '7', '8', '9', 'A', 'B', 'C', 'E'];
const LIVE: readonly OrdStatus[] = ['A', '0', '1', '6', 'E', '7', '9'];
/** LIVE, and Filled: a request may have been sent before the last fill was known. */
const ASKABLE: readonly OrdStatus[] = [...LIVE, '2', '3'];

/** What ends an order lifts what held it: it would outrank the end in OrdStatus (matrix K.1.b). */
function closed(o: OrderState, as: 'Canceled' | 'Expired'): OrderState {
  const after = copyOf(o);
  after.closed = as;
  after.doneForDay = false;
  after.stopped = false;
  after.suspended = false;
  after.pending = withoutPending(o);
  return after;
}

function acknowledged(o: OrderState): OrderState {
  const after = copyOf(o);
  after.acknowledged = true;
  after.suspended = false;
  return after;
}

function withRequests(o: OrderState, pending: readonly Pending[]): OrderState {
  const after = copyOf(o);
  after.pending = pending;
  return after;
}

/** The whole lifecycle. A pair that is not here does not exist: it becomes an UnexpectedReport. */
export const TRANSITIONS: { readonly [T in OrderEvent['type']]: Row<T> } = {
  Acknowledged: { from: ['A', '0', '1', '2', '6', 'E', '7', '9'], apply: acknowledged },
  Rejected: { from: ['A', '0', '6', 'E'], apply: o => ({ ...o, closed: 'Rejected', pending: withoutPending(o) }) },
  Filled: { from: ANY, apply: (o, e) => withFill(o, e.lastQty, e.cost, e.remainder) },
  Canceled: { from: [...LIVE, '3'], apply: o => closed(o, 'Canceled') },
  Expired: { from: [...LIVE, '3'], apply: o => closed(o, 'Expired') },
  DoneForDay: {
    unlessClosed: true,
    from: [...LIVE, '2'],
    apply: o => ({ ...o, doneForDay: true, pending: o.multiDay ? o.pending : withoutPending(o) }),
  },
  Calculated: { from: [...LIVE, '2', '3', '4', 'C'], apply: o => ({ ...o, calculated: true, pending: withoutPending(o) }) },
  Stopped: { from: LIVE, apply: o => ({ ...o, acknowledged: true, stopped: true }) },
  Suspended: { from: LIVE, apply: o => ({ ...o, acknowledged: true, suspended: true }) },
  Restated: {
    unlessClosed: true,
    from: [...LIVE, '2', '3'],
    apply: (o, e) => ({
      ...o,
      acknowledged: true,
      orderQty: e.orderQty ?? o.orderQty,
      price: e.price ?? o.price,
      cumQty: e.cumQty ?? o.cumQty,
      doneForDay: o.doneForDay && !e.reopens,
      suspended: o.suspended && !e.reopens,
    }),
  },
  Requested: { unlessClosed: true, from: ASKABLE, apply: (o, e) => withRequests(o, [...o.pending, e.request]) },
  RequestRejected: { from: ANY, apply: (o, e) => withRequests(o, withoutPending(o, e.clOrdId)) },
  Replaced: {
    unlessClosed: true,
    from: [...LIVE, '2', '3'],
    apply: (o, e) => {
      const after = copyOf(o);
      after.acknowledged = true;
      after.orderQty = Math.max(e.orderQty, o.cumQty);
      after.price = e.price;
      if (e.clOrdId !== undefined) after.pending = withoutPending(o, e.clOrdId);
      return after;
    },
  },
  TradeCorrected: { from: ANY, apply: (o, e) => withFill(o, e.qtyChange, e.costChange, e.remainderChange) },
};

const allows = (row: Pick<Row<'Filled'>, 'from' | 'unlessClosed'>, order: OrderState): boolean =>
  row.from.includes(ordStatus(order)) && !(row.unlessClosed && order.closed !== undefined);

/** Whether the table has the pair. */
export const mayHappen = (order: OrderState, type: OrderEvent['type']): boolean => allows(TRANSITIONS[type], order);

/** The order after the event, or undefined where the table has no such pair. */
export function applyEvent(order: OrderState, event: OrderEvent): OrderState | undefined {
  const row = TRANSITIONS[event.type] as Row<typeof event.type>;
  return allows(row, order) ? row.apply(order, event as never) : undefined;
}
