import type { Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { Exchange } from '../market/exchange';
import type { ExchangeOrder, Fill } from '../market/exchange-types';
import type { CancelReason } from '../matching/types';
import type { VenueInstrument } from './instrument';
import type { OrderLedger, Send } from './ledger';
import { CANCEL_TEXT, isOpen, statusOf, type VenueOrder } from './order';
import { type CxlRejReason, cancelReject, executionReport } from './reports';
import { orderTerms, REJ_REASONS, sizeTerms, type Terms, type TermsRefusal } from './terms';

/** What the desk works with. */
export interface DeskParts {
  readonly exchange: Exchange;
  readonly instruments: ReadonlyMap<string, VenueInstrument>;
  readonly ledger: OrderLedger;
  readonly send: Send;
}

/** The request that the exchange is working on: what comes back during the call answers it. */
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
  private entering: (Request & { terms: Terms }) | undefined;
  private cancelling: { clOrdId: string; origClOrdId: string } | undefined;
  private replacing: { clOrdId: string; origClOrdId: string } | undefined;

  constructor(private readonly parts: DeskParts) {}

  /** NewOrderSingle (D). */
  enter(session: SessionId, view: MessageView, at: Micros): void {
    const { ledger, exchange, instruments } = this.parts;
    const clOrdId = view.text(Tag.ClOrdID)!;
    const request = { session, clOrdId, view };
    if (ledger.known(session, clOrdId)) {
      if (!this.resent(request, at)) this.refuse(request, { reason: 6, text: `ClOrdID (11) '${clOrdId}' was used before` }, at);
      return;
    }
    const terms = orderTerms(view, instruments);
    if ('reason' in terms) return this.refuse(request, terms, at);
    const { instrument, side, qty, price, tif } = terms;
    this.entering = { ...request, terms };
    const outcome = exchange.submit({ owner: session, ref: clOrdId, symbol: instrument.symbol, side, qty, price, tif }, at);
    this.entering = undefined;
    if (!outcome.ok) this.refuse(request, { reason: REJ_REASONS[outcome.reason], text: outcome.text }, at);
  }

  /** OrderCancelRequest (F). */
  cancel(session: SessionId, view: MessageView, at: Micros): void {
    const { exchange } = this.parts;
    const order = this.take(session, view, '1', at);
    if (!order) return;
    this.cancelling = { clOrdId: view.text(Tag.ClOrdID)!, origClOrdId: view.text(Tag.OrigClOrdID)! };
    exchange.cancel(order.orderNo, at);
    this.cancelling = undefined;
  }

  /** OrderCancelReplaceRequest (G). OrderQty (38) at or below what is filled leaves the order filled with what it has. */
  replace(session: SessionId, view: MessageView, at: Micros): void {
    const { exchange } = this.parts;
    const order = this.take(session, view, '2', at);
    if (!order) return;
    const terms = newTerms(order, view);
    if ('text' in terms) return this.reject(session, view, '2', at, { order, reason: 99, text: terms.text });
    this.replacing = { clOrdId: view.text(Tag.ClOrdID)!, origClOrdId: view.text(Tag.OrigClOrdID)! };
    const outcome =
      terms.qty > order.cumQty
        ? exchange.replace(order.orderNo, { ...terms, ref: this.replacing.clOrdId }, at)
        : exchange.cancel(order.orderNo, at);
    this.replacing = undefined;
    if (!outcome.ok)
      this.reject(session, view, '2', at, { order, reason: outcome.reason === 'Halted' ? 2 : 99, text: outcome.text });
  }

  /** OrderStatusRequest (H): the true state, or 39=8 with 103=5 for a ClOrdID that never came. */
  status(session: SessionId, view: MessageView, at: Micros): void {
    const { ledger, send } = this.parts;
    const asked = { clOrdId: view.text(Tag.ClOrdID)!, requestId: view.text(Tag.OrdStatusReqID), at };
    const known = ledger.known(session, asked.clOrdId);
    if (known) return ledger.tellStatus(session, known, asked);
    const fields = {
      ...asked,
      ...refusedState(view),
      execId: ledger.execId(),
      execType: 'I' as const,
      ordRejReason: 5,
      text: `ClOrdID (11) '${asked.clOrdId}' is no order of this session`,
    };
    send(session, '8', (w, d) => executionReport(w, d, fields));
  }

  // What the exchange tells while a request is worked, or at any other time.

  accepted(told: ExchangeOrder, at: Micros): void {
    const { session, view, terms } = this.entering!;
    const { ledger } = this.parts;
    const order: VenueOrder = {
      session,
      orderId: ledger.orderId(told.orderNo),
      orderNo: told.orderNo,
      instrument: terms.instrument,
      side: view.text(Tag.Side)!,
      ordType: view.text(Tag.OrdType)!,
      timeInForce: view.text(Tag.TimeInForce) ?? '0',
      account: view.text(Tag.Account),
      secondaryClOrdId: view.text(Tag.SecondaryClOrdID),
      clOrdId: told.ref,
      qty: terms.qty,
      price: terms.price,
      cumQty: 0,
      cost: 0n,
      canceled: false,
    };
    ledger.add(order);
    ledger.report(order, { execType: '0', at });
  }

  filled(told: ExchangeOrder, fill: Fill, at: Micros): void {
    const { ledger } = this.parts;
    const order = ledger.byNo(told.orderNo);
    const { instrument } = order;
    order.cumQty += fill.lastQty;
    order.cost += BigInt(fill.lastQty) * BigInt(fill.lastPx);
    ledger.report(order, {
      execType: 'F',
      at,
      tradeId: `T${fill.tradeNo}`,
      lastQty: instrument.lots.format(fill.lastQty),
      lastPx: instrument.ticks.format(fill.lastPx),
      liquidity: fill.liquidity === 'added' ? '1' : '2',
    });
  }

  cancelled(told: ExchangeOrder, reason: CancelReason, at: Micros): void {
    const { ledger } = this.parts;
    const order = ledger.byNo(told.orderNo);
    if (this.replacing) {
      order.qty = order.cumQty;
      return this.replaced(told, at);
    }
    order.canceled = true;
    if (this.cancelling) order.clOrdId = this.cancelling.clOrdId;
    ledger.report(order, { execType: '4', at, origClOrdId: this.cancelling?.origClOrdId, text: CANCEL_TEXT[reason] });
  }

  replaced(told: ExchangeOrder, at: Micros): void {
    const { ledger } = this.parts;
    const order = ledger.byNo(told.orderNo);
    if (told.leavesQty > 0) order.qty = told.qty;
    order.price = told.price;
    order.clOrdId = this.replacing!.clOrdId;
    ledger.report(order, { execType: '5', at, origClOrdId: this.replacing!.origClOrdId });
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
    if (!isOpen(order)) return refuse(0, `too late: OrigClOrdID (41) '${orig}' is ${order.canceled ? 'canceled' : 'filled'}`);
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

/** The terms that a replace asks for, or what in it may not change. */
function newTerms(order: VenueOrder, view: MessageView): { qty: number; price: number | undefined } | { text: string } {
  const kept: readonly [number, string, string][] = [
    [Tag.Symbol, 'Symbol (55)', order.instrument.symbol],
    [Tag.Side, 'Side (54)', order.side],
    [Tag.OrdType, 'OrdType (40)', order.ordType],
    [Tag.TimeInForce, 'TimeInForce (59)', order.timeInForce],
  ];
  for (const [tag, name, value] of kept) {
    const asked = view.text(tag) ?? value;
    if (asked !== value) return { text: `${name} '${asked}' may not change from '${value}' in a replace` };
  }
  return sizeTerms(view, order.instrument);
}
