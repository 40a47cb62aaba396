import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';

/** Stands in for a socket: what is written is handed on at once, and nothing leaves the process. */
export class Pipe extends EventEmitter {
  readonly remoteAddress = '127.0.0.1';
  readonly remotePort = 9;
  readonly writableLength = 0;
  destroyed = false;

  constructor(private readonly written: (bytes: Buffer) => void) {
    super();
  }

  /** This, where a net.Socket is wanted: of one, a Connection uses no more than there is here. */
  get socket(): Socket {
    return this as unknown as Socket;
  }

  get writable(): boolean {
    return !this.destroyed;
  }

  write(bytes: Uint8Array): void {
    this.written(Buffer.from(bytes));
  }

  end(): void {
    this.destroy();
  }

  destroy(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('close');
  }

  pause(): void {}
  resume(): void {}
  setNoDelay(): void {}
}
