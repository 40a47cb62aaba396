import { DENIALS, type Denial } from '../denials';
import type { FactOf } from '../facts';
import { nextExecId } from '../ids';
import type { Ledger } from '../ledger';

/** The refusal of an order, ready to be told. */
export const denied = (
  fact: FactOf<'ParentOrderReceived'>,
  parentId: string,
  why: Denial,
  books: Ledger,
): FactOf<'ParentOrderDenied'> => ({
  type: 'ParentOrderDenied',
  parentId,
  session: fact.session,
  clOrdId: fact.clOrdId,
  symbol: fact.symbol,
  side: fact.side,
  orderQty: fact.orderQty,
  execId: nextExecId(books),
  code: why.code,
  ordRejReason: DENIALS[why.code].reason,
  text: `${why.code}: ${why.text}`,
});
