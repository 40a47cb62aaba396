import type { Micros } from '../../../src/core/numbers';
import type { Clock } from '../../../src/core/ports';
import { MessageView } from '../../../src/fix/codec/view';
import type { SessionHandle } from '../../../src/fix/engine';
import { Tag } from '../../../src/fix/generated/tags';
import { isAdmin } from '../../../src/fix/session/receive';
import { messagesOf } from '../../../src/fix/standalone';
import type { Connection, ConnectionListener, Outlet } from '../../../src/fix/transport/connection';
import type { FaultPlan, Strike } from '../../models/faults/plan';
import type { Direction } from '../../models/faults/script';
import type { Latencies, LatencyModel } from '../../models/latency/latency';
import { asPossDup, garbled } from './bytes';
import { Lane } from './lane';

/** What messages on their way go by: to the venue, and from it. */
export type WireClocks = Readonly<Record<Direction, Clock>>;

/** What wires are made of. */
export interface WireParts {
  readonly clocks: WireClocks;
  readonly latencies: Latencies;
  /** What goes wrong, if anything is to. */
  readonly plan: FaultPlan | undefined;
}

/** Bytes to write; `last`: the connection breaks behind them. */
interface Written {
  readonly bytes: Buffer;
  readonly last?: true;
}

/** MsgTypes of market data: snapshot, update, trading status. */
const FEED: ReadonlySet<string> = new Set(['W', 'X', 'f', 'h']);
const view = new MessageView();

/** Text of what a broken connection is said to have died of. */
const BROKEN = 'fault: disconnect';

/**
 * Stands between a venue's session and its socket: messages take their time both ways, in order, and faults strike them. The session knows nothing
 * of it: what it sent is sent, under its number and with its SendingTime (52).
 */
export class VenueWire implements Outlet, ConnectionListener {
  held = 0;
  private readonly out: Lane<Written>;
  private readonly in: Lane<Buffer>;
  private readonly inner: ConnectionListener;
  /** Sequence numbers that are used up by nothing. */
  private readonly swallowed = new Set<number>();
  private overtaken: Record<Direction, Buffer | undefined> = { out: undefined, in: undefined };

  /** Takes its place on a connection that its session just got. */
  constructor(
    private readonly session: SessionHandle,
    private readonly connection: Connection,
    private readonly parts: WireParts,
  ) {
    this.out = new Lane(parts.clocks.out, written => this.put(written));
    this.in = new Lane(parts.clocks.in, message => this.hand(message));
    this.inner = connection.listener;
    connection.listener = this;
    connection.outlet = this;
  }

  write(bytes: Uint8Array): void {
    let index = 0;
    for (const message of messagesOf({ bytes, start: 0, end: bytes.length })) this.send(message, index++);
  }

  end(then: () => void): void {
    this.out.whenEmpty(then);
  }

  frame(_connection: Connection, buf: Buffer, start: number, end: number): void {
    const message = Buffer.from(buf.subarray(start, end));
    view.read(message, 0, message.length);
    const strike = this.seen('in', 0);
    const slow = view.msgType === 'D' ? this.parts.plan?.take('slowAck') : undefined;
    if (slow) this.in.holdBack(slow.for);
    if (strike) this.strike(message, 'in', strike);
    else this.pass(message, 'in');
  }

  garbled(connection: Connection, reason: string, bytes: number): void {
    this.inner.garbled(connection, reason, bytes);
  }

  gone(connection: Connection, reason: string): void {
    this.out.stop();
    this.in.stop();
    this.inner.gone(connection, reason);
  }

  private send(message: Buffer, index: number): void {
    view.read(message, 0, message.length);
    if (this.swallowed.delete(view.int(Tag.MsgSeqNum) ?? 0)) return;
    const strike = this.seen('out', index);
    if (strike) this.strike(message, 'out', strike);
    else this.pass(message, 'out');
  }

  /** What strikes the message in `view`; a replay (43=Y) is spared, or a recovery might never end. */
  private seen(direction: Direction, index: number): Strike | undefined {
    if (view.flag(Tag.PossDupFlag)) return undefined;
    const client = this.session.settings.identity.targetCompID;
    return this.parts.plan?.message({ direction, client, msgType: view.msgType, index });
  }

  private strike(message: Buffer, way: Direction, { fault, for: time, count }: Strike): void {
    switch (fault) {
      case 'delay':
        this[way].holdBack(time);
        return this.pass(message, way);
      case 'reorder':
        this.overtaken[way] = this.overtaken[way] ? Buffer.concat([this.overtaken[way], message]) : message;
        return;
      case 'partialWrite':
        this.enqueue(message.subarray(0, message.length >> 1), way);
        this[way].holdBack(time);
        return this.pass(message.subarray(message.length >> 1), way);
      case 'sequenceGap':
        this.pass(message, way);
        for (let i = 0; i < count; i++) this.swallowed.add(this.session.send('0', () => undefined)!);
        return;
      case 'possDup':
        this.pass(message, way);
        return this.pass(asPossDup(message), way);
      case 'garbled':
        return this.pass(garbled(message), way);
      case 'disconnect':
        return this.out.push({ bytes: message.subarray(0, message.length >> 1), last: true }, 0);
      default: // drop
    }
  }

  private pass(message: Buffer, way: Direction): void {
    const overtaken = this.overtaken[way];
    this.overtaken[way] = undefined;
    this.enqueue(message, way);
    if (overtaken) for (const each of messagesOf({ bytes: overtaken, start: 0, end: overtaken.length })) this.enqueue(each, way);
  }

  private enqueue(bytes: Buffer, way: Direction): void {
    if (way === 'in') return this.in.push(bytes, this.latencyOf(this.parts.latencies.entry));
    this.held += bytes.length;
    this.out.push({ bytes }, this.latencyOf(FEED.has(view.msgType) ? this.parts.latencies.feed : this.parts.latencies.response));
  }

  /** How long the message in `view` takes, which as an application message is `model`'s to say. */
  private latencyOf(model: LatencyModel | undefined): Micros {
    const { session = model } = this.parts.latencies;
    return (isAdmin(view.msgType) ? session : model)?.next() ?? 0;
  }

  private put({ bytes, last }: Written): void {
    this.held = Math.max(0, this.held - bytes.length);
    this.connection.put(bytes);
    if (last) this.connection.destroy(BROKEN);
  }

  private hand(message: Buffer): void {
    const { connection } = this;
    if (!connection.open) return;
    connection.at = this.parts.clocks.in.now();
    this.inner.frame(connection, message, 0, message.length);
  }
}
