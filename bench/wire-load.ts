import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { MessageView } from '../src/fix/codec/view';
import type { MessageWriter } from '../src/fix/codec/writer';
import { Party } from './wire-party';

/** Limits of the orders in turn, so that none is like the one before. */
const PRICES = Array.from({ length: 80 }, (_, i) => `100.${i + 12}`);

/** Microseconds from an order leaving to its fill arriving, and orders a second. */
export interface Load {
  readonly latencies: Float64Array;
  readonly rate: number;
}

/**
 * Both ends of a gateway: an OMS that sends orders and a venue that fills each whole, at once. One process and one clock: what is measured
 * is the way in, the way out, and both ways back.
 */
export class LoadTool {
  private readonly server: Server;
  private oms: Party | undefined;
  private omsSocket: Socket | undefined;
  private loggedOn = (): void => undefined;
  private filled = (_n: number): void => undefined;
  private execNo = 0;
  private orderNo = 0;

  /** `filledToo` is told of each fill that the venue made: the order and the number of the fill. */
  constructor(
    private readonly ports: { readonly oms: number; readonly venue: number },
    private readonly filledToo?: (order: MessageView, execNo: number) => void,
  ) {
    this.server = createServer({ noDelay: true }, socket => this.venue(socket));
  }

  /** The venue listens. */
  async open(): Promise<void> {
    this.server.listen(this.ports.venue, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** The OMS logs on. */
  async logOn(): Promise<void> {
    const socket = connect({ port: this.ports.oms, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    this.omsSocket = socket;
    const oms = new Party(socket, { senderCompID: 'OMS', targetCompID: 'GW' }, view => this.toOms(view));
    this.oms = oms;
    const answered = new Promise<void>(resolve => {
      this.loggedOn = resolve;
    });
    oms.send('A', w => w.int(98, 0).int(108, 30).text(141, 'Y'));
    await answered;
  }

  close(): void {
    this.omsSocket?.destroy();
    this.server.close();
  }

  /** Sends `orders`, never more than `outstanding` without their fill. */
  run(orders: number, outstanding: number): Promise<Load> {
    const latencies = new Float64Array(orders);
    const first = this.orderNo + 1;
    const last = this.orderNo + orders;
    let open = orders;
    const began = performance.now();
    return new Promise(resolve => {
      const next = (): void => {
        latencies[this.orderNo + 1 - first] = performance.now();
        this.order(++this.orderNo);
      };
      this.filled = n => {
        const now = performance.now();
        latencies[n - first] = (now - latencies[n - first]!) * 1000;
        if (--open === 0) resolve({ latencies, rate: (orders * 1000) / (now - began) });
        else if (this.orderNo < last) next();
      };
      for (let i = 0; i < Math.min(outstanding, orders); i++) next();
    });
  }

  private order(n: number): void {
    this.oms!.send('D', w => {
      w.text(11, `B-${n}`)
        .text(21, '1')
        .text(55, 'MSFT')
        .text(54, '1')
        .utc(60, Date.now() * 1000);
      w.int(38, 100)
        .text(40, '2')
        .text(44, PRICES[n % PRICES.length]!)
        .text(59, '0')
        .text(526, `B-${n}`);
    });
  }

  private toOms(view: MessageView): void {
    const execType = view.text(150);
    if (view.msgType === 'A') this.loggedOn();
    else if (view.msgType === '8' && execType === 'F') this.filled(Number(view.text(11)!.slice(2)));
    else if (view.msgType !== '0' && view.msgType !== '8') throw new Error(`the OMS was sent ${view.msgType}: ${view.text(58)}`);
    else if (execType === '8') throw new Error(`an order was refused: ${view.text(58)}`);
  }

  private venue(socket: Socket): void {
    let party: Party | undefined;
    const received = (view: MessageView): void => {
      if (view.msgType === 'A') party!.send('A', w => w.int(98, 0).int(108, 30).text(141, 'Y'));
      else if (view.msgType === 'D') this.fill(party!, view);
    };
    socket.on('error', () => socket.destroy());
    socket.once('data', (chunk: Buffer) => {
      const ids = /\x0149=([^\x01]+)\x0156=([^\x01]+)/.exec(chunk.toString('latin1'));
      if (!ids) throw new Error('the venue was sent something that is no Logon');
      party = new Party(socket, { senderCompID: ids[2]!, targetCompID: ids[1]! }, received);
      socket.emit('data', chunk);
    });
  }

  private fill(party: Party, order: MessageView): void {
    const n = ++this.execNo;
    const [clOrdId, symbol, side] = [order.text(11)!, order.text(55)!, order.text(54)!];
    party.send('8', w => writeFill(w, n, [clOrdId, symbol, side]));
    this.filledToo?.(order, n);
  }
}

/** The report of the venue's fill `n` of an order: its ClOrdID, Symbol and Side. */
export function writeFill(w: MessageWriter, n: number, [clOrdId, symbol, side]: readonly [string, string, string]): void {
  w.text(37, `V${n}`).text(11, clOrdId).text(17, `X${n}`).text(150, 'F').text(39, '2').text(55, symbol).text(54, side);
  w.int(38, 100)
    .text(44, PRICES[n % PRICES.length]!)
    .int(32, 100)
    .text(31, '100.12')
    .int(151, 0)
    .int(14, 100)
    .text(6, '100.12');
  w.utc(60, Date.now() * 1000);
}
