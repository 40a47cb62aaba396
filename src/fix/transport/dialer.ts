import { connect } from 'node:net';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import { Connection } from './connection';
import type { LinkOwner, SessionLink } from './link';

/** What the dialer tells of connections that could not be made. */
export interface DialWatch {
  connectFailed(session: SessionId, reason: string): void;
}

/** Makes the connections of initiators, and makes them again ReconnectInterval after each ended or failed. */
export class Dialer {
  private stopped = false;

  constructor(
    private readonly links: readonly SessionLink[],
    private readonly owner: LinkOwner & DialWatch,
  ) {}

  tick(at: Micros): void {
    if (this.stopped) return;
    for (const link of this.links) if (link.connection === undefined && at >= link.dialAt) this.dial(link);
  }

  stop(): void {
    this.stopped = true;
  }

  private dial(link: SessionLink): void {
    const { clock } = this.owner;
    const { endpoint, noDelay, logonTimeout, reconnectInterval } = link.settings;
    link.dialAt = Number.POSITIVE_INFINITY;
    const socket = connect({ host: endpoint.host, port: endpoint.port, noDelay });
    const giveUp = clock.at(clock.now() + logonTimeout, () => socket.destroy(new Error('no answer in time')));
    const failed = (error: Error): void => {
      giveUp();
      link.dialAt = clock.now() + reconnectInterval;
      this.owner.connectFailed(link.id, `${endpoint.host}:${endpoint.port}: ${error.message}`);
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      giveUp();
      socket.off('error', failed);
      if (this.stopped) socket.destroy();
      else link.attach(new Connection(socket, link, clock), clock.now());
    });
  }
}
