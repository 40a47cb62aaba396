import type { Socket } from 'node:net';
import type { Micros } from '../../core/numbers';
import type { Clock } from '../../core/ports';
import { Framer, type FrameSink } from '../codec/framer';
import { remoteOf } from '../security/addresses';
import type { ConnectionId } from '../session/outbox';
import { LINGER_MICROS, LONGEST_AFTER_LOGON, LONGEST_BEFORE_LOGON, SLOW_CONSUMER_BYTES } from './limits';

/** Who is told what a connection brings: the acceptor at first, then the session. */
export interface ConnectionListener {
  /** A message; buf[start..end) is good during the call. */
  frame(connection: Connection, buf: Buffer, start: number, end: number): void;
  garbled(connection: Connection, reason: string, bytes: number): void;
  /** The socket is closed; called once. */
  gone(connection: Connection, reason: string): void;
}

let lastId: ConnectionId = 0;

/** One TCP connection: bytes in to frames, bytes out, and its end. */
export class Connection implements FrameSink {
  readonly id: ConnectionId = ++lastId;
  readonly openedAt: Micros;
  /** Address and port of the other end, for messages. */
  readonly remote: string;
  readonly address: string;
  /** Bytes the peer may leave unread. */
  mostUnread = SLOW_CONSUMER_BYTES;
  /** When the chunk being worked on was read. */
  at: Micros;
  private readonly framer = new Framer(this, LONGEST_BEFORE_LOGON);
  private open = true;
  private goneReason = '';

  constructor(
    private readonly socket: Socket,
    public listener: ConnectionListener,
    private readonly clock: Clock,
  ) {
    this.openedAt = this.at = clock.now();
    this.remote = remoteOf(socket);
    this.address = socket.remoteAddress ?? '';
    socket.on('data', chunk => this.read(chunk));
    socket.on('error', error => this.note(error.message));
    socket.on('close', () => {
      this.open = false;
      this.listener.gone(this, this.goneReason === '' ? 'the peer closed the connection' : this.goneReason);
    });
  }

  onFrame(buf: Buffer, start: number, end: number): void {
    if (this.open) this.listener.frame(this, buf, start, end);
  }

  onGarbled(reason: string, bytes: number): void {
    if (this.open) this.listener.garbled(this, reason, bytes);
  }

  /** Longer messages are taken from a peer we know. */
  trust(): void {
    this.framer.maxLength = LONGEST_AFTER_LOGON;
  }

  setNoDelay(on: boolean): void {
    this.socket.setNoDelay(on);
  }

  /** Bytes that the kernel has not taken yet. */
  get unread(): number {
    return this.socket.writableLength;
  }

  /** Writes; true where the bytes are still held afterwards. A peer that does not read is cut off. */
  write(bytes: Uint8Array): boolean {
    if (this.socket.destroyed || !this.socket.writable) return false;
    this.socket.write(bytes);
    const { unread } = this;
    if (unread > this.mostUnread) this.destroy(`slow consumer: ${unread} bytes unread`);
    return unread > 0;
  }

  /** Reads nothing more from the socket until `resume`. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** Hears nothing more from the peer. */
  mute(reason: string): void {
    this.note(reason);
    this.open = false;
    this.framer.reset();
  }

  /** Closes behind what was written; cut where the peer does not take it. */
  close(reason: string): void {
    this.mute(reason);
    const cancel = this.clock.at(this.clock.now() + LINGER_MICROS, () => this.socket.destroy());
    this.socket.once('close', cancel);
    this.socket.end();
  }

  destroy(reason: string): void {
    this.mute(reason);
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    if (!this.open) return;
    this.at = this.clock.now();
    this.framer.push(chunk);
  }

  private note(reason: string): void {
    if (this.goneReason === '') this.goneReason = reason;
  }
}
