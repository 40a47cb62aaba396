import type { Lots, NewOrder, SpecialTerms } from '../matching/types';
import type { ExchangeOrder, ReplaceTerms, SubmitRequest } from './exchange-types';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** An order from outside, to be changed by the exchange only. */
export type LiveOrder = Mutable<ExchangeOrder>;

/** The orders from outside that still work, by their number, and the numbers of owners and self-trade groups. */
export class OutsideOrders {
  private readonly live = new Map<number, LiveOrder>();
  private readonly owners = new Map<string, number>();
  private readonly groups = new Map<string, number>();
  private orderNo = 0;

  /** An order as it would be; it is not there before `add`. */
  draft(r: SubmitRequest): LiveOrder {
    return {
      orderNo: this.orderNo + 1,
      owner: r.owner,
      ref: r.ref,
      symbol: r.symbol,
      side: r.side,
      qty: r.qty,
      price: r.price,
      tif: r.tif,
      expireAt: r.expireAt,
      stop: r.stop,
      display: r.display,
      postOnly: r.postOnly,
      minQty: r.minQty,
      selfTrade: r.selfTrade,
      triggered: false,
      cumQty: 0,
      leavesQty: r.qty,
    };
  }

  add(order: LiveOrder): void {
    this.orderNo = order.orderNo;
    this.live.set(order.orderNo, order);
  }

  get(orderNo: number): LiveOrder | undefined {
    return this.live.get(orderNo);
  }

  /** Oldest first. */
  all(): LiveOrder[] {
    return [...this.live.values()];
  }

  /** Lots of an order were filled. */
  filled(orderNo: number, qty: Lots): LiveOrder {
    const order = this.live.get(orderNo)!;
    order.cumQty += qty;
    order.leavesQty -= qty;
    if (order.leavesQty === 0) this.live.delete(orderNo);
    return order;
  }

  /** Lots of an order were cancelled; where some stay, the order is now for fewer. */
  cancelled(orderNo: number, qty: Lots, leaves: Lots): LiveOrder {
    const order = this.live.get(orderNo)!;
    order.leavesQty = leaves;
    if (leaves === 0) this.live.delete(orderNo);
    else order.qty -= qty;
    return order;
  }

  /** Gives an order the terms of a replace. */
  replaced(order: LiveOrder, terms: ReplaceTerms): void {
    order.qty = terms.qty;
    order.leavesQty = terms.qty - order.cumQty;
    order.price = terms.price ?? order.price;
    order.stop = terms.stop ?? order.stop;
    order.display = terms.display ?? order.display;
    order.ref = terms.ref ?? order.ref;
  }

  /** An order in the book's terms. */
  forBook(o: ExchangeOrder): NewOrder {
    const special = this.special(o);
    return {
      id: o.orderNo,
      owner: this.number(this.owners, o.owner),
      side: o.side,
      qty: o.qty,
      price: o.price,
      tif: o.tif,
      special,
    };
  }

  private special({ stop, display, postOnly, minQty, selfTrade, owner }: ExchangeOrder): SpecialTerms | undefined {
    if (stop === undefined && display === undefined && !postOnly && minQty === undefined && !selfTrade) return undefined;
    const group = selfTrade && { id: this.number(this.groups, selfTrade.group ?? owner), mode: selfTrade.mode };
    return { stop, display, postOnly, minQty, selfTrade: group };
  }

  private number(of: Map<string, number>, name: string): number {
    let no = of.get(name);
    if (no === undefined) of.set(name, (no = of.size + 1));
    return no;
  }
}

/** True where an order ends with the trading day. */
export const endsWithDay = ({ tif }: ExchangeOrder): boolean => tif === 'Day' || tif === 'AtOpen' || tif === 'AtClose';
