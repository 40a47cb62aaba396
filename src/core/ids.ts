import type { Ledger } from './ledger';

/** OrderID (37) of the next parent. Ids carry the journal's epoch and a counter that folds from facts: a restart goes on, a new journal never repeats. */
export const nextParentId = (b: Ledger): string => `${b.epoch}P${(b.parentNo + 1).toString(36)}`;
/** ClOrdID (11) of the next child. */
export const nextChildId = (b: Ledger): string => `${b.epoch}C${(b.childNo + 1).toString(36)}`;
/** ExecID (17) of the next report to an OMS. */
export const nextExecId = (b: Ledger): string => `${b.epoch}E${(b.execNo + 1).toString(36)}`;
/** ClOrdID (11) of the next cancel or replace of a child. */
export const nextRequestId = (c: { childId: string; requests: number }): string => `${c.childId}R${c.requests + 1}`;
