import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Micros } from '../../core/numbers';
import { MessageView } from '../codec/view';
import { claimOf, isPeer } from '../security/credentials';
import { shownCertificate } from '../security/peer-certificates';
import type { Endpoint } from '../settings/settings';
import { Candidate } from './candidate';
import { Connection, type ConnectionListener } from './connection';
import { sessionFor } from './directory';
import { MOST_STRANGERS, STRANGER_PATIENCE_MICROS } from './limits';
import type { LinkOwner, SessionLink } from './link';
import type { Network, Port } from './network';
import { PasswordQueue } from './password-queue';
import { type Stranger, Strangers } from './strangers';
import { TlsDoor, type TlsDoorWatch } from './tls-door';

/** What the acceptor tells of connections that never became a session. */
export interface StrangerWatch {
  readonly network: Network;
  stranger(remote: string, reason: string, bytes: number): void;
  /** A Logon for a session was turned away before the session saw it. */
  logonRefused(link: SessionLink, reason: string, at: Micros): void;
  /** A Logon was turned away without a look at its password, because too many wait for theirs. */
  leftUnchecked(link: SessionLink, reason: string, at: Micros): void;
}

/**
 * One listening port for several sessions. A connection is a stranger until its first message is a Logon for one of them, from an address that the
 * session allows, with a certificate that it allows and with its password; a stranger that sends anything else, nothing in time, or a Logon for a session that is connected, is dropped
 * without an answer.
 */
export class Acceptor implements ConnectionListener, TlsDoorWatch {
  private readonly open: Port;
  private door: TlsDoor | undefined;
  private readonly strangers = new Strangers(MOST_STRANGERS);
  private readonly view = new MessageView();
  private readonly checks = new PasswordQueue();

  constructor(
    readonly endpoint: Endpoint,
    readonly links: SessionLink[],
    private readonly owner: StrangerWatch & LinkOwner,
  ) {
    this.open = owner.network.port(socket => this.accept(socket));
  }

  /** Resolves once the port is open; rejects with the endpoint in the message. */
  listen(): Promise<void> {
    const { host, port } = this.endpoint;
    const tls = this.links[0]?.settings.tls;
    if (tls) this.door = new TlsDoor(tls, this);
    return new Promise((resolve, reject) => {
      this.open.listen(this.endpoint, resolve, e => {
        if (this.open.listening) this.owner.stranger(`${host}:${port}`, `cannot accept: ${e.message}`, 0);
        else reject(new Error(`cannot listen on ${host}:${port}: ${e.message}`));
      });
    });
  }

  /** The port that is open, which differs from the one asked for where that was 0. */
  get port(): number {
    return this.open.number ?? this.endpoint.port;
  }

  /** Opens no further connection. */
  close(): void {
    this.open.close();
    for (const { remote, socket } of this.strangers.cameBefore(Number.POSITIVE_INFINITY)) {
      this.strangers.remove(remote);
      socket.destroy();
    }
  }

  tick(at: Micros): void {
    for (const stranger of this.strangers.cameBefore(at - STRANGER_PATIENCE_MICROS)) this.dismiss(stranger, 'no Logon in time');
  }

  garbled(connection: Connection, reason: string, bytes: number): void {
    this.drop(connection, reason, bytes);
  }

  gone(connection: Connection): void {
    this.strangers.remove(connection.remote);
  }

  private accept(socket: Socket): void {
    const { owner, strangers } = this;
    const { remoteAddress } = socket;
    if (remoteAddress === undefined) return void socket.destroy(); // reset before we came to it: nobody is there
    const { stranger, crowdedOut } = strangers.add(socket, owner.clock.now());
    if (crowdedOut) this.tellDismissed(crowdedOut, 'too many connections without a Logon: the oldest goes');
    if (!this.links.some(link => link.settings.allowedAddresses?.has(remoteAddress) ?? true))
      return this.dismiss(stranger, 'AllowedRemoteAddresses of no session here has this address');
    if (this.door === undefined) new Connection(socket, this, owner.clock);
    else this.door.take(socket, () => strangers.remove(stranger.remote));
  }

  secured(socket: TLSSocket, problem: string | undefined): void {
    const connection = new Connection(socket, this, this.owner.clock);
    connection.certificate = socket.getPeerX509Certificate();
    if (problem !== undefined) this.drop(connection, `TLS: ${problem}`, 0);
  }

