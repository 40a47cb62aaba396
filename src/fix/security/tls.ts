import type { SecureContextOptions, TLSSocket } from 'node:tls';
import { dateProblem, nameOf } from './certificates';

/** What an acceptor asks of a client: no certificate, a good one if it has one, or a good one (CertificateVerifyLevel 0, 1, 2). */
export type ClientAuth = 0 | 1 | 2;

/** TLS of one session, its files read and found good. */
export interface TlsSettings {
  /** Certificates, key and versions; behind a call, so that printing settings does not print a key. */
  readonly material: () => SecureContextOptions;
  /** Acceptor: what a client has to show. */
  readonly clientAuth: ClientAuth;
  /** Initiator: the name that the peer's certificate must have; undefined is the host it dials. */
  readonly serverName?: string;
  /** Equal for settings that ask for the same: sessions on one port share it. */
  readonly sameAs: string;
}

const REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed and not in CertificationAuthoritiesFile',
  SELF_SIGNED_CERT_IN_CHAIN: 'its root is not in CertificationAuthoritiesFile',
  UNABLE_TO_GET_ISSUER_CERT: 'its issuer is not in CertificationAuthoritiesFile',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not in CertificationAuthoritiesFile',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not in CertificationAuthoritiesFile',
  CERT_SIGNATURE_FAILURE: 'its signature is wrong',
  INVALID_PURPOSE: 'it is not meant for this end of a connection (extended key usage)',
};

/**
 * Why the certificate of the other end is not good; undefined where it is. Call once the handshake is done and before a byte is read or
 * written: sockets are opened with rejectUnauthorized off, because the error it gives does not say which certificate it means.
 */
export function peerProblem(
  socket: TLSSocket,
  wanted: { readonly clientAuth?: ClientAuth; readonly host?: string },
): string | undefined {
  if (wanted.clientAuth === 0 || socket.authorized) return undefined;
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined)
    return wanted.clientAuth === 1 ? undefined : 'the peer showed no certificate; CertificateVerifyLevel=2 asks for one';
  const code = String(socket.authorizationError);
  const dates = code.startsWith('CERT_') ? dateProblem(certificate, Date.now() * 1000) : undefined;
  if (dates?.over) return dates.text;
  const who = `the certificate ${nameOf(certificate)} of the peer is not good`;
  if (code !== 'ERR_TLS_CERT_ALTNAME_INVALID') return `${who}: ${REASONS[code] ?? code}`;
  const names = certificate.subjectAltName ?? 'none';
  return `${who}: it is not for ${wanted.host ?? 'this host'} but for ${names}; SocketServerName names another`;
}

/** What a failed handshake means, in words; OpenSSL's own text where we know none better. */
export function handshakeProblem(error: Error & { readonly code?: string; readonly reason?: string }): string {
  const text = error.reason ?? error.message;
  for (const [sign, told] of HANDSHAKE) if (text.includes(sign)) return `TLS: ${told}`;
  return `TLS: ${text}`;
}

const HANDSHAKE: readonly (readonly [string, string])[] = [
  ['http request', 'the peer speaks HTTP'],
  ['wrong version number', 'the peer does not speak TLS'],
  ['unsupported protocol', 'the peer offers no version of TLS in EnabledProtocols'],
  ['protocol version', 'the peer takes no version of TLS in EnabledProtocols'],
  ['unknown ca', 'the peer does not know the issuer of our certificate'],
  ['certificate required', 'the peer asks for a certificate: ClientCertificateFile and ClientCertificateKeyFile'],
  ['certificate expired', 'the peer finds our certificate expired'],
  ['bad certificate', 'the peer finds our certificate bad'],
  ['no shared cipher', 'there is no cipher that both ends have'],
  [
    'disconnected before secure TLS connection',
    'the peer closed the connection during the handshake: perhaps it does not speak TLS',
  ],
];
