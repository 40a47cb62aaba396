import { addExact, type Micros } from '../../core/numbers';
import type { RebuiltOrder } from '../rebuild/order';
import { type Children, feesOf, fillsOf } from './order-cost';

/** When orders of a symbol are looked at: from the first decision to the last thing that is told of them. */
export interface Window {
  readonly from: Micros;
  readonly to: Micros;
}

/** What must be known of all orders before one can be measured. */
export interface Survey {
  /** By symbol. */
  readonly windows: ReadonlyMap<string, Window>;
  /** By the index of the parent. */
  readonly children: ReadonlyMap<number, Children>;
  /** The last moment that is told of. */
  readonly end: Micros;
}

/** Goes through all orders once. `end`: the last moment that is told of beside them. */
export function surveyOf(orders: Iterable<RebuiltOrder>, end: Micros): Survey {
  const windows = new Map<string, { from: Micros; to: Micros; isOpen: boolean }>();
  const children = new Map<number, Children>();
  let last = end;
  for (const order of orders) {
    if (order.parent !== undefined) children.set(order.parent, withChild(children.get(order.parent), order));
    const from = Math.min(order.received, order.decided ?? order.received);
    const to = order.fills.reduce((most, f) => Math.max(most, f.at), order.ended ?? order.received);
    last = Math.max(last, to);
    const window = windows.get(order.symbol);
    if (!window) {
      windows.set(order.symbol, { from, to, isOpen: order.ended === undefined });
      continue;
    }
    window.from = Math.min(window.from, from);
    window.to = Math.max(window.to, to);
    window.isOpen ||= order.ended === undefined;
  }
  for (const window of windows.values()) if (window.isOpen) window.to = last;
  return { windows, children, end: last };
}

function withChild(before: Children | undefined, child: RebuiltOrder): Children {
  const fees = feesOf(fillsOf(child));
  return {
    access: Math.min(before?.access ?? child.received, child.received),
    fees: before?.fees && fees ? addExact(before.fees, fees) : (before?.fees ?? fees),
  };
}
