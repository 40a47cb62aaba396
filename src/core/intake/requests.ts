import type { FactOf } from '../facts';
import { nextExecId } from '../ids';
import type { Ledger } from '../ledger';
import type { Micros } from '../numbers';
import { isMultiDay, isOpen, isOver, ORD_STATUS_NAMES, ordStatus } from '../order/order';
import type { Parent } from '../order/parent';
import { reportOf } from '../reporting/report';
import { replaceDenial } from '../risk/gate';
import { cancelRateDenial } from '../risk/message-rate';
import { doubtDenial } from '../routing/doubt';
import type { Emit } from '../turn';
import { validate } from './validate';

type Request = FactOf<'ParentCancelReceived' | 'ParentReplaceReceived'>;

/** CxlRejReason (102, FIX 4.4) of our own refusals, and when each is given. */
export const CANCEL_REFUSALS = {
  0: 'too late: the order has ended, or is being ended',
  1: 'OrigClOrdID (41) names no order of this session, or not by the ClOrdID in force',
  3: 'another request on the order waits for its answer',
  6: 'ClOrdID (11) was used before',
  99: 'the order as the replace asks for it would be denied: Text (58) begins with the code',
} as const;
type CxlRejReason = keyof typeof CANCEL_REFUSALS;

export function cancelRequested(fact: FactOf<'ParentCancelReceived'>, books: Ledger, at: Micros, emit: Emit): void {
  const parent = take(fact, 'Cancel', books, emit);
  if (!parent) return;
  if (!isOpen(parent.state)) return emit(refused(fact, 'Cancel', parent, 0, tooLate(parent)));
  const why = cancelRateDenial(parent.levels, at);
  if (why) return emit(refused(fact, 'Cancel', parent, 99, `${why.code}: ${why.text}`));
  emit({ type: 'ParentRequestAccepted', parentId: parent.parentId, kind: 'Cancel', clOrdId: fact.clOrdId });
}

