import type { Micros } from '../../src/core/numbers';
import type { Clock } from '../../src/core/ports';
import type { MessageView } from '../../src/fix/codec/view';
import type { MessageWriter } from '../../src/fix/codec/writer';
import { Tag } from '../../src/fix/generated/tags';
import type { Account } from './account';
import { planOf } from './plan';

/** An order as the venue has it; quantities in shares. */
interface VenueOrder {
  readonly orderId: string;
  /** The parent's ClOrdID. */
  readonly parent: string;
  readonly symbol: string;
  readonly side: string;
  /** Every ClOrdID it was ever sent under, the present one last. */
  readonly names: string[];
  orderQty: number;
  cumQty: number;
  /** OrdStatus (39). */
  status: '0' | '1' | '2' | '4';
}

type Say = (msgType: string, build: (w: MessageWriter) => void) => void;

/** How long (us) the venue remembers an order that is over. */
const KEPT: Micros = 30_000_000;
const PRICE = '100';

/** A venue that does with each order what the order's plan says, and answers every request. It writes each trade into the account. */
export class Venue {
  private readonly byClOrdId = new Map<string, VenueOrder>();
  /** Orders that are over, the one that ended first first, and until when they are remembered. */
  private readonly over: { readonly order: VenueOrder; readonly until: Micros }[] = [];
  private execs = 0;
  private orders = 0;

  constructor(
    private readonly account: Account,
    private readonly clock: Clock,
    private readonly say: Say,
  ) {}

  received(view: MessageView): void {
    const clOrdId = view.text(Tag.ClOrdID) ?? '';
    const order = this.byClOrdId.get(view.text(Tag.OrigClOrdID) ?? clOrdId);
    if (view.msgType === 'D') this.newOrder(view, clOrdId);
    else if (view.msgType === 'H') this.status(view, clOrdId, order);
    else if (view.msgType === 'F' || view.msgType === 'G') this.request(view, clOrdId, order);
    else this.account.fault(`the venue was sent MsgType ${view.msgType}`);
  }

  private newOrder(view: MessageView, clOrdId: string): void {
    if (this.byClOrdId.has(clOrdId)) return this.account.fault(`${clOrdId} was sent to the venue twice`);
    this.forget();
    const parent = view.text(Tag.SecondaryClOrdID) ?? '';
    const orderQty = view.int(Tag.OrderQty) ?? 0;
    const [symbol, side] = [view.text(Tag.Symbol)!, view.text(Tag.Side)!];
    const orderId = `V${++this.orders}`;
    const order: VenueOrder = { orderId, parent, symbol, side, names: [clOrdId], orderQty, cumQty: 0, status: '0' };
    this.byClOrdId.set(clOrdId, order);
    this.report(order, '0');
    const plan = planOf(parent);
    for (const { after, share } of plan.fills) this.later(after, () => this.fill(order, Math.ceil(orderQty * share)));
  }

  private fill(order: VenueOrder, wanted: number): void {
    const shares = Math.min(wanted, order.orderQty - order.cumQty);
    if (isOver(order) || shares <= 0) return;
    order.cumQty += shares;
    order.status = order.cumQty === order.orderQty ? '2' : '1';
    this.account.traded(order.parent, shares);
    this.report(order, 'F', w => w.int(Tag.LastQty, shares).text(Tag.LastPx, PRICE));
    if (isOver(order)) this.forgetLater(order);
  }

  private request(view: MessageView, clOrdId: string, order: VenueOrder | undefined): void {
    const origClOrdId = view.text(Tag.OrigClOrdID) ?? '';
    if (!order || isOver(order)) return this.tooLate(clOrdId, origClOrdId, view.msgType, order);
    this.byClOrdId.set(clOrdId, order);
    order.names.push(clOrdId);
    if (view.msgType === 'F') {
      order.status = '4';
      this.report(order, '4', w => w.text(Tag.OrigClOrdID, origClOrdId));
      return this.forgetLater(order);
    }
    order.orderQty = Math.max(view.int(Tag.OrderQty) ?? 0, order.cumQty);
    if (order.cumQty === order.orderQty) order.status = '2';
    this.report(order, '5', w => w.text(Tag.OrigClOrdID, origClOrdId));
    if (isOver(order)) return this.forgetLater(order);
    this.later(20, () => this.fill(order, order.orderQty));
  }

  private tooLate(clOrdId: string, origClOrdId: string, msgType: string, order: VenueOrder | undefined): void {
    this.say('9', w => {
      w.text(Tag.OrderID, order?.orderId ?? 'NONE')
        .text(Tag.ClOrdID, clOrdId)
        .text(Tag.OrigClOrdID, origClOrdId);
      w.text(Tag.OrdStatus, order?.status ?? '8').text(Tag.CxlRejResponseTo, msgType === 'F' ? '1' : '2');
      w.text(Tag.CxlRejReason, order ? '0' : '1');
    });
  }

  /** OrderStatusRequest (H): what it has, or that it knows no such order. */
  private status(view: MessageView, clOrdId: string, order: VenueOrder | undefined): void {
    if (order) return this.report(order, 'I');
    this.say('8', w => {
      w.text(Tag.OrderID, 'NONE')
        .text(Tag.ClOrdID, clOrdId)
        .text(Tag.ExecID, `S${++this.execs}`);
      w.text(Tag.ExecType, 'I')
        .text(Tag.OrdStatus, '8')
        .text(Tag.Symbol, view.text(Tag.Symbol)!)
        .text(Tag.Side, view.text(Tag.Side)!);
      w.int(Tag.LeavesQty, 0).int(Tag.CumQty, 0).int(Tag.AvgPx, 0);
    });
  }

  private report(order: VenueOrder, execType: string, more: (w: MessageWriter) => void = () => undefined): void {
    this.say('8', w => {
      w.text(Tag.OrderID, order.orderId)
        .text(Tag.ClOrdID, order.names.at(-1)!)
        .text(Tag.ExecID, `X${++this.execs}`);
      w.text(Tag.ExecType, execType).text(Tag.OrdStatus, order.status).text(Tag.Symbol, order.symbol).text(Tag.Side, order.side);
      w.int(Tag.OrderQty, order.orderQty).text(Tag.Price, PRICE);
      more(w);
      w.int(Tag.LeavesQty, isOver(order) ? 0 : order.orderQty - order.cumQty).int(Tag.CumQty, order.cumQty);
      w.text(Tag.AvgPx, order.cumQty > 0 ? PRICE : '0').utc(Tag.TransactTime, this.clock.now());
    });
  }

  private forgetLater(order: VenueOrder): void {
    this.over.push({ order, until: this.clock.now() + KEPT });
  }

  /** Looked at with each order that comes: a timer for each one that is over would outlive the run. */
  private forget(): void {
    const now = this.clock.now();
    let gone = 0;
    for (const { order, until } of this.over) {
      if (until > now) break;
      for (const name of order.names) this.byClOrdId.delete(name);
      gone++;
    }
    if (gone > 0) this.over.splice(0, gone);
  }

  private later(ms: number, act: () => void): void {
    this.clock.at(this.clock.now() + ms * 1000, act);
  }
}

const isOver = (order: VenueOrder): boolean => order.status === '2' || order.status === '4';
