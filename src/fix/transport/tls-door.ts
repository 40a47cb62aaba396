import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { remoteOf } from '../security/addresses';
import { handshakeProblem, peerProblem, type TlsSettings } from '../security/tls';
import { STRANGER_PATIENCE_MICROS } from './limits';

/** Who is told how a handshake ended; `remote` is as `remoteOf` gives it. */
export interface TlsDoorWatch {
  /** `problem`: why the peer's certificate is not good, where it is not. */
  secured(socket: TLSSocket, problem: string | undefined): void;
  handshakeFailed(remote: string, reason: string): void;
}

/**
 * Does the TLS handshake on connections that were accepted already, so that one that never ends is a stranger like any other. Certificates are
 * judged here and not by the library, which would drop a bad one without saying whose it was.
 */
export class TlsDoor {
  /** Not listening itself. */
  private readonly server: Server;

  constructor(tls: TlsSettings, watch: TlsDoorWatch) {
    this.server = createServer({
      ...tls.material(),
      requestCert: tls.clientAuth > 0,
      rejectUnauthorized: false,
      handshakeTimeout: 2 * (STRANGER_PATIENCE_MICROS / 1000), // the patience with strangers ends first
    });
    this.server.on('secureConnection', socket => watch.secured(socket, peerProblem(socket, { clientAuth: tls.clientAuth })));
    this.server.on('tlsClientError', (error, socket) => watch.handshakeFailed(remoteOf(socket), handshakeProblem(error)));
  }

  /** Takes a connection; `gone` is called when it is closed, in the handshake or after. */
  take(socket: Socket, gone: () => void): void {
    socket.on('error', () => undefined); // told by the handshake, or by the connection behind it
    socket.on('close', gone);
    this.server.emit('connection', socket);
  }
}
