import { exactFromText, formatDecimal, type Micros } from '../../src/core/numbers';
import type { SessionId } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import { Tag } from '../../src/fix/generated/tags';
import type { ExchangeOrder, Fill, TradeAmendment } from '../market/exchange-types';
import type { CancelReason } from '../matching/types';
import type { FeeLedger } from '../models/fees/fees';
import type { OrderLedger } from './ledger';
import { CANCEL_TEXT, ENDED_AS, echoOf, isOpen, type VenueOrder } from './order';
import type { Terms } from './terms';

/** What the exchange is working on: what comes back during the call about that order answers it. */
export type Working =
  | {
      readonly kind: 'enter';
      readonly session: SessionId;
      readonly clOrdId: string;
      readonly view: MessageView;
      readonly terms: Terms;
    }
  | { readonly kind: 'cancel'; readonly orderNo: number; readonly clOrdId: string; readonly origClOrdId: string }
  | {
      readonly kind: 'replace';
      readonly orderNo: number;
      readonly clOrdId: string;
      readonly origClOrdId: string;
      readonly view: MessageView;
      /** The new quantity is no more than what is filled: the rest is cancelled. */
      readonly toFilled: boolean;
    }
  /** The venue ends the order by itself, for the reason given. */
  | { readonly kind: 'end'; readonly orderNo: number; readonly text: string | undefined };

const LIQUIDITY = { added: '1', removed: '2', auction: '4' } as const;

/** Tells sessions what the exchange tells of their orders, in ExecutionReports (8). */
export class OrderTeller {
  /** Set while a call of the exchange answers a request. */
  working: Working | undefined;

  /** Without `fees` trading is free, and no report says what it costs. */
  constructor(
    private readonly ledger: OrderLedger,
    private readonly fees?: FeeLedger,
  ) {}

  accepted(told: ExchangeOrder, at: Micros): void {
    if (this.working?.kind !== 'enter') throw new Error(`order ${told.orderNo} was accepted and nobody entered it`);
    const { session, view, terms } = this.working;
    const order: VenueOrder = {
      session,
      orderId: this.ledger.orderId(told.orderNo),
      orderNo: told.orderNo,
      instrument: terms.instrument,
      side: view.text(Tag.Side)!,
      ordType: view.text(Tag.OrdType)!,
      timeInForce: view.text(Tag.TimeInForce) ?? '0',
      account: view.text(Tag.Account),
      secondaryClOrdId: view.text(Tag.SecondaryClOrdID),
      echo: echoOf(view),
      clOrdId: told.ref,
      qty: terms.qty,
      price: terms.price,
      cumQty: 0,
      cost: 0n,
      ended: undefined,
      execIds: new Map(),
    };
    this.ledger.add(order);
    this.ledger.report(order, { execType: '0', at });
  }

  filled(told: Pick<ExchangeOrder, 'orderNo'>, fill: Fill, at: Micros): void {
    const order = this.ledger.byNo(told.orderNo);
    const { instrument } = order;
    order.cumQty += fill.lastQty;
    order.cost += BigInt(fill.lastQty) * BigInt(fill.lastPx);
    const lastQty = instrument.lots.format(fill.lastQty);
    const lastPx = instrument.ticks.format(fill.lastPx);
    const execId = this.ledger.report(order, {
      execType: 'F',
      at,
      tradeId: `T${fill.tradeNo}`,
      lastQty,
      lastPx,
      commission: this.fee(order, lastQty, lastPx, fill.liquidity),
      liquidity: LIQUIDITY[fill.liquidity],
    });
    order.execIds.set(fill.tradeNo, execId);
  }