  handshakeFailed(remote: string, reason: string): void {
    const stranger = this.strangers.get(remote);
    if (stranger) this.dismiss(stranger, reason); // one that is gone has nothing to be told about
  }

  /** The first message of a connection. */
  frame(connection: Connection, buf: Buffer, start: number, end: number): void {
    const { view } = this;
    if (this.strangers.get(connection.remote) === undefined) return; // dropped for what came before in the same chunk
    if (!view.read(buf, start, end)) return this.drop(connection, view.malformedReason, end - start);
    if (view.tags[2] !== 35 || view.msgType !== 'A')
      return this.drop(connection, 'the first message was not a Logon', end - start);
    const link = sessionFor(view, this.links);
    if (link === undefined) return this.drop(connection, 'no session of these ids', end - start);
    if (this.isBarred(link, connection, end - start) || this.isConnected(link, connection)) return;
    const candidate = new Candidate(link, () => this.gone(connection));
    candidate.frame(connection, buf, start, end);
    if (link.settings.peerCredentials === undefined) this.admit(connection, candidate);
    else this.check(connection, candidate);
  }

  /** Whether the session takes nobody from this address, or with this certificate; it is dropped then. */
  private isBarred(link: SessionLink, connection: Connection, bytes: number): boolean {
    const { allowedAddresses, allowedCertificates } = link.settings;
    const { address, remote, certificate } = connection;
    let why: [told: string, reason: string] | undefined;
    if (allowedAddresses?.has(address) === false)
      why = [`AllowedRemoteAddresses does not have ${remote}`, 'the address is not allowed'];
    else if (allowedCertificates?.has(certificate) === false)
      why = [
        `AllowedClientCertificates does not have ${shownCertificate(certificate)}, from ${remote}`,
        'the certificate is not allowed',
      ];
    if (why === undefined) return false;
    this.owner.logonRefused(link, why[0], connection.at);
    this.drop(connection, why[1], bytes);
    return true;
  }

  private isConnected(link: SessionLink, connection: Connection): boolean {
    if (link.connection === undefined) return false;
    this.owner.logonRefused(link, `a second logon, from ${connection.remote}`, connection.at);
    this.drop(connection, 'the session is connected', 0);
    return true;
  }

  /** A wrong name and a wrong password end alike, and in the same time. */
  private check(connection: Connection, candidate: Candidate): void {
    const { owner } = this;
    const claim = claimOf(this.view);
    const wanted = candidate.link.settings.peerCredentials!;
    connection.pause();
    connection.listener = candidate;
    const waits = (): boolean => this.strangers.get(connection.remote) !== undefined; // not gone, nor dropped for its patience
    const right = this.checks.add(connection.address, () => waits() && isPeer(claim, wanted));
    if (right === undefined) {
      const reason = `too many wait for their password to be checked, from ${connection.remote}`;
      owner.leftUnchecked(candidate.link, reason, connection.at);
      return this.drop(connection, 'too many wait for their password to be checked', 0);
    }
    void right.then(ok => {
      if (!waits()) return;
      connection.at = owner.clock.now();
      if (!ok) {
        owner.logonRefused(candidate.link, `Username or Password is wrong, from ${connection.remote}`, connection.at);
        this.drop(connection, 'Username or Password is wrong', 0);
      } else if (!this.isConnected(candidate.link, connection)) this.admit(connection, candidate);
    });
  }

  private admit(connection: Connection, candidate: Candidate): void {
    const { link } = candidate;
    this.strangers.remove(connection.remote);
    connection.setNoDelay(link.settings.noDelay);
    link.attach(connection, connection.at);
    candidate.play(connection);
    connection.resume();
  }

  private drop(connection: Connection, reason: string, bytes: number): void {
    if (!this.strangers.remove(connection.remote)) return;
    this.owner.stranger(connection.remote, reason, bytes);
    connection.destroy(reason);
  }

  private dismiss(stranger: Stranger, reason: string): void {
    if (this.strangers.remove(stranger.remote)) this.tellDismissed(stranger, reason);
  }

  private tellDismissed({ remote, socket }: Stranger, reason: string): void {
    this.owner.stranger(remote, reason, 0);
    socket.destroy();
  }
}
