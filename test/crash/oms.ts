import { SystemClock } from '../../src/clock/system-clock';
import type { Micros } from '../../src/core/numbers';
import type { MessageView } from '../../src/fix/codec/view';
import type { FixEngine } from '../../src/fix/engine';
import { Tag } from '../../src/fix/generated/tags';
import { parseSettings } from '../../src/fix/settings/load';
import { standaloneEngine } from '../../src/fix/standalone';
import {
  cancelRequest,
  newOrder,
  type ReportRow,
  replaceRequest,
  reportRow,
  statusRequest,
} from '../../src/run/order-client-messages';

/** An ExecutionReport as it came. */
export type OmsReport = Omit<ReportRow, 'order'> & { readonly possDup: boolean };

/** An order to be sent: a TWAP where it has a window, else a limit order that is passed through. */
export interface Wanted {
  readonly symbol: string;
  /** Side (54). */
  readonly side: string;
  readonly orderQty: string;
  readonly price?: string;
  readonly slotSeconds?: string;
  readonly expireTime?: Micros;
}

/** An order of ours and what was told about it. */
export interface OmsOrder extends Wanted {
  readonly clOrdId: string;
  /** The ClOrdID that a request names: that of the last replace that was granted. */
  current: string;
  /** The quantity that the venue, or the scheduler, took over by a replace. */
  replacedBy: string | undefined;
  /** A cancel was sent. */
  cancelled: boolean;
  /** The gateway was not back early enough to catch up: the window may have lapsed. */
  mayExpire: boolean;
  /** ClOrdIDs of requests that nobody has answered yet. */
  readonly waiting: Set<string>;
  readonly reports: OmsReport[];
  /** OrdStatus (39) as it was told last, by a report or by a refused request: a fill during a cancel is still told as PendingCancel. */
  ordStatus: string;
}

export const isTwap = (o: Wanted): boolean => o.slotSeconds !== undefined;
/** TimeInForce (59) Day, TargetStrategy (847) TWAP. */
const DAY = '0';
const TWAP = '1001';

const CLOSED = new Set(['2', '3', '4', '8', 'C']);
export const lastOf = (o: OmsOrder): OmsReport | undefined => o.reports[o.reports.length - 1];
export const isClosed = (o: OmsOrder): boolean => CLOSED.has(o.ordStatus);

/**
 * An OMS that outlives its gateway: it keeps numbers, messages and reports over every reconnect and never resets. What it sends while
 * logged off waits in its store until the gateway asks for it.
 */
export class Oms {
  readonly orders: OmsOrder[] = [];
  /** What is no report about an order of ours. */
  readonly others: string[] = [];
  /** Texts of the requests refused (35=9). */
  readonly refusals: string[] = [];
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

  place(wanted: Wanted): OmsOrder {
    const clOrdId = `P${this.orders.length + 1}`;
    const told = {
      replacedBy: undefined,
      cancelled: false,
      mayExpire: false,
      waiting: new Set<string>(),
      reports: [],
      ordStatus: '',
    };
    const order: OmsOrder = { ...wanted, clOrdId, current: clOrdId, ...told };
    this.orders.push(order);
    this.byClOrdId.set(clOrdId, order);
    const strategy = isTwap(order) ? { strategy: TWAP, parameters: { SlotSeconds: order.slotSeconds! } } : {};
    this.send('D', w => newOrder(w, clOrdId, { ...order, ...strategy, timeInForce: DAY }, this.clock.now()));
    return order;
  }

  cancel(order: OmsOrder): void {
    const clOrdId = this.request(order);
    order.cancelled = true;
    this.send('F', w => cancelRequest(w, clOrdId, order, this.clock.now()));
  }

  /** Asks for another quantity and, of a limit order, another price. */
  replace(order: OmsOrder, orderQty: string, price?: string): void {
    const clOrdId = this.request(order);
    const strategy = isTwap(order) ? { strategy: TWAP } : {};
    const unused = { ordType: '', requests: [], ordStatus: '', cumQty: '0', avgPx: '0' };
    const known = { ...order, ...strategy, ...unused, timeInForce: DAY };
    this.send('G', w => replaceRequest(w, clOrdId, known, { orderQty, price }, this.clock.now()));
  }

  /** Asks how an order stands. */
  status(order: OmsOrder): void {
    this.send('H', w => statusRequest(w, `S${++this.requests}`, order));
  }

  /** The order that any of its ClOrdIDs means. */
  find(clOrdId: string): OmsOrder | undefined {
    return this.byClOrdId.get(clOrdId);
  }

  private request(order: OmsOrder): string {
    const clOrdId = `${order.clOrdId}R${++this.requests}`;
    this.byClOrdId.set(clOrdId, order);
    order.waiting.add(clOrdId);
    return clOrdId;
  }

  private send(msgType: string, build: Parameters<ReturnType<FixEngine['session']>['send']>[1]): void {
    this.engine.sessions()[0]!.send(msgType, build);
  }

  private message(view: MessageView): void {
    const clOrdId = view.text(Tag.ClOrdID) ?? '';
    const order = this.byClOrdId.get(clOrdId);
    if (order && view.msgType === '8') reported(order, { ...reportRow(view), possDup: view.flag(Tag.PossDupFlag) });
    else if (order && view.msgType === '9' && order.waiting.delete(clOrdId)) {
      order.ordStatus = view.text(Tag.OrdStatus) ?? '';
      this.refusals.push(view.text(Tag.Text) ?? '');
    } else this.others.push(`${view.msgType} ${clOrdId} ${view.text(Tag.Text) ?? ''}`);
  }
}

/** ExecType (150) that answers the request whose ClOrdID it carries: an order that lapses with a cancel open is told as Expired under that. */
const ANSWERS: ReadonlySet<string> = new Set(['4', '5', 'C']);

function reported(order: OmsOrder, report: OmsReport): void {
  const { clOrdId, execType, orderQty } = report;
  order.reports.push(report);
  order.ordStatus = report.ordStatus;
  if (ANSWERS.has(execType)) order.waiting.delete(clOrdId);
  if (execType !== '5') return;
  order.current = clOrdId;
  order.replacedBy = orderQty;
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
