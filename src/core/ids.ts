import type { Ledger } from './ledger';
import type { OrderState } from './order/order';

/** OrderID (37) of the next parent. Ids carry the journal's epoch and a counter that folds from facts: a restart goes on, a new journal never repeats. */
export const nextParentId = (b: Ledger): string => `${b.epoch}P${(b.parentNo + 1).toString(36)}`;
/** ClOrdID (11) of the next child. */
export const nextChildId = (b: Ledger): string => `${b.epoch}C${(b.childNo + 1).toString(36)}`;
/** ExecID (17) of the next report to an OMS. */
export const nextExecId = (b: Ledger): string => `${b.epoch}E${(b.execNo + 1).toString(36)}`;
/** ClOrdID (11) of the next cancel or replace of a child. */
export const nextRequestId = (c: { childId: string; requests: number }): string => `${c.childId}R${c.requests + 1}`;

/**
 * OrigClOrdID (41) of the next request on a child: the latest that was not rejected, a replace under way included (FIX 4.4, field 41), so
 * that a venue which works requests in order knows it.
 */
export function originOf(child: { clOrdId: string; state: OrderState }): string {
  const { pending } = child.state;
  for (let i = pending.length - 1; i >= 0; i--) if (pending[i]!.kind === 'Replace') return pending[i]!.clOrdId;
  return child.clOrdId;
}
