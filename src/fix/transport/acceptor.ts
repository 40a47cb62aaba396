import { createServer, type Server, type Socket } from 'node:net';
import type { Micros } from '../../core/numbers';
import type { Clock } from '../../core/ports';
import { MessageView } from '../codec/view';
import type { Endpoint } from '../settings/settings';
import { Connection, type ConnectionListener } from './connection';
import { sessionFor } from './directory';
import { MOST_STRANGERS, STRANGER_PATIENCE_MICROS } from './limits';
import type { LinkOwner, SessionLink } from './link';

/** What the acceptor tells of connections that never became a session. */
export interface StrangerWatch {
  stranger(remote: string, reason: string, bytes: number): void;
}

/**
 * One listening port for several sessions. A connection is a stranger until its first message is a Logon for one of them; a stranger that
 * sends anything else, nothing in time, or a Logon for a session that is connected, is dropped without an answer.
 */
export class Acceptor implements ConnectionListener {
  private readonly server: Server;
  private readonly strangers = new Set<Connection>();
  private readonly view = new MessageView();

  constructor(
    readonly endpoint: Endpoint,
    readonly links: SessionLink[],
    private readonly owner: StrangerWatch & LinkOwner,
  ) {
    this.server = createServer(socket => this.accept(socket, owner.clock));
  }

  /** Resolves once the port is open; rejects with the endpoint in the message. */
  listen(): Promise<void> {
    const { host, port } = this.endpoint;
    return new Promise((resolve, reject) => {
      this.server.on('error', e => {
        if (this.server.listening) this.owner.stranger(`${host}:${port}`, `cannot accept: ${e.message}`, 0);
        else reject(new Error(`cannot listen on ${host}:${port}: ${e.message}`));
      });
      this.server.listen(port, host, () => resolve());
    });
  }

  /** The port that is open, which differs from the one asked for where that was 0. */
  get port(): number {
    const address = this.server.address();
    return address !== null && typeof address === 'object' ? address.port : this.endpoint.port;
  }

  /** Opens no further connection. */
  close(): void {
    this.server.close();
    for (const connection of this.strangers) connection.destroy('shutting down');
  }

  tick(at: Micros): void {
    for (const connection of this.strangers) {
      if (at - connection.openedAt >= STRANGER_PATIENCE_MICROS) this.drop(connection, 'no Logon in time', 0);
    }
  }

  garbled(connection: Connection, reason: string, bytes: number): void {
    this.drop(connection, reason, bytes);
  }

  gone(connection: Connection): void {
    this.strangers.delete(connection);
  }

  private accept(socket: Socket, clock: Clock): void {
    if (this.strangers.size >= MOST_STRANGERS) {
      socket.destroy();
      this.owner.stranger(`${socket.remoteAddress}:${socket.remotePort}`, 'too many connections without a Logon', 0);
      return;
    }
    this.strangers.add(new Connection(socket, this, clock));
  }

  /** The first message of a connection. */
  frame(connection: Connection, buf: Buffer, start: number, end: number): void {
    const { view } = this;
    if (!view.read(buf, start, end)) return this.drop(connection, view.malformedReason, end - start);
    if (view.tags[2] !== 35 || view.msgType !== 'A')
      return this.drop(connection, 'the first message was not a Logon', end - start);
    const link = sessionFor(view, this.links);
    if (link === undefined) return this.drop(connection, 'no session of these ids', end - start);
    if (link.connection !== undefined) {
      this.owner.event({
        type: 'logonRefused',
        session: link.id,
        at: connection.at,
        reason: `a second logon, from ${connection.remote}`,
      });
      return this.drop(connection, 'the session is connected', end - start);
    }
    this.strangers.delete(connection);
    connection.setNoDelay(link.settings.noDelay);
    link.attach(connection, connection.at);
    link.frame(connection, buf, start, end);
  }

  private drop(connection: Connection, reason: string, bytes: number): void {
    if (!this.strangers.delete(connection)) return;
    this.owner.stranger(connection.remote, reason, bytes);
    connection.destroy(reason);
  }
}
