import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { Exchange } from '../market/exchange';
import type { Outcome } from '../market/exchange-types';
import type { VenueInstrument } from './instrument';
import type { OrderLedger, Send } from './ledger';
import { echoOf, isOpen, statusOf, type VenueOrder } from './order';
import type { Peers } from './peers';
import { isRefusal, REJ_REASONS, type TermsRefusal } from './refusal';
import { type CxlRejReason, cancelReject } from './reports';
import type { OrderTeller, Working } from './teller';
import { newTerms, orderTerms } from './terms';

/** What the desk works with. */
export interface DeskParts {
  readonly exchange: Exchange;
  readonly instruments: ReadonlyMap<string, VenueInstrument>;
  readonly ledger: OrderLedger;
  readonly teller: OrderTeller;
  readonly send: Send;
  readonly peers: Peers;
  /** Why the venue turns the next new order away, whatever it says; undefined where it does not. */
  readonly turnsAway: () => string | undefined;
}

/** A message that names itself by a ClOrdID (11). */
interface Request {
  readonly session: SessionId;
  readonly clOrdId: string;
  readonly view: MessageView;
}

/**
 * Order entry: D, F, G, H in; 8 and 9 out. A ClOrdID is used once a session, whatever came of it: a second D under it is refused
 * (103=6), or with PossResend (97=Y) or PossDup (43=Y) answered with what the first has become. F and G may name any ClOrdID
 * that the order has had, and those of the requests about it.
 */
export class OrderDesk {
  constructor(private readonly parts: DeskParts) {}

  /** NewOrderSingle (D). */
  enter(session: SessionId, view: MessageView, at: Micros): void {
    const { ledger, exchange, instruments, peers } = this.parts;
    const clOrdId = view.text(Tag.ClOrdID)!;
    const request = { session, clOrdId, view };
    if (ledger.known(session, clOrdId)) {
      if (!this.resent(request, at)) this.refuse(request, { reason: 6, text: `ClOrdID (11) '${clOrdId}' was used before` }, at);
      return;
    }
    const away = this.parts.turnsAway();
    if (away !== undefined) return this.refuse(request, { reason: 99, text: away }, at);
    const terms = orderTerms(view, instruments, { version: peers.dialect(session).version, at });
    if (isRefusal(terms)) return this.refuse(request, terms, at);
    const { instrument: _, ...asked } = terms;
    const outcome = this.work({ kind: 'enter', ...request, terms }, () =>
      exchange.submit({ owner: session, ref: clOrdId, ...asked }, at),
    );
    if (!outcome.ok) this.refuse(request, { reason: REJ_REASONS[outcome.reason], text: outcome.text }, at);
  }

  /** OrderCancelRequest (F). */
  cancel(session: SessionId, view: MessageView, at: Micros): void {
    const order = this.take(session, view, '1', at);
    if (!order) return;
    const { orderNo } = order;
    const working = {
      kind: 'cancel',
      orderNo,
      clOrdId: view.text(Tag.ClOrdID)!,
      origClOrdId: view.text(Tag.OrigClOrdID)!,
    } as const;
    const outcome = this.work(working, () => this.parts.exchange.cancel(orderNo, at));
    if (!outcome.ok) this.reject(session, view, '1', at, { order, reason: 99, text: outcome.text });
  }

  /** OrderCancelReplaceRequest (G). OrderQty (38) at or below what is filled leaves the order filled with what it has. */
  replace(session: SessionId, view: MessageView, at: Micros): void {
    const { exchange, peers } = this.parts;
    const order = this.take(session, view, '2', at);
    if (!order) return;
    const terms = newTerms(order, view, peers.dialect(session).version);
    if (isRefusal(terms)) return this.reject(session, view, '2', at, { order, reason: 99, text: terms.text });
    const { orderNo } = order;
    const ref = view.text(Tag.ClOrdID)!;
    const toFilled = terms.qty <= order.cumQty;
    const working = { kind: 'replace', orderNo, clOrdId: ref, origClOrdId: view.text(Tag.OrigClOrdID)!, view, toFilled } as const;
    const outcome = this.work(working, () =>
      toFilled ? exchange.cancel(orderNo, at) : exchange.replace(orderNo, { ...terms, ref }, at),
    );
    if (!outcome.ok)
      this.reject(session, view, '2', at, { order, reason: outcome.reason === 'Halted' ? 2 : 99, text: outcome.text });
  }