export function replaceRequested(fact: FactOf<'ParentReplaceReceived'>, books: Ledger, at: Micros, emit: Emit): void {
  const parent = take(fact, 'Replace', books, emit);
  if (!parent) return;
  if (parent.hold)
    return emit(refused(fact, 'Replace', parent, 99, 'Held: an order that is held takes no replace: cancel it, or wait'));
  if (isOver(parent.state)) return emit(refused(fact, 'Replace', parent, 0, tooLate(parent)));
  const terms = validate(fact, books, at, parent);
  const raises = 'code' in terms || isOpen(parent.state) || terms.orderQty > parent.state.cumQty;
  if (!raises) return emit(refused(fact, 'Replace', parent, 0, tooLate(parent)));
  const why =
    'code' in terms
      ? terms
      : (changed(fact, parent, terms.strategy, books) ??
        doubtDenial(parent, terms.orderQty, terms.price, books) ??
        replaceDenial(parent, terms, books, at));
  if (why) return emit(refused(fact, 'Replace', parent, 99, `${why.code}: ${why.text}`));
  // also where it was filled meanwhile: raised, it would be an order that is neither worked nor ended
  if (parent.ending)
    return emit(refused(fact, 'Replace', parent, 0, `too late: the order is being ended: ${parent.ending.reason}`));
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

const tooLate = (parent: Parent): string => `too late: the order is ${ORD_STATUS_NAMES[ordStatus(parent.state)]}`;

/** What a replace must leave as it was, beside Symbol and Side: the account that its limits are of; a passed-through order stays of one day, or of several; an order stays with the venue that it named. */
function changed(
  fact: FactOf<'ParentReplaceReceived'>,
  parent: Parent,
  strategy: string,
  books: Ledger,
): { code: string; text: string } | undefined {
  const otherLife = parent.strategy === 'DMA' && isMultiDay(fact.timeInForce ?? '0') !== parent.state.multiDay;
  const otherAccount = fact.account !== undefined && fact.account !== parent.received.account;
  const otherVenue =
    books.routes.hasRules && fact.exDestination !== undefined && fact.exDestination !== parent.received.exDestination;
  const what =
    strategy !== parent.strategy
      ? 'TargetStrategy (847)'
      : otherLife
        ? 'TimeInForce (59)'
        : otherVenue
          ? 'ExDestination (100)'
          : otherAccount
            ? 'Account (1)'
            : undefined;
  return what === undefined ? undefined : { code: 'MayNotChange', text: `${what} may not change in a replace` };
}

/** Finds the order a request means, or answers it: one that is known already (PossResend), unknown, duplicate, of another order's terms, one pending. */
function take(fact: Request, kind: 'Cancel' | 'Replace', books: Ledger, emit: Emit): Parent | undefined {
  const parent = books.parentNamed(fact.session, fact.origClOrdId);
  const refuse = (reason: CxlRejReason, text: string): undefined => {
    emit(refused(fact, kind, parent, reason, text));
    return undefined;
  };
  const known = books.parentNamed(fact.session, fact.clOrdId);
  if (fact.possResend && known) {
    emit(reportOf(known, 'Status', nextExecId(books)));
    return undefined;
  }
  if (!parent?.accepted && !parent?.hold) return refuse(1, `OrigClOrdID (41) '${fact.origClOrdId}' is no order of this session`);
  if (known) return refuse(6, `ClOrdID (11) '${fact.clOrdId}' was used before`);
  const another = mismatch(fact, parent);
  if (another !== undefined) return refuse(99, another);
  const { pending } = parent.state;
  if (isBarred(kind, parent, books)) return refuse(3, `a request is already pending on order '${parent.clOrdId}'`);
  if (fact.origClOrdId !== parent.clOrdId && !pending.some(p => p.clOrdId === fact.origClOrdId))
    return refuse(1, `OrigClOrdID (41) '${fact.origClOrdId}' is not in force: the order is known as '${parent.clOrdId}'`);
  return parent;
}

/** What names another order than OrigClOrdID does. */
function mismatch(fact: Request, parent: Parent): string | undefined {
  const { symbol } = parent.instrument;
  if (fact.symbol !== symbol) return `MayNotChange: Symbol (55) '${fact.symbol}' is not the order's: '${symbol}'`;
  return fact.side === parent.side ? undefined : `MayNotChange: Side (54) '${fact.side}' is not the order's: '${parent.side}'`;
}

/** A cancel is let through while a replace waits for its answer, and may name either ClOrdID; a replace, where the session chains them. */
function isBarred(kind: 'Cancel' | 'Replace', parent: Parent, books: Ledger): boolean {
  const { pending } = parent.state;
  const chained = kind === 'Cancel' || books.omsRules[parent.session]?.onPendingReplace === 'chain';
  return chained ? pending.some(p => p.kind === 'Cancel') : pending.length > 0;
}

/** The refusal of a request; OrigClOrdID (41) is the last that was accepted, or for an unknown order the one it named (FIX 4.4, message 9). */
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
  origClOrdId: parent && cxlRejReason !== 1 ? parent.clOrdId : fact.origClOrdId,
  ordStatus: parent ? ordStatus(parent.state) : '8',
  cxlRejReason,
  text,
});

/** OrderStatusRequest (H): the state of the order, or 39=8 with 103=5 for one we do not know. */
export function statusAsked(fact: FactOf<'ParentStatusAsked'>, books: Ledger, emit: Emit): void {
  const parent = books.parentNamed(fact.session, fact.clOrdId);
  if (parent) return emit(reportOf(parent, 'Status', nextExecId(books), { requestId: fact.requestId }));
  emit({
    type: 'StatusUnknown',
    session: fact.session,
    clOrdId: fact.clOrdId,
    symbol: fact.symbol,
    side: fact.side,
    execId: nextExecId(books),
    requestId: fact.requestId,
    ordRejReason: 5,
    text: `ClOrdID (11) '${fact.clOrdId}' is no order of this session`,
  });
}
