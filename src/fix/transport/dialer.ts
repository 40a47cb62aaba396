import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectTls, type PeerCertificate, TLSSocket } from 'node:tls';
import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import { handshakeProblem, peerProblem } from '../security/tls';
import type { Endpoint, SessionSettings } from '../settings/settings';
import { Connection } from './connection';
import type { LinkOwner, SessionLink } from './link';
import type { Network } from './network';

/** What the dialer tells of connections that could not be made. */
export interface DialWatch {
  readonly network: Network;
  connectFailed(session: SessionId, reason: string): void;
}

/** Makes the connections of initiators, and makes them again after each ended or failed, when and where the link's route says. */
export class Dialer {
  private stopped = false;
  /** Sockets that are not connected yet. */
  private readonly dialling = new Set<Socket>();

  constructor(
    private readonly links: readonly SessionLink[],
    private readonly owner: LinkOwner & DialWatch,
  ) {}

  tick(at: Micros): void {
    if (this.stopped) return;
    for (const link of this.links) {
      if (link.connection === undefined && at >= link.dialAt && link.machine.isOpen(at)) this.dial(link);
    }
  }

  stop(): void {
    this.stopped = true;
    for (const socket of this.dialling) socket.destroy();
  }

  /** TCP, and TLS where the session asks for it, have LogonTimeout together. */
  private dial(link: SessionLink): void {
    const { clock } = this.owner;
    const { settings, route } = link;
    const { host } = route;
    link.dialAt = Number.POSITIVE_INFINITY;
    const socket = open(host, settings, this.owner.network);
    this.dialling.add(socket);
    const giveUp = clock.at(clock.now() + settings.logonTimeout, () => socket.destroy(new Error('no answer in time')));
    let over = false;
    const done = (): boolean => {
      giveUp();
      this.dialling.delete(socket);
      return !over && (over = true);
    };
    const failed = (reason: string): void => {
      if (!done()) return;
      link.dialAt = clock.now() + route.ended();
      if (!this.stopped) this.owner.connectFailed(link.id, `${host.host}:${host.port}: ${reason}`);
    };
    socket.on('error', error => failed(reasonOf(error)));
    socket.on('close', () => failed('the peer closed the connection'));
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
      const problem =
        socket instanceof TLSSocket ? peerProblem(socket, { host: settings.tls?.serverName ?? host.host }) : undefined;
      if (problem !== undefined) failed(`TLS: ${problem}`);
      if (over || !done()) socket.destroy();
      else link.attach(new Connection(socket, link, clock), clock.now());
    });
  }
}

/** Certificates are judged when the handshake is done, with words that say which and why: until then not a byte of ours leaves. */
function open(to: Endpoint, { tls, noDelay }: SessionSettings, network: Network): Socket {
  if (tls === undefined) return network.connect(to, noDelay);
  const { host, port } = to;
  const name = tls.serverName ?? host;
  // a name is told to the server (SNI) and looked for in its certificate; an address is only looked for
  const servername = isIP(name) === 0 ? { servername: name } : {};
  const judged = {
    rejectUnauthorized: false,
    checkServerIdentity: (_: string, cert: PeerCertificate) => checkServerIdentity(name, cert),
  };
  const socket = connectTls({ host, port, ...tls.material(), ...servername, ...judged });
  socket.setNoDelay(noDelay);
  return socket;
}

/** Errors of OpenSSL are put into words. */
function reasonOf(error: Error & { code?: string }): string {
  const ofTls = error.code?.startsWith('ERR_SSL') || error.code?.startsWith('ERR_TLS') || error.message.includes('secure TLS');
  return ofTls ? handshakeProblem(error) : error.message;
}
