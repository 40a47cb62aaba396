import type { FactOf } from '../facts';
import { nextExecId } from '../ids';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { clOrdKey } from '../order/apply-parent';
import { isOpen, ORD_STATUS_NAMES, ordStatus } from '../order/order';
import type { Parent } from '../order/parent';
import { reportOf } from '../reporting/report';
import { replaceDenial } from '../risk/gate';
import type { Emit } from '../turn';
import { validate } from './validate';

type Request = FactOf<'ParentCancelReceived' | 'ParentReplaceReceived'>;

/** CxlRejReason (102): 0 too late, 1 unknown order, 3 already pending, 6 duplicate ClOrdID, 99 other (FIX 4.4). */
type CxlRejReason = 0 | 1 | 3 | 6 | 99;

export function cancelRequested(fact: FactOf<'ParentCancelReceived'>, books: Ledger, emit: Emit): void {
  const parent = take(fact, 'Cancel', books, emit);
  if (parent) emit({ type: 'ParentRequestAccepted', parentId: parent.parentId, kind: 'Cancel', clOrdId: fact.clOrdId });
}

export function replaceRequested(fact: FactOf<'ParentReplaceReceived'>, books: Ledger, at: Micros, emit: Emit): void {
  const parent = take(fact, 'Replace', books, emit);
  if (!parent) return;
  const terms = validate(fact, books, at, parent);
  const why =
    'code' in terms
      ? terms
      : (changed(fact, parent, terms.strategy) ?? replaceDenial(parent, terms.orderQty, terms.price, books));
  if (why) return emit(refused(fact, 'Replace', parent, 99, `${why.code}: ${why.text}`));
  if ('code' in terms) return;
  emit({
    type: 'ParentRequestAccepted',
    parentId: parent.parentId,
    kind: 'Replace',
    clOrdId: fact.clOrdId,
    orderQty: terms.orderQty,
    price: terms.price,
  });
}

/** What a replace must leave as it was. */
function changed(
  fact: FactOf<'ParentReplaceReceived'>,
  parent: Parent,
  strategy: string,
): { code: string; text: string } | undefined {
  const what =
    fact.symbol !== parent.instrument.symbol
      ? 'Symbol (55)'
      : fact.side !== parent.side
        ? 'Side (54)'
        : strategy !== parent.strategy
          ? 'TargetStrategy (847)'
          : undefined;
  return what === undefined ? undefined : { code: 'MayNotChange', text: `${what} may not change in a replace` };
}

/** Finds the order a request means, or refuses the request: unknown, duplicate ClOrdID, too late, one pending. */
function take(fact: Request, kind: 'Cancel' | 'Replace', books: Ledger, emit: Emit): Parent | undefined {
  const parent = books.parents.get(books.byClOrdId.get(clOrdKey(fact.session, fact.origClOrdId)) ?? '');
  const refuse = (reason: CxlRejReason, text: string): undefined => {
    emit(refused(fact, kind, parent, reason, text));
    return undefined;
  };
  if (!parent?.accepted) return refuse(1, `OrigClOrdID (41) '${fact.origClOrdId}' is no order of this session`);
  if (books.byClOrdId.has(clOrdKey(fact.session, fact.clOrdId)))
    return refuse(6, `ClOrdID (11) '${fact.clOrdId}' was used before`);
  const { pending } = parent.state;
  // a cancel is let through while a replace waits for its answer, and may name either ClOrdID
  if (kind === 'Cancel' ? pending.some(p => p.kind === 'Cancel') : pending.length > 0)
    return refuse(3, `a request is already pending on order '${fact.origClOrdId}'`);
  if (fact.origClOrdId !== parent.clOrdId && !pending.some(p => p.clOrdId === fact.origClOrdId))
    return refuse(1, `OrigClOrdID (41) '${fact.origClOrdId}' was replaced by '${parent.clOrdId}'`);
  if (!isOpen(parent.state)) return refuse(0, `too late: the order is ${ORD_STATUS_NAMES[ordStatus(parent.state)]}`);
  return parent;
}

const refused = (
  fact: Request,
  kind: 'Cancel' | 'Replace',
  parent: Parent | undefined,
  cxlRejReason: CxlRejReason,
  text: string,
): FactOf<'ParentRequestDenied'> => ({
  type: 'ParentRequestDenied',
  parentId: parent?.parentId,
  session: fact.session,
  kind,
  clOrdId: fact.clOrdId,
  origClOrdId: fact.origClOrdId,
  ordStatus: parent ? ordStatus(parent.state) : '8',
  cxlRejReason,
  text,
});

/** OrderStatusRequest (H): the state of the order, or 39=8 with 103=5 for one we do not know. */
export function statusAsked(fact: FactOf<'ParentStatusAsked'>, books: Ledger, emit: Emit): void {
  const parent = books.parents.get(books.byClOrdId.get(clOrdKey(fact.session, fact.clOrdId)) ?? '');
  if (parent) return emit(reportOf(parent, 'Status', nextExecId(books), { requestId: fact.requestId }));
  emit({
    type: 'StatusUnknown',
    session: fact.session,
    clOrdId: fact.clOrdId,
    symbol: fact.symbol,
    side: fact.side,
    execId: nextExecId(books),
    requestId: fact.requestId,
    text: `ClOrdID (11) '${fact.clOrdId}' is no order of this session`,
  });
}
