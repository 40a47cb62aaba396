import type { Px, Qty } from '../numbers';
import { isOpen, type OrderState, type OrdStatus, ordStatus, type Pending } from './order';

/**
 * What an ExecutionReport (8) means for its order, in whatever version it was written: one reading for the venue's report of a live child and for a
 * log that is read years later.
 */

/** ExecTransType (20) of FIX 4.0 to 4.2 by the ExecType (150) that took its place; all others are 0 (New). */
const BY_TRANS_TYPE: Readonly<Record<string, string>> = { '1': 'H', '2': 'G', '3': 'I' };

/** ExecType (150) in the words of FIX 4.4; of ExecTransType (20), 1, 2 and 3 mean cancel, correct and status. '' where the report has neither. */
export function execTypeOf(execType: string | undefined, execTransType: string | undefined): string {
  const trans = execTransType === undefined ? undefined : BY_TRANS_TYPE[execTransType];
  if (trans !== undefined) return trans;
  return execType === '1' || execType === '2' ? 'F' : (execType ?? '');
}

/** OrdStatus (39) in the words of FIX 4.4, where a replaced order (5) is new or partially filled. */
export function ordStatusOf(status: string, cumQty: string | undefined): string {
  if (status !== '5') return status;
  return /[1-9]/.test(cumQty ?? '') ? '1' : '0';
}

/** OrdStatus values (39) that as ExecType (150) have the same letter. */
const SAME_LETTER = '03468CE';

/** ExecType (150) of a report that has none: a trade where there is a LastQty (32), else what its OrdStatus (39) says. */
export function provisionalExecType(lastQty: string | undefined, status: string): string {
  if (/[1-9]/.test(lastQty ?? '')) return 'F';
  return status.length === 1 && SAME_LETTER.includes(status) ? status : '';
}

/**
 * ExecID (17) of a report that has none: by its MsgSeqNum (34) and the time it was first sent (122, else 52), so that the same report sent again
 * bears the same id, and another one does not.
 */
export const provisionalExecId = (msgSeqNum: string | undefined, firstSent: string | undefined): string =>
  `NoExecID-${msgSeqNum ?? ''}-${firstSent ?? ''}`;

/** What a report says of the terms, in units of the order; undefined where it does not say. */
export interface ToldTerms {
  readonly orderQty: Qty | undefined;
  readonly price: Px | undefined;
}

/** Quantity and price of a replaced order (150=5): as told, else as `asked`, else as they were. */
export const replacedTerms = (
  state: OrderState,
  told: ToldTerms,
  asked: Pending | undefined,
): { orderQty: Qty; price: Px | undefined } => ({
  orderQty: told.orderQty ?? asked?.orderQty ?? state.orderQty,
  price: told.price ?? (asked ? asked.price : state.price),
});

/** ExecRestatementReason (378) of a corporate action: CumQty (14) may change with it. */
const CORPORATE_ACTION = 0;
/** OrdStatus (39) of an order that is done for the day or held. */
const RESTS = '39';

/** What a restated order (150=D) reads now. `cumQty` is what a split made of what was filled; undefined where it stays. */
export function restatedTerms(
  state: OrderState,
  told: ToldTerms & { readonly cumQty: Qty | undefined; readonly ordStatus: string },
  reason: number,
): { orderQty: Qty; price: Px | undefined; cumQty: Qty | undefined; reopens: boolean } {
  const split = reason === CORPORATE_ACTION && state.multiDay && told.cumQty !== state.cumQty;
  return {
    orderQty: told.orderQty ?? state.orderQty,
    price: told.price ?? state.price,
    cumQty: split ? told.cumQty : undefined,
    reopens: !(told.ordStatus.length === 1 && RESTS.includes(told.ordStatus)),
  };
}

/** OrdStatus (39) that no order has which is done for the day or held: a pending request would outrank both, so it says nothing. */
const TRADES = '012';

/**
 * Whether an order that was done for the day (of several days) or held trades again, by the OrdStatus (39) of a fill or a status: the report that
 * says so is optional (matrix H.1.a).
 */
export function tradesAgain(state: OrderState, told: string): boolean {
  const rests = (state.doneForDay && state.multiDay) || state.suspended;
  return rests && isOpen(state) && told.length === 1 && TRADES.includes(told);
}

/** OrdStatus (39) but for what is asked and not answered. */
export const statusUnasked = (state: OrderState): OrdStatus =>
  state.pending.length === 0 ? ordStatus(state) : ordStatus({ ...state, pending: [] });