  cancelled(told: ExchangeOrder, reason: CancelReason, at: Micros): void {
    const order = this.ledger.byNo(told.orderNo);
    const working = this.about(told.orderNo);
    if (working?.kind === 'replace' && working.toFilled) {
      order.qty = order.cumQty;
      return this.replaced(told, at);
    }
    if (told.leavesQty > 0) return this.declined(order, told, CANCEL_TEXT[reason], at);
    order.ended = ENDED_AS[reason];
    const asked = working?.kind === 'cancel' ? working : undefined;
    if (asked) order.clOrdId = asked.clOrdId;
    const text = working?.kind === 'end' ? working.text : CANCEL_TEXT[reason];
    this.ledger.report(order, { execType: order.ended, at, origClOrdId: asked?.origClOrdId, text });
  }

  replaced(told: ExchangeOrder, at: Micros): void {
    const order = this.ledger.byNo(told.orderNo);
    const working = this.about(told.orderNo);
    if (working?.kind !== 'replace') throw new Error(`order ${told.orderNo} was replaced and nobody asked for it`);
    if (told.leavesQty > 0) order.qty = told.qty;
    order.price = told.price;
    order.clOrdId = working.clOrdId;
    for (const [tag, value] of echoOf(working.view) ?? []) (order.echo ??= new Map()).set(tag, value);
    this.ledger.report(order, { execType: '5', at, origClOrdId: working.origClOrdId });
  }

  triggered(told: ExchangeOrder, at: Micros): void {
    const order = this.ledger.byNo(told.orderNo);
    this.ledger.report(order, { execType: 'L', at, text: `StopPx (99) ${order.echo?.get(Tag.StopPx) ?? ''} was reached` });
  }

  repriced(told: ExchangeOrder, at: Micros): void {
    const order = this.ledger.byNo(told.orderNo);
    order.price = told.price;
    const text = 'moved to the price band that it lay beyond';
    this.ledger.report(order, { execType: 'D', restatementReason: 3, at, text });
  }

  /** A trade was busted or corrected. Its lots do not come back into the book: an order that still waited for them is told so. */
  amended(told: ExchangeOrder, a: TradeAmendment, at: Micros): void {
    const order = this.ledger.byNo(told.orderNo);
    const { instrument } = order;
    const busted = a.kind === 'busted';
    order.cumQty = told.cumQty;
    order.cost += BigInt(a.qty) * BigInt(a.px) - BigInt(a.oldQty) * BigInt(a.oldPx);
    const execId = this.ledger.report(order, {
      execType: busted ? 'H' : 'G',
      at,
      execRefId: order.execIds.get(a.tradeNo),
      tradeId: `T${a.tradeNo}`,
      lastQty: instrument.lots.format(busted ? a.oldQty : a.qty),
      lastPx: instrument.ticks.format(busted ? a.oldPx : a.px),
    });
    order.execIds.set(a.tradeNo, execId);
    if (!isOpen(order) || order.qty - order.cumQty === told.leavesQty) return;
    const text = 'what a bust or a correction takes off an order does not come back into the book';
    if (told.leavesQty > 0) return this.declined(order, told, text, at);
    order.ended = '4';
    this.ledger.report(order, { execType: '4', at, text });
  }

  /** OrderQty (38) is less than it was; what is left works on. */
  private declined(order: VenueOrder, told: ExchangeOrder, text: string | undefined, at: Micros): void {
    order.qty = order.cumQty + told.leavesQty;
    this.ledger.report(order, { execType: 'D', restatementReason: 5, at, text });
  }

  /** What a fill costs, as decimal text; negative where it earns a rebate. */
  private fee(order: VenueOrder, qty: string, px: string, liquidity: Fill['liquidity']): string | undefined {
    const { session: owner, orderId } = order;
    const fill = { owner, order: orderId, qty: exactFromText(qty)!, px: exactFromText(px)!, liquidity };
    const fee = this.fees?.charge(fill);
    return fee && formatDecimal(fee.n, fee.scale);
  }

  /** The request that is worked, where it is about this order. */
  private about(orderNo: number): Working | undefined {
    const { working } = this;
    return working && working.kind !== 'enter' && working.orderNo === orderNo ? working : undefined;
  }
}
