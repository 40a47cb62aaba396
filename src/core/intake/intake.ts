import { DENIALS } from '../denials';
import type { FactOf } from '../facts';
import { nextExecId, nextParentId } from '../ids';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import type { Parent } from '../order/parent';
import { reportOf } from '../reporting/report';
import { type Emit, stage } from '../turn';
import { denied } from './denied';
import { massCancel, massStatus } from './mass';
import { cancelRequested, replaceRequested, statusAsked } from './requests';
import { validate } from './validate';

/** First stage for what an OMS asks: a parent is proposed or denied, a request taken up or refused, a status told. */
export const intake = stage(
  [
    'ParentOrderReceived',
    'ParentCancelReceived',
    'ParentReplaceReceived',
    'ParentStatusAsked',
    'ParentsStatusAsked',
    'MassCancelReceived',
  ],
  (fact, books, at, emit) => {
    switch (fact.type) {
      case 'ParentOrderReceived':
        return orderReceived(fact, books, at, emit);
      case 'ParentCancelReceived':
        return cancelRequested(fact, books, at, emit);
      case 'ParentReplaceReceived':
        return replaceRequested(fact, books, at, emit);
      case 'ParentStatusAsked':
        return statusAsked(fact, books, emit);
      case 'ParentsStatusAsked':
        return massStatus(fact, books, emit);
      case 'MassCancelReceived':
        return massCancel(fact, books, emit);
      default:
    }
  },
);

function orderReceived(fact: FactOf<'ParentOrderReceived'>, books: Ledger, at: Micros, emit: Emit): void {
  const known = books.parentNamed(fact.session, fact.clOrdId);
  if (known) return emit(fact.possResend ? reportOf(known, 'Status', nextExecId(books)) : duplicateOf(known, fact, books));
  const terms = validate(fact, books, at);
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

const usedBefore = (clOrdId: string, parentId: string): string =>
  `ClOrdID (11) '${clOrdId}' was used before, by order ${parentId}`;

/** One report refuses the second order and tells how the first one stands (matrix F.1.a). */
const duplicateOf = (known: Parent, fact: FactOf<'ParentOrderReceived'>, books: Ledger): FactOf<'ParentReported'> =>
  reportOf(known, 'Duplicate', nextExecId(books), {
    clOrdId: fact.clOrdId,
    ordRejReason: DENIALS.DuplicateClOrdID.reason,
    text: `DuplicateClOrdID: ${usedBefore(fact.clOrdId, known.parentId)}`,
  });
