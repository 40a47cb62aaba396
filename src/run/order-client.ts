import { SystemClock } from '../clock/system-clock';
import type { MessageView } from '../fix/codec/view';
import type { EngineEvent } from '../fix/engine';
import { Tag } from '../fix/generated/tags';
import type { KnownOrder, OrderFile } from './order-client-file';
import {
  type Amendment,
  type ClientRow,
  cancelRejectRow,
  cancelRequest,
  type NewOrder,
  newOrder,
  type ReportRow,
  replaceRequest,
  reportRow,
  statusRequest,
} from './order-client-messages';
import { ClientSession } from './order-client-session';
import type { SessionOptions } from './order-client-settings';

/** An order as a cancel or a status request names it. */
export type Named = Pick<KnownOrder, 'clOrdId' | 'current' | 'symbol' | 'side'>;

/** A small OMS: one FIX session, the orders it sent, and a row for whatever happens to them. */
export class OrderClient {
  private readonly listeners = new Set<(row: ClientRow) => void>();
  private readonly clock = new SystemClock();
  private readonly bySeqNum = new Map<number, { order: string; clOrdId: string }>();
  private session: ClientSession | undefined;

  constructor(readonly file: OrderFile) {}

  /** Logs on; reports missed since the last time are taken in before this resolves. Rejects with an Error in a user's words. */
  async open(options: SessionOptions): Promise<void> {
    const listener = { message: (view: MessageView) => this.message(view), event: (e: EngineEvent) => this.event(e) };
    try {
      this.session = await ClientSession.open(options, this.file, this.clock, listener, text => this.say(text));
    } catch (error) {
      this.clock.stop();
      throw error;
    }
  }

  /** Calls back for every row from now on; returns how to stop that. */
  on(listener: (row: ClientRow) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A ClOrdID that was never used. */
  newClOrdId(): string {
    return this.file.nextId(Math.floor(this.clock.now() / 1000));
  }

  /** Sends an order under a ClOrdID. Returns that; throws where the session is down. */
  place(o: NewOrder, clOrdId = this.newClOrdId()): string {
    this.file.add({
      clOrdId,
      requests: [],
      current: clOrdId,
      symbol: o.symbol,
      side: o.side,
      ordType: o.price === undefined ? '1' : '2',
      timeInForce: o.timeInForce,
      ...(o.strategy !== undefined && { strategy: o.strategy }),
      orderQty: o.orderQty,
      ...(o.price !== undefined && { price: o.price }),
      ordStatus: '',
      cumQty: '0',
      avgPx: '0',
    });
    this.send('D', clOrdId, clOrdId, w => newOrder(w, clOrdId, o, this.clock.now()));
    return clOrdId;
  }

  /** Asks for an order to be cancelled. Returns the request's ClOrdID. */
  cancel(order: Named): string {
    const clOrdId = this.request(order);
    this.send('F', order.clOrdId, clOrdId, w => cancelRequest(w, clOrdId, order, this.clock.now()));
    return clOrdId;
  }

  /** Asks for another quantity, and another price where one is given. Returns the request's ClOrdID. */
  replace(order: KnownOrder, to: Amendment): string {
    const clOrdId = this.request(order);
    this.send('G', order.clOrdId, clOrdId, w => replaceRequest(w, clOrdId, order, to, this.clock.now()));
    return clOrdId;
  }

  /** Asks what the gateway knows of an order. Returns the OrdStatusReqID (790) that its answer carries. */
  askStatus(order: Named): string {
    const requestId = this.newClOrdId();
    this.send('H', order.clOrdId, order.current, w => statusRequest(w, requestId, order));
    return requestId;
  }

  /** Logs out; orders go on working. */
  async close(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    await session?.close();
    this.clock.stop();
  }

  private request(order: Named): string {
    const clOrdId = this.newClOrdId();
    this.file.find(order.clOrdId)?.requests.push(clOrdId);
    return clOrdId;
  }

  private send(
    msgType: 'D' | 'F' | 'G' | 'H',
    order: string,
    clOrdId: string,
    build: Parameters<ClientSession['handle']['send']>[1],
  ): void {
    const seqNum = this.session?.handle.send(msgType, build);
    if (seqNum === undefined) throw new Error('the session is not logged on: nothing was sent');
    this.bySeqNum.set(seqNum, { order, clOrdId });
    this.tell({ kind: 'sent', order, msgType, clOrdId });
  }

  private tell(row: ClientRow): void {
    for (const listener of this.listeners) listener(row);
  }

  private say(text: string): void {
    this.tell({ kind: 'session', order: '', text });
  }

  private message(view: MessageView): void {
    switch (view.msgType) {
      case '8': {
        const read = reportRow(view);
        const row = { ...read, order: this.orderOf(read.clOrdId, read.origClOrdId ?? read.clOrdId) };
        const order = this.file.find(read.clOrdId);
        if (order) takeIn(order, row);
        return this.tell(row);
      }
      case '9': {
        const read = cancelRejectRow(view);
        return this.tell({ ...read, order: this.orderOf(read.clOrdId, read.origClOrdId) });
      }
      case 'j': {
        const clOrdId = view.text(Tag.BusinessRejectRefID) ?? '';
        return this.tell({
          kind: 'refused',
          order: this.orderOf(clOrdId),
          clOrdId,
          text: view.text(Tag.Text) ?? 'no reason given',
        });
      }
      default:
        this.say(`a message of type ${view.msgType} was passed over`);
    }
  }

  private event(e: EngineEvent): void {
    if (e.type === 'loggedOff' && this.session) this.say(`connection lost: ${e.reason}; orders go on working`);
    if (e.type === 'settled' && this.session) this.say('logged on again');
    if (e.type !== 'rejected') return;
    const sent = this.bySeqNum.get(e.refSeqNum);
    const text = `${e.text ?? `SessionRejectReason (373) ${e.reason ?? '?'}`}${e.refTagID === undefined ? '' : ` (tag ${e.refTagID})`}`;
    this.tell({ kind: 'refused', order: sent?.order ?? '', clOrdId: sent?.clOrdId ?? '', text });
  }

  private orderOf(...clOrdIds: string[]): string {
    for (const id of clOrdIds) {
      const order = this.file.find(id);
      if (order) return order.clOrdId;
    }
    return clOrdIds[clOrdIds.length - 1] ?? '';
  }
}

/** What a report says about its order. A replaced order goes by the ClOrdID of its replace. */
function takeIn(order: KnownOrder, row: ReportRow): void {
  if (row.orderId === 'NONE') return;
  order.ordStatus = row.ordStatus;
  order.cumQty = row.cumQty;
  order.avgPx = row.avgPx;
  if (row.orderQty !== '') order.orderQty = row.orderQty;
  if (row.price !== undefined) order.price = row.price;
  if (row.execType === '5') order.current = row.clOrdId;
}
