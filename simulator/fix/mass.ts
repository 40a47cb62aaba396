import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import { massCancelReport } from '../../src/fix/translate/mass';
import type { DeskParts, OrderDesk } from './desk';
import type { VenueOrder } from './order';
import { SIDES } from './terms';

/** MassCancelRequestType (530), MassStatusReqType (585): 1 of a security, 7 all. */
const OF_SECURITY = '1';
const ALL = '7';

/** What narrows a request about many orders, or why it is refused: 0 not supported, 1 unknown security. */
interface Scope {
  readonly kind: string;
  readonly symbol: string | undefined;
  readonly side: string | undefined;
  readonly refused: { readonly reason: 0 | 1; readonly text: string } | undefined;
}

/** Requests about many orders of a session: q answered by r and an 8 an order, AF by an 8 an order. */
export class MassDesk {
  constructor(
    private readonly parts: DeskParts,
    private readonly desk: OrderDesk,
  ) {}

  /** OrderMassCancelRequest (q). Side (54) narrows it. The r comes first, with the orders that the 8s behind it are about. */
  cancel(session: SessionId, view: MessageView, at: Micros): void {
    const { send, ledger } = this.parts;
    const { refused, ...scope } = this.scope(view, Tag.MassCancelRequestType, 'MassCancelRequestType (530)');
    const orders = refused ? [] : this.meant(session, scope);
    const clOrdId = view.text(Tag.ClOrdID)!;
    const report = {
      type: 'MassCancelAnswered',
      session,
      clOrdId,
      execId: ledger.massId(),
      ...scope,
      refused,
      affected: orders.map(o => ({ clOrdId: o.clOrdId, parentId: o.orderId })),
    } as const;
    send(session, 'r', (w, d) => massCancelReport(w, d, report, at));
    for (const { orderNo } of orders) this.desk.end(orderNo, `cancelled by OrderMassCancelRequest (q) '${clOrdId}'`, at);
  }

  /** OrderMassStatusRequest (AF): the orders that still work, or one report that says that there is none. */
  status(session: SessionId, view: MessageView, at: Micros): void {
    const { ledger } = this.parts;
    const { refused, ...scope } = this.scope(view, Tag.MassStatusReqType, 'MassStatusReqType (585)');
    const orders = refused ? [] : this.meant(session, scope);
    const requestId = view.text(Tag.MassStatusReqID)!;
    const place = (last: boolean) => ({ requestId, kind: scope.kind, total: orders.length, last });
    orders.forEach((order, i) => {
      ledger.report(order, { execType: 'I', at, mass: place(i === orders.length - 1) });
    });
    if (orders.length > 0) return;
    ledger.tell(session, {
      ...NO_ORDER,
      symbol: scope.symbol ?? '[N/A]',
      side: scope.side ?? UNDISCLOSED,
      execId: ledger.execId(),
      ordRejReason: refused?.reason === 0 ? 11 : 5,
      mass: place(true),
      at,
      text: refused?.text ?? 'no order of this session that is open is meant',
    });
  }

  /** Ends the orders of a session that its going ends: all but those that outlive the day. */
  disconnected(session: SessionId, at: Micros): void {
    for (const order of this.meant(session, { symbol: undefined, side: undefined }))
      if (!OUTLIVES.has(order.timeInForce)) this.desk.end(order.orderNo, 'CancelOnDisconnect: its session is gone', at);
  }

  private scope(view: MessageView, tag: number, name: string): Scope {
    const kind = view.text(tag) ?? '';
    const symbol = view.text(Tag.Symbol);
    const side = view.text(Tag.Side);
    const scope = (reason?: 0 | 1, text = ''): Scope => ({
      kind,
      symbol,
      side,
      refused: reason === undefined ? undefined : { reason, text },
    });
    if (side !== undefined && SIDES[side] === undefined) return scope(0, `Side (54) '${side}' is not supported: 1, 2, 5 or 6`);
    if (kind === ALL) return symbol === undefined ? scope() : scope(0, `${name} 7 (all orders) takes no Symbol (55)`);
    if (kind !== OF_SECURITY)
      return scope(0, `${name} '${kind}' is not supported: 1 (of a security) or 7 (all), either with Side (54)`);
    if (symbol === undefined) return scope(1, `${name} 1 needs Symbol (55)`);
    return this.parts.instruments.has(symbol) ? scope() : scope(1, `Symbol (55) '${symbol}' is not listed here`);
  }

  /** The open orders of a session that a scope means, oldest first. */
  private meant(session: SessionId, { symbol, side }: Pick<Scope, 'symbol' | 'side'>): VenueOrder[] {
    const { exchange, ledger } = this.parts;
    const orders = exchange.ordersOf(session).map(o => ledger.byNo(o.orderNo));
    return orders.filter(
      o => (symbol === undefined || o.instrument.symbol === symbol) && (side === undefined || o.side === side),
    );
  }
}

/** TimeInForce (59) of orders that stay when their session goes: GTC, GTD. */
const OUTLIVES: ReadonlySet<string> = new Set(['1', '6']);

/** Side (54) where none was asked for and no order tells one. */
const UNDISCLOSED = '7';

/** What a report about no order says. */
const NO_ORDER = {
  orderId: 'NONE',
  clOrdId: '',
  execType: 'I',
  ordStatus: '8',
  leavesQty: '0',
  cumQty: '0',
  avgPx: '0',
} as const;
