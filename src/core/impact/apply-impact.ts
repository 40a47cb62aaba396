import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { isBuy } from '../order/parent';
import { queryOf } from './inputs';
import { peakImpact } from './model';

/** An order remembers its estimate. */
export function applyEstimate(books: Ledger, fact: FactOf<'CostEstimated'>): void {
  books.parents.get(fact.parentId)!.estimate = fact;
}

/**
 * A fill adds to what its symbol has to forget: the transient part of what the order's impact grew by. Called before the fill is counted in
 * the parent. Orders without an estimate leave nothing; a bust takes nothing back.
 */
export function impactOfFill(books: Ledger, child: Child, fact: FactOf<'ChildOrderFilled'>, at: Micros): void {
  const { model } = books.impact;
  const parent = books.parentOf(child);
  if (!model || !parent.estimate) return;
  const { inputs } = parent.estimate;
  const { cumQty } = parent.state;
  const peak = (qty: number): number => peakImpact(model, queryOf({ ...inputs, qty }));
  const grown = peak(cumQty + fact.lastQty) - peak(cumQty);
  books.impact.moved(parent.instrument.symbol, (isBuy(parent.side) ? 1 : -1) * (1 - model.permanent) * grown, at);
}