  /** Ends an order that still works, for a reason of the venue's own; false where it does not work any more. */
  end(orderNo: number, text: string | undefined, at: Micros): boolean {
    return this.work({ kind: 'end', orderNo, text }, () => this.parts.exchange.cancel(orderNo, at)).ok;
  }

  /** OrderStatusRequest (H): the true state, or 39=8 with 103=5 for a ClOrdID that never came. */
  status(session: SessionId, view: MessageView, at: Micros): void {
    const { ledger } = this.parts;
    const asked = { clOrdId: view.text(Tag.ClOrdID)!, requestId: view.text(Tag.OrdStatusReqID), at };
    const known = ledger.known(session, asked.clOrdId);
    if (known) return ledger.tellStatus(session, known, asked);
    ledger.tell(session, {
      ...asked,
      ...refusedState(view),
      execId: ledger.execId(),
      execType: 'I',
      ordRejReason: 5,
      text: `ClOrdID (11) '${asked.clOrdId}' is no order of this session`,
    });
  }

  private work(working: Working, call: () => Outcome): Outcome {
    const { teller } = this.parts;
    teller.working = working;
    try {
      return call();
    } finally {
      teller.working = undefined;
    }
  }

  /** Answers a message that says of itself that it may be a repetition; false where it says no such thing. */
  private resent({ session, clOrdId, view }: Request, at: Micros): boolean {
    if (!view.flag(Tag.PossResend) && !view.flag(Tag.PossDupFlag)) return false;
    const { ledger } = this.parts;
    ledger.tellStatus(session, ledger.known(session, clOrdId)!, { clOrdId, requestId: undefined, at });
    return true;
  }

  private refuse({ session, clOrdId, view }: Request, why: TermsRefusal, at: Micros): void {
    this.parts.ledger.refuse(session, {
      clOrdId,
      ...refusedState(view),
      secondaryClOrdId: view.text(Tag.SecondaryClOrdID),
      account: view.text(Tag.Account),
      execType: '8',
      ordRejReason: why.reason,
      orderQty: view.text(Tag.OrderQty),
      ordType: view.text(Tag.OrdType),
      price: view.text(Tag.Price),
      timeInForce: view.text(Tag.TimeInForce),
      echo: echoOf(view),
      at,
      text: why.text,
    });
  }

  /** The open order that a request means; undefined where it was refused (9) or answered as a repetition. */
  private take(session: SessionId, view: MessageView, kind: '1' | '2', at: Micros): VenueOrder | undefined {
    const { ledger } = this.parts;
    const clOrdId = view.text(Tag.ClOrdID)!;
    const orig = view.text(Tag.OrigClOrdID)!;
    const order = ledger.order(session, orig);
    const refuse = (reason: CxlRejReason, text: string): undefined =>
      this.reject(session, view, kind, at, { order, reason, text });
    if (ledger.known(session, clOrdId))
      return this.resent({ session, clOrdId, view }, at) ? undefined : refuse(6, `ClOrdID (11) '${clOrdId}' was used before`);
    if (!order) return refuse(1, `OrigClOrdID (41) '${orig}' is no order of this session`);
    ledger.name(order, clOrdId);
    if (!isOpen(order)) return refuse(0, `too late: OrigClOrdID (41) '${orig}' is ${ENDS[order.ended ?? '2']}`);
    return order;
  }

  private reject(
    session: SessionId,
    view: MessageView,
    responseTo: '1' | '2',
    at: Micros,
    why: { order: VenueOrder | undefined; reason: CxlRejReason; text: string },
  ): undefined {
    const fields = {
      orderId: why.order?.orderId ?? 'NONE',
      clOrdId: view.text(Tag.ClOrdID)!,
      origClOrdId: view.text(Tag.OrigClOrdID)!,
      ordStatus: why.order ? statusOf(why.order) : '8',
      at,
      responseTo,
      reason: why.reason,
      text: why.text,
    };
    this.parts.send(session, '9', (w, d) => cancelReject(w, d, fields));
  }
}

const ENDS = { '2': 'filled', '4': 'canceled', C: 'expired' } as const;

/** What a report about an order that is none says of its state. */
const refusedState = (view: MessageView) => ({
  orderId: 'NONE',
  ordStatus: '8',
  symbol: view.text(Tag.Symbol)!,
  side: view.text(Tag.Side)!,
  leavesQty: '0',
  cumQty: '0',
  avgPx: '0',
});
