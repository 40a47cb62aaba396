import type { Denial } from '../denials';
import type { FactOf } from '../facts';
import { nextExecId, nextParentId } from '../ids';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { clOrdKey } from '../order/apply-parent';
import { reportOf } from '../reporting/report';
import type { Emit, Stage } from '../turn';
import { denied } from './denied';
import { cancelRequested, replaceRequested, statusAsked } from './requests';
import { validate } from './validate';

/** First stage for what an OMS asks: a parent is proposed or denied, a request taken up or refused, a status told. */
export const intake: Stage = (fact, books, at, emit) => {
  switch (fact.type) {
    case 'ParentOrderReceived':
      return orderReceived(fact, books, at, emit);
    case 'ParentCancelReceived':
      return cancelRequested(fact, books, emit);
    case 'ParentReplaceReceived':
      return replaceRequested(fact, books, at, emit);
    case 'ParentStatusAsked':
      return statusAsked(fact, books, emit);
    default:
  }
};

function orderReceived(fact: FactOf<'ParentOrderReceived'>, books: Ledger, at: Micros, emit: Emit): void {
  const earlier = books.byClOrdId.get(clOrdKey(fact.session, fact.clOrdId));
  const known = books.parents.get(earlier ?? '');
  if (fact.possResend && known) return emit(reportOf(known, 'Status', nextExecId(books)));
  const duplicate: Denial | undefined =
    earlier === undefined
      ? undefined
      : { code: 'DuplicateClOrdID', text: `ClOrdID (11) '${fact.clOrdId}' was used before, by order ${earlier}` };
  const terms = duplicate ?? validate(fact, books, at);
  const parentId = nextParentId(books);
  if ('code' in terms) return emit(denied(fact, parentId, terms, books));
  emit({
    type: 'ParentOrderProposed',
    parentId,
    session: fact.session,
    clOrdId: fact.clOrdId,
    symbol: fact.symbol,
    side: fact.side,
    orderQty: terms.orderQty,
    ordType: terms.ordType,
    price: terms.price,
    timeInForce: terms.timeInForce,
    strategy: terms.strategy,
  });
}
