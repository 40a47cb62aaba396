import type { FactOf, MassStatus, Scope } from '../facts';
import { nextExecId } from '../ids';
import type { Ledger } from '../ledger';
import type { Parent } from '../order/parent';
import { reportOf } from '../reporting/report';
import type { Emit } from '../turn';

/** MassCancelRequestType (530), MassStatusReqType (585): 1 of a security, 7 all. */
const OF_SECURITY = '1';
const ALL = '7';

/** MassCancelRejectReason (532): 0 not supported, 1 unknown security. OrdRejReason (103): 5 unknown order, 11 not supported. */
interface Trouble {
  readonly reason: 0 | 1;
  readonly text: string;
}

function scopeTrouble(scope: Scope, tag: string, books: Ledger): Trouble | undefined {
  const { kind, symbol } = scope;
  if (kind === ALL && symbol !== undefined) return { reason: 0, text: `${tag} 7 (all orders) takes no Symbol (55)` };
  if (kind === ALL) return undefined;
  if (kind !== OF_SECURITY)
    return { reason: 0, text: `${tag} '${kind}' is not supported: 1 (of a security) or 7 (all), either with Side (54)` };
  if (symbol === undefined) return { reason: 1, text: `${tag} 1 needs Symbol (55)` };
  return books.instruments.get(symbol) ? undefined : { reason: 1, text: `Symbol (55) '${symbol}' is not configured` };
}

/** What a mass cancel may say beside a scope. */
type Wider = Scope & Partial<Pick<FactOf<'MassCancelReceived'>, 'account' | 'latched'>>;

/** The open orders of a session that a scope means, oldest first; of the firm where the request latched a kill switch. */
function meant(session: string, scope: Wider, books: Ledger): Parent[] {
  const found: Parent[] = [];
  for (const parent of books.working) {
    if (scope.latched === undefined && parent.session !== session) continue;
    if (scope.account !== undefined && parent.received.account !== scope.account) continue;
    if (scope.symbol !== undefined && parent.instrument.symbol !== scope.symbol) continue;
    if (scope.side !== undefined && parent.side !== scope.side) continue;
    found.push(parent);
  }
  return found;
}

/** OrderMassCancelRequest (q): every order it means is ended; the report (r) lists them, and each is told by reports of its own. */
export function massCancel(fact: FactOf<'MassCancelReceived'>, books: Ledger, emit: Emit): void {
  const { session, clOrdId, kind, symbol, side } = fact;
  const refused = scopeTrouble(fact, 'MassCancelRequestType (530)', books);
  const orders = refused ? [] : meant(session, fact, books);
  const affected = orders.map(p => ({ clOrdId: p.clOrdId, parentId: p.parentId }));
  const text = fact.latched;
  emit({ type: 'MassCancelAnswered', session, clOrdId, execId: nextExecId(books), kind, symbol, side, refused, affected, text });
  for (const { parentId, ending } of orders)
    if (!ending) emit({ type: 'ParentEnding', parentId, as: 'Canceled', reason: `MassCancel: asked for by '${clOrdId}'` });
}

/** OrderMassStatusRequest (AF): a status report for each open order it means, the last marked; where there is none, one that says so. */
export function massStatus(fact: FactOf<'ParentsStatusAsked'>, books: Ledger, emit: Emit): void {
  const { session, requestId, kind, symbol, side } = fact;
  const trouble = scopeTrouble(fact, 'MassStatusReqType (585)', books);
  const orders = trouble ? [] : meant(session, fact, books);
  const place = (last: boolean): MassStatus => ({ requestId, kind, total: orders.length, last });
  orders.forEach((parent, n) => {
    emit(reportOf(parent, 'Status', nextExecId(books), { mass: place(n === orders.length - 1) }));
  });
  if (orders.length > 0) return;
  emit({
    type: 'StatusUnknown',
    session,
    clOrdId: '',
    symbol: symbol ?? '[N/A]',
    side: side ?? '7',
    execId: nextExecId(books),
    mass: place(true),
    ordRejReason: trouble?.reason === 0 ? 11 : 5,
    text: trouble?.text ?? 'no order of this session that is open is meant',
  });
}
