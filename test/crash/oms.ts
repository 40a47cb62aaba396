import { SystemClock } from '../../src/clock/system-clock';
import type { Micros } from '../../src/core/numbers';
import type { MessageView } from '../../src/fix/codec/view';
import type { FixEngine } from '../../src/fix/engine';
import { Tag } from '../../src/fix/generated/tags';
import { parseSettings } from '../../src/fix/settings/load';
import { standaloneEngine } from '../../src/fix/standalone';
import { cancelRequest, newOrder, type ReportRow, replaceRequest, reportRow } from '../../src/run/order-client-messages';

/** An ExecutionReport as it came. */
export type OmsReport = Omit<ReportRow, 'order'> & { readonly possDup: boolean };

/** A TWAP to be sent. */
export interface Twap {
  readonly symbol: string;
  /** Side (54). */
  readonly side: string;
  readonly orderQty: string;
  readonly slotSeconds: string;
  readonly expireTime: Micros;
}

/** A parent order of ours and what was told about it. */
export interface OmsOrder extends Twap {
  readonly clOrdId: string;
  /** The quantity that a replace asks for, where one was sent. */
  replacedBy: string | undefined;
  cancelled: boolean;
  readonly reports: OmsReport[];
}

/** TimeInForce (59) Day, TargetStrategy (847) TWAP. */
const TERMS = { timeInForce: '0', strategy: '1001' } as const;

const CLOSED = new Set(['2', '3', '4', '8', 'C']);
export const lastOf = (o: OmsOrder): OmsReport | undefined => o.reports[o.reports.length - 1];
export const isClosed = (o: OmsOrder): boolean => CLOSED.has(lastOf(o)?.ordStatus ?? '');

/**
 * An OMS that outlives its gateway: it keeps numbers, messages and reports over every reconnect and never resets. What it sends while
 * logged off waits in its store until the gateway asks for it.
 */
export class Oms {
  readonly orders: OmsOrder[] = [];
  /** What is no report about an order of ours. */
  readonly others: string[] = [];
  private readonly byClOrdId = new Map<string, OmsOrder>();
  private readonly clock = new SystemClock();
  private readonly engine: FixEngine;
  private requests = 0;

  constructor(port: number) {
    this.engine = standaloneEngine(settingsOf(port), this.clock, {
      message: (_session, view) => this.message(view),
      event: e => {
        if (e.type === 'reset' || e.type === 'refused' || e.type === 'rejected' || e.type === 'garbled') this.others.push(e.type);
      },
    });
  }

  start(): Promise<void> {
    return this.engine.start();
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    this.clock.stop();
  }

  place(twap: Twap): OmsOrder {
    const clOrdId = `P${this.orders.length + 1}`;
    const order: OmsOrder = { ...twap, clOrdId, replacedBy: undefined, cancelled: false, reports: [] };
    this.orders.push(order);
    this.byClOrdId.set(clOrdId, order);
    const parameters = { SlotSeconds: twap.slotSeconds };
    this.send('D', w => newOrder(w, clOrdId, { ...twap, ...TERMS, parameters }, this.clock.now()));
    return order;
  }

  cancel(order: OmsOrder): void {
    const clOrdId = this.request(order);
    order.cancelled = true;
    this.send('F', w => cancelRequest(w, clOrdId, { ...order, current: order.clOrdId }, this.clock.now()));
  }

  replace(order: OmsOrder, orderQty: string): void {
    const clOrdId = this.request(order);
    order.replacedBy = orderQty;
    const { clOrdId: current, symbol, side } = order;
    const known = { ...TERMS, clOrdId: current, current, symbol, side, ordType: '1', requests: [], orderQty };
    const told = { ordStatus: '', cumQty: '0', avgPx: '0' };
    this.send('G', w => replaceRequest(w, clOrdId, { ...known, ...told }, { orderQty }, this.clock.now()));
  }

  /** The order that any of its ClOrdIDs means. */
  find(clOrdId: string): OmsOrder | undefined {
    return this.byClOrdId.get(clOrdId);
  }

  private request(order: OmsOrder): string {
    const clOrdId = `${order.clOrdId}R${++this.requests}`;
    this.byClOrdId.set(clOrdId, order);
    return clOrdId;
  }

  private send(msgType: string, build: Parameters<ReturnType<FixEngine['session']>['send']>[1]): void {
    this.engine.sessions()[0]!.send(msgType, build);
  }

  private message(view: MessageView): void {
    const order = view.msgType === '8' ? this.byClOrdId.get(view.text(Tag.ClOrdID) ?? '') : undefined;
    if (order) order.reports.push({ ...reportRow(view), possDup: view.flag(Tag.PossDupFlag) });
    else this.others.push(`${view.msgType} ${view.text(Tag.ClOrdID) ?? ''} ${view.text(Tag.Text) ?? ''}`);
  }
}

function settingsOf(port: number) {
  const text = [
    '[SESSION]',
    'ConnectionType=initiator',
    'Role=oms',
    'BeginString=FIX.4.4',
    'SenderCompID=OMS',
    'TargetCompID=SLUICE',
    'SocketConnectHost=127.0.0.1',
    `SocketConnectPort=${port}`,
    'ResetOnLogon=N',
    '',
  ].join('\n');
  const { sessions, errors } = parseSettings([{ name: 'oms', text }]);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  // back at once: the gateway is down for less than the shortest interval of a file
  return sessions.map(s => ({ ...s, reconnectInterval: 50_000 }));
}
