import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Qty } from '../numbers';
import type { Child } from '../order/child';
import { type Parent, reservedQty, workingQty } from '../order/parent';
import { childInReach } from '../routing/ready';

/** A slice that is being decided: what the schedule asks for, and how the order stands. Quantities in units. */
export interface Slice {
  readonly parent: Parent;
  readonly fact: FactOf<'SliceScheduled'>;
  /** The child that works and may be changed, the newest where there are several; undefined where a new one is meant. */
  readonly child: Child | undefined;
  /** What other children may still fill. */
  readonly elsewhere: Qty;
  /** What the child should have open. */
  readonly qty: Qty;
}

/** How the order stands, before a quantity was found. What is taken at a would price goes out beside the child that rests, as a child of its own: it must not rest. */
export function sliceOf(parent: Parent, fact: FactOf<'SliceScheduled'>, books: Ledger): Slice {
  const child = fact.limit === undefined ? childInReach(parent, books) : undefined;
  const elsewhere = workingQty(parent) - (child ? reservedQty(child) : 0);
  return { parent, fact, child, elsewhere, qty: 0 };
}

/** What may be open besides `elsewhere` without CumQty ever passing `most` (absent: the target). */
export const roomUnder = ({ parent, fact, elsewhere }: Slice): Qty =>
  Math.min(fact.most ?? fact.target, parent.state.orderQty) - parent.state.cumQty - elsewhere;
