import type { Socket } from 'node:net';
import type { Micros } from '../../core/numbers';
import { remoteOf } from '../security/addresses';

/** A connection that has not logged on. */
export interface Stranger {
  readonly remote: string;
  readonly address: string;
  readonly openedAt: Micros;
  /** The TCP socket, under TLS or not. */
  readonly socket: Socket;
}

/**
 * Connections that have not logged on, oldest first. There are never more than `most`: one more takes the place of the oldest from the address
 * that has the most of them, so that a flood of silent connections crowds itself out, and not a Logon.
 */
export class Strangers {
  private readonly byRemote = new Map<string, Stranger>();
  private readonly byAddress = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Takes a connection in; returns the one that has to go for it. */
  add(socket: Socket, at: Micros): { readonly stranger: Stranger; readonly crowdedOut: Stranger | undefined } {
    const remote = remoteOf(socket);
    this.remove(remote);
    const stranger = { remote, address: socket.remoteAddress ?? '', openedAt: at, socket };
    const crowdedOut = this.byRemote.size >= this.most ? this.oldestOf(this.busiest()) : undefined;
    if (crowdedOut) this.remove(crowdedOut.remote);
    this.byRemote.set(stranger.remote, stranger);
    this.byAddress.set(stranger.address, (this.byAddress.get(stranger.address) ?? 0) + 1);
    return { stranger, crowdedOut };
  }

  get(remote: string): Stranger | undefined {
    return this.byRemote.get(remote);
  }

  /** Takes one out that logged on or went; false where it is none. */
  remove(remote: string): boolean {
    const stranger = this.byRemote.get(remote);
    if (stranger === undefined) return false;
    this.byRemote.delete(remote);
    const left = this.byAddress.get(stranger.address)! - 1;
    if (left === 0) this.byAddress.delete(stranger.address);
    else this.byAddress.set(stranger.address, left);
    return true;
  }

  /** Those that came at `at` or before. */
  cameBefore(at: Micros): Stranger[] {
    const found: Stranger[] = [];
    for (const stranger of this.byRemote.values()) {
      if (stranger.openedAt > at) break;
      found.push(stranger);
    }
    return found;
  }

  private busiest(): string {
    let busiest = '';
    let most = 0;
    for (const [address, n] of this.byAddress) if (n > most) [busiest, most] = [address, n];
    return busiest;
  }

  private oldestOf(address: string): Stranger | undefined {
    for (const stranger of this.byRemote.values()) if (stranger.address === address) return stranger;
    return undefined;
  }
}
