import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Micros } from '../../core/numbers';
import type { Clock } from '../../core/ports';
import { Framer, type FrameSink } from '../codec/framer';
import { remoteOf } from '../security/addresses';
import type { ConnectionId } from '../session/outbox';
import { hear } from './hearing';
import { LINGER_MICROS, LONGEST_AFTER_LOGON, LONGEST_BEFORE_LOGON, SLOW_CONSUMER_BYTES } from './limits';

/** Who is told what a connection brings: the acceptor at first, then the session. */
export interface ConnectionListener {
  /** A message; buf[start..end) is good during the call. */
  frame(connection: Connection, buf: Buffer, start: number, end: number): void;
  garbled(connection: Connection, reason: string, bytes: number): void;
  /** The socket is closed; called once. */
  gone(connection: Connection, reason: string): void;
  /** What was read at `since` is being worked through; without it: is done. */
  reading?(since?: Micros): void;
}

/** Stands between a session and its socket, where somebody must: a simulated venue's slow or faulty wire. */
export interface Outlet {
  /** Whole messages, good during the call, to be handed to `put` some time. */
  write(bytes: Uint8Array): void;
  /** Nothing more is written: `then` is to be called behind what was. */
  end(then: () => void): void;
  /** Bytes that it has and the socket has not. */
  readonly held: number;
}

let lastId: ConnectionId = 0;

/** One TCP connection: bytes in to frames, bytes out, and its end. */
export class Connection implements FrameSink {
  readonly id: ConnectionId = ++lastId;
  readonly openedAt: Micros;
  /** Address and port of the other end, for messages. */
  readonly remote: string;
  readonly address: string;
  /** What a client showed in the TLS handshake, found good. */
  certificate: X509Certificate | undefined;
  /** Bytes the peer may leave unread. */
  mostUnread = SLOW_CONSUMER_BYTES;
  /** When the chunk being worked on was read. */
  at: Micros;
  outlet: Outlet | undefined;
  private readonly framer = new Framer(this, LONGEST_BEFORE_LOGON);
  /** Hears what the peer says. */
  open = true;
  private goneReason = '';

  constructor(
    private readonly socket: Socket,
    public listener: ConnectionListener,
    private readonly clock: Clock,
  ) {
    this.openedAt = this.at = clock.now();
    this.remote = remoteOf(socket);
    this.address = socket.remoteAddress ?? '';
    hear(socket, chunk => this.read(chunk));
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
    return this.socket.writableLength + (this.outlet?.held ?? 0);
  }

  /**
   * Writes; true where `bytes` themselves are still held afterwards. What has to wait behind earlier bytes is copied: a peer that reads
   * slowly, or not at all, then costs a copy of each batch and not a whole buffer. A peer that does not read is cut off.
   */
  write(bytes: Uint8Array): boolean {
    if (this.outlet === undefined) return this.put(bytes);
    this.outlet.write(bytes);
    return false;
  }

  /** `write`, past the outlet. */
  put(bytes: Uint8Array): boolean {
    if (this.socket.destroyed || !this.socket.writable) return false;
    const waits = this.unread > 0;
    this.socket.write(waits ? Buffer.from(bytes) : bytes);
    const { unread } = this;
    if (unread > this.mostUnread) this.destroy(`slow consumer: ${unread} bytes unread`);
    return unread > 0 && !waits;
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
    if (this.outlet === undefined) this.socket.end();
    else this.outlet.end(() => this.socket.end());
  }

  destroy(reason: string): void {
    this.mute(reason);
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    if (!this.open) return;
    this.at = this.clock.now();
    this.listener.reading?.(this.at);
    this.framer.push(chunk);
    this.listener.reading?.();
  }

  private note(reason: string): void {
    if (this.goneReason === '') this.goneReason = reason;
  }
}
