import type { Clock } from '../../src/core/ports';
import { Framer } from '../../src/fix/codec/framer';
import type { MessageView } from '../../src/fix/codec/view';
import type { FixVersion } from '../../src/fix/translate/dialect';
import { beginStringOf } from '../fix/translate/dialects';
import type { Names } from './corpus';
import { encode, type Field } from './message';
import type { Base } from './mutate';
import type { Pipe } from './pipe';

/** Orders a peer remembers, to name in what it says. */
const REMEMBERED = 40;

/**
 * A counterparty that keeps the rules: it counts, answers Logon, TestRequest and ResendRequest (by a gap fill), and remembers the orders it heard of. After a
 * connection that ended it begins again at 1, so that damage done by one message does not outlive the connection.
 */
export class Peer {
  pipe: Pipe | undefined;
  /** The Logon of this connection is on its way or done. */
  greeted = false;
  readonly orders: string[] = [];
  /** ClOrdIDs of every order (35=D) it was sent. */
  readonly received: string[] = [];
  private seqNum = 0;
  private fresh = 0;
  private queue: Buffer[] = [];
  private framer: Framer | undefined;

  constructor(
    readonly name: string,
    private readonly version: FixVersion,
    private readonly clock: Clock,
  ) {}

  get up(): boolean {
    return this.pipe !== undefined && !this.pipe.destroyed;
  }

  connected(pipe: Pipe): void {
    this.pipe = pipe;
    this.greeted = false;
    this.seqNum = 0;
    this.queue = [];
    this.framer = undefined;
  }

  /** Our Logon, which begins both sides at 1. */
  logon(): Buffer {
    this.greeted = true;
    this.seqNum = 0;
    const version: Field[] = this.version === 'FIX.5.0SP2' ? [['1137', '9']] : [];
    return this.write([['35', 'A'], ['98', '0'], ['108', '30'], ['141', 'Y'], ...version]);
  }

  /** The next message, its number used up. */
  next(fields: readonly Field[]): Base {
    const [type, ...rest] = fields;
    const header: Field[] = [
      ['49', this.name],
      ['56', 'SLUICE'],
      ['34', String(++this.seqNum)],
      ['52', this.now],
    ];
    return { beginString: beginStringOf(this.version), fields: [type!, ...header, ...rest] };
  }

  write(fields: readonly Field[]): Buffer {
    const { beginString, fields: all } = this.next(fields);
    return encode(beginString, all);
  }

  names(): Names {
    return { orders: this.orders, fresh: () => `${this.name[0]}${++this.fresh}`, now: this.now, version: this.version };
  }

  /** Hears what the gateway wrote. */
  take(bytes: Buffer, view: MessageView): void {
    this.framer ??= new Framer({
      onFrame: (buf, start, end) => {
        if (view.read(buf, start, end)) this.hear(view);
      },
      onGarbled: reason => {
        throw new Error(`the gateway wrote something that is no message: ${reason}`);
      },
    });
    this.framer.push(bytes);
  }

  /** What it has to answer, once. */
  answers(): Buffer[] {
    const { queue } = this;
    this.queue = [];
    return queue;
  }

  private get now(): string {
    return new Date(this.clock.now() / 1000).toISOString().replace(/[-Z]/g, '').replace('T', '-');
  }

  private hear(view: MessageView): void {
    const { msgType } = view;
    if (msgType === 'A' && !this.greeted) this.queue.push(this.logon());
    else if (msgType === '1')
      this.queue.push(
        this.write([
          ['35', '0'],
          ['112', view.text(112) ?? ''],
        ]),
      );
    else if (msgType === '2') this.queue.push(this.gapFill(view.text(7) ?? '1'));
    else if (msgType === '5') this.queue.push(this.write([['35', '5']]));
    const clOrdId = view.text(11);
    if (msgType === 'D' && clOrdId !== undefined) this.received.push(clOrdId);
    if (clOrdId === undefined || this.orders.includes(clOrdId)) return;
    this.orders.push(clOrdId);
    if (this.orders.length > REMEMBERED) this.orders.shift();
  }

  /** Everything from `first` on was administrative: the next number is ours. */
  private gapFill(first: string): Buffer {
    const next = String(this.seqNum + 1);
    const header: Field[] = [
      ['49', this.name],
      ['56', 'SLUICE'],
      ['34', first],
      ['43', 'Y'],
      ['52', this.now],
      ['122', this.now],
    ];
    return encode(beginStringOf(this.version), [['35', '4'], ...header, ['123', 'Y'], ['36', next]]);
  }
}
