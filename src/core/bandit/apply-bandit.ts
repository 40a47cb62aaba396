import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { isBuy, type Parent } from '../order/parent';

/** An order has an open arm. */
export function applyDrawn({ bandit }: Ledger, drawn: FactOf<'TacticDrawn'>, at: Micros): void {
  bandit.draws = drawn.n + 1;
  bandit.open.set(drawn.parentId, { drawn, at, filled: 0, paid: 0 });
}

/** The bandit learns what the arm came to, where that is known. */
export function applyScored({ bandit }: Ledger, { parentId, n, arm, costBps }: FactOf<'TacticScored'>): void {
  const open = bandit.open.get(parentId);
  if (!open || open.drawn.n !== n) return;
  bandit.open.delete(parentId);
  if (costBps !== undefined) bandit.value(arm).learn(open.drawn.context, costBps);
}

/** A fill of an order counts for the arm that is open, up to the quantity that it was drawn for. A bust takes nothing back. */
export function noteFill({ bandit }: Ledger, parent: Parent, { lastQty, lastPx }: FactOf<'ChildOrderFilled'>): void {
  const open = bandit.open.get(parent.parentId);
  if (!open) return;
  const { qty, mid } = open.drawn;
  const taken = Math.min(lastQty, qty - open.filled);
  open.filled += taken;
  open.paid += taken * (isBuy(parent.side) ? lastPx - mid : mid - lastPx);
}
