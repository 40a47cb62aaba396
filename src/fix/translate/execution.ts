import { execTypeOf, ordStatusOf } from '../../core/order/told';
import type { MessageView } from '../codec/view';
import type { MessageWriter } from '../codec/writer';
import { Tag } from '../generated/tags';
import type { Dialect } from './dialect';

/** What an ExecutionReport (8) says happened, in the words of FIX 4.4. */
export interface Execution {
  /** ExecType (150). */
  readonly execType: string;
  /** OrdStatus (39). */
  readonly ordStatus: string;
  /** LeavesQty (151) is 0: a fill of 4.2 is then a whole one. */
  readonly done: boolean;
  /** The order was replaced at least once: while it is new, 4.2 calls it Replaced. */
  readonly replaced: boolean;
}

/** ExecTransType (20) of FIX 4.2 by the ExecType (150) that took its place; all others are 0 (New). */
const EXEC_TRANS_TYPE: Readonly<Record<string, string>> = { H: '1', G: '2', I: '3' };

/**
 * ExecType (150) and OrdStatus (39). FIX 4.2 has ExecTransType (20) besides, 150=1 and 2 in place of F, the order's status in 150 of busts,
 * corrections and status reports, and 39=5 for a replaced order without a fill.
 */
export function writeExecution(w: MessageWriter, dialect: Dialect, e: Execution): void {
  if (!dialect.is42) {
    w.text(Tag.ExecType, e.execType).text(Tag.OrdStatus, e.ordStatus);
    return;
  }
  const status = e.ordStatus === '0' && e.replaced ? '5' : e.ordStatus;
  const trans = EXEC_TRANS_TYPE[e.execType];
  w.text(Tag.ExecTransType, trans ?? '0');
  w.text(Tag.ExecType, trans !== undefined ? status : e.execType !== 'F' ? e.execType : e.done ? '2' : '1');
  w.text(Tag.OrdStatus, status);
}

/** ExecType (150) in the words of FIX 4.4. */
export const readExecType = (view: MessageView): string => execTypeOf(view.text(Tag.ExecType), view.char(Tag.ExecTransType));

/** OrdStatus (39) in the words of FIX 4.4. */
export const readOrdStatus = (view: MessageView): string => ordStatusOf(view.text(Tag.OrdStatus) ?? '', view.text(Tag.CumQty));
