import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Child } from '../order/child';
import { isBuy } from '../order/parent';
import { queryOf } from './inputs';
import { type ImpactModel, peakImpact } from './model';

interface Left {
  bps: number;
  at: Micros;
}

/** The impact model in force, and what our own orders left in each symbol that has not faded yet. Part of the books. */
export class OwnImpact {
  /** Undefined where none is configured: nothing is estimated then. */
  model: ImpactModel | undefined;
  private readonly left = new Map<string, Left>();

  /** What is left in a symbol, bps of the mid: above 0 after buying. Fades by exp(-rho t). */
  leftIn(symbol: string, at: Micros): number {
    const left = this.left.get(symbol);
    if (!left || !this.model) return 0;
    return left.bps * Math.exp((-this.model.decay * Math.max(0, at - left.at)) / 1_000_000);
  }

  /** A trade of ours moved the price by so much that will fade. */
  moved(symbol: string, bps: number, at: Micros): void {
    this.left.set(symbol, { bps: this.leftIn(symbol, at) + bps, at });
  }
}

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
