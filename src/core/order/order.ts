import { addExact, type Exact, type Px, type Qty, ZERO } from '../numbers';

/** A cancel or replace that was asked for and not answered yet; a replace carries what it asks for. */
export interface Pending {
  readonly clOrdId: string;
  readonly kind: 'Cancel' | 'Replace';
  readonly orderQty?: Qty | undefined;
  readonly price?: Px | undefined;
  /** Of a child's request: the ClOrdID of the OMS's request that it passes on; absent where we asked on our own. */
  readonly answers?: string | undefined;
}

export type Closed = 'Canceled' | 'Rejected' | 'Expired';

/** One order, as facts: what was asked and what happened. OrdStatus and LeavesQty are read off it, never stored. */
export interface OrderState {
  readonly orderQty: Qty;
  readonly price: Px | undefined;
  readonly cumQty: Qty;
  /** Sum of LastQty x LastPx, exact, whatever the price's decimals were. */
  readonly cost: Exact;
  /** What fills finer than our units add to `cumQty`: it is told in whole units, AvgPx is of the exact sum. */
  readonly remainder: Exact;
  readonly acknowledged: boolean;
  readonly closed: Closed | undefined;
  /** It lives beyond its day (GTC, GTD): done for the day it still has its LeavesQty, and goes on trading on another. */
  readonly multiDay: boolean;
  readonly doneForDay: boolean;
  readonly calculated: boolean;
  readonly stopped: boolean;
  readonly suspended: boolean;
  /** Unanswered requests, oldest first. */
  readonly pending: readonly Pending[];
}

/** OrdStatus (39) by FIX's letter. */
export type OrdStatus = '0' | '1' | '2' | '3' | '4' | '6' | '7' | '8' | '9' | 'A' | 'B' | 'C' | 'E';

export const ORD_STATUS_NAMES: Readonly<Record<OrdStatus, string>> = {
  '0': 'New',
  '1': 'PartiallyFilled',
  '2': 'Filled',
  '3': 'DoneForDay',
  '4': 'Canceled',
  '6': 'PendingCancel',
  '7': 'Stopped',
  '8': 'Rejected',
  '9': 'Suspended',
  A: 'PendingNew',
  B: 'Calculated',
  C: 'Expired',
  E: 'PendingReplace',
};

/** OrdStatus (39), in the words of any version, of an order that may still trade. */
export const OPEN_STATUS: ReadonlySet<string> = new Set(['0', '1', '5', '6', '7', '9', 'A', 'D', 'E']);

const NO_PENDING: readonly Pending[] = [];

/** TimeInForce (59) of an order that lives beyond its day: 1 GTC, 6 GTD. */
export const isMultiDay = (timeInForce: string): boolean => timeInForce === '1' || timeInForce === '6';

/** An order just received: nothing answered, nothing done. */
export const newOrder = (orderQty: Qty, price: Px | undefined, multiDay = false): OrderState => ({
  orderQty,
  price,
  cumQty: 0,
  cost: ZERO,
  remainder: ZERO,
  acknowledged: false,
  closed: undefined,
  multiDay,
  doneForDay: false,
  calculated: false,
  stopped: false,
  suspended: false,
  pending: NO_PENDING,
});

export const isFilled = (o: OrderState): boolean => o.cumQty >= o.orderQty;

/** True where nothing that trades is left of it, however much was filled; an order of several days outlives its day. */
export const isOver = (o: OrderState): boolean => o.closed !== undefined || o.calculated || (o.doneForDay && !o.multiDay);

/** True while the order can still trade, today or (GTC, GTD) on another day. */
export const isOpen = (o: OrderState): boolean => !isOver(o) && o.cumQty < o.orderQty;

/** LeavesQty (151): what may still trade; 0 for an order that is closed, or of one day and done for it. */
export const leavesQty = (o: OrderState): Qty => (isOpen(o) ? o.orderQty - o.cumQty : 0);

/** What is pending for a ClOrdID, or undefined. */
export const pendingOf = (o: OrderState, clOrdId: string): Pending | undefined => o.pending.find(p => p.clOrdId === clOrdId);

const hasPending = (o: OrderState, kind: Pending['kind']): boolean => {
  for (const p of o.pending) if (p.kind === kind) return true;
  return false;
};

/** OrdStatus by the precedence of FIX 4.4 volume 4 (the highest true statement is the status). */
export function ordStatus(o: OrderState): OrdStatus {
  if (o.pending.length > 0) {
    if (hasPending(o, 'Cancel')) return '6';
    if (hasPending(o, 'Replace')) return 'E';
  }
  if (o.doneForDay) return '3';
  if (o.calculated) return 'B';
  if (isFilled(o)) return '2';
  if (o.stopped) return '7';
  if (o.suspended) return '9';
  if (o.closed === 'Canceled') return '4';
  if (o.closed === 'Expired') return 'C';
  if (o.cumQty > 0) return '1';
  if (o.closed === 'Rejected') return '8';
  return o.acknowledged ? '0' : 'A';
}

/**
 * A copy to be changed. Field by field, in the order of `newOrder`: all orders then have one hidden class, which spreads do not see to, and this is done
 * for whatever happens to an order.
 */
export const copyOf = (o: OrderState): { -readonly [K in keyof OrderState]: OrderState[K] } => ({
  orderQty: o.orderQty,
  price: o.price,
  cumQty: o.cumQty,
  cost: o.cost,
  remainder: o.remainder,
  acknowledged: o.acknowledged,
  closed: o.closed,
  multiDay: o.multiDay,
  doneForDay: o.doneForDay,
  calculated: o.calculated,
  stopped: o.stopped,
  suspended: o.suspended,
  pending: o.pending,
});

/** The order after a fill: quantity, exact cost, and what the quantity is finer than our units, added. */
export function withFill(o: OrderState, lastQty: Qty, cost: Exact, remainder: Exact = ZERO): OrderState {
  const after = copyOf(o);
  after.cumQty += lastQty;
  after.cost = addExact(o.cost, cost);
  if (remainder !== ZERO) after.remainder = addExact(o.remainder, remainder);
  after.acknowledged = true;
  return after;
}

/** The order with a request answered (by its ClOrdID) or with none pending (no ClOrdID). */
export const withoutPending = (o: OrderState, clOrdId?: string): readonly Pending[] => {
  if (o.pending.length === 0 || clOrdId === undefined) return NO_PENDING;
  const left = o.pending.filter(p => p.clOrdId !== clOrdId);
  return left.length === 0 ? NO_PENDING : left;
};
