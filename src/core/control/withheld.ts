import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';
import { pendingOf } from '../order/order';
import type { Emit } from '../turn';

/** Orders and replaces that a kill overtook on their way out: they were never sent, and are denied. */
export function sendsWithheld(fact: FactOf<'SendsWithheld'>, books: Ledger, emit: Emit): void {
  const text = `KillSwitch: ${fact.kill}`;
  for (const { childId, clOrdId } of fact.replaces) {
    const asked = pendingOf(books.children.get(childId)!.state, clOrdId);
    if (!asked) continue;
    const { kind, answers } = asked;
    emit({ type: 'ChildRequestRejected', childId, kind, clOrdId, cxlRejReason: 99, text, answers });
  }
  for (const childId of fact.orders)
    if (books.children.get(childId)!.state.closed === undefined)
      emit({ type: 'ChildOrderDenied', childId, code: 'KillSwitch', text });
}
