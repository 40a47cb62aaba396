import type { Ledger } from './ledger';
import type { OrderState } from './order/order';

/** OrderID (37) of the next parent. Ids carry the journal's epoch and a counter that folds from facts: a restart goes on, a new journal never repeats. */
export const nextParentId = (b: Ledger): string => `${b.epoch}P${(b.parentNo + 1).toString(36)}`;
/** How many parents of this journal came up to the one with an OrderID (37); NaN where it is none. */
export const orderNo = (parentId: string): number => Number.parseInt(/^[0-9a-z]*P([0-9a-z]+)$/.exec(parentId)?.[1] ?? '', 36);
/** ClOrdID (11) of the next child. */
export const nextChildId = (b: Ledger): string => `${b.epoch}C${(b.childNo + 1).toString(36)}`;
/** ExecID (17) of the next report to an OMS. */
export const nextExecId = (b: Ledger): string => `${b.epoch}E${(b.execNo + 1).toString(36)}`;
/** ClOrdID (11) of the next cancel or replace of a child. */
export const nextRequestId = (c: { childId: string; requests: number }): string => requestId(c.childId, c.requests + 1);

const requestId = (childId: string, n: number): string => `${childId}R${n}`;

/** The ClOrdIDs (11) of the requests on a child. */
export function* requestIdsOf(c: { childId: string; requests: number }): Iterable<string> {
  for (let n = 1; n <= c.requests; n++) yield requestId(c.childId, n);
}

/** The child that a ClOrdID of ours names: its own, or that of a request on it. */
export function childIdOf(clOrdId: string): string {
  const at = clOrdId.lastIndexOf('R');
  return at > 0 ? clOrdId.slice(0, at) : clOrdId;
}

/**
 * OrigClOrdID (41) of the next request on a child: the latest that was not rejected, a replace under way included (FIX 4.4, field 41), so
 * that a venue which works requests in order knows it.
 */
export function originOf(child: { clOrdId: string; state: OrderState }): string {
  const { pending } = child.state;
  for (let i = pending.length - 1; i >= 0; i--) if (pending[i]!.kind === 'Replace') return pending[i]!.clOrdId;
  return child.clOrdId;
}
