import { createHash, type X509Certificate } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { createSecureContext, type SecureVersion } from 'node:tls';
import { dateProblem, othersMayRead, type Read, readCertificates, readKey } from '../security/certificates';
import type { ClientAuth, TlsSettings } from '../security/tls';
import { placeOf } from './cfg';
import type { Key } from './keys';
import type { Values } from './values';

type Side = 'acceptor' | 'initiator';
const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const satisfies readonly SecureVersion[];

/** The names a file goes by: QuickFIX's (C++), then QuickFIX/Go's. */
const CERTIFICATE: Readonly<Record<Side, readonly Key[]>> = {
  acceptor: ['ServerCertificateFile', 'SocketCertificateFile'],
  initiator: ['ClientCertificateFile', 'SocketCertificateFile'],
};
const KEY: Readonly<Record<Side, readonly Key[]>> = {
  acceptor: ['ServerCertificateKeyFile', 'SocketPrivateKeyFile'],
  initiator: ['ClientCertificateKeyFile', 'SocketPrivateKeyFile'],
};
const AUTHORITIES: readonly Key[] = ['CertificationAuthoritiesFile', 'SocketCAFile'];

interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Reads TLS of a section, and the files that it names (a relative path is taken from the .cfg's folder); undefined without SocketUseSSL=Y. */
export function readTls(v: Values, side: Side, warnings: string[]): TlsSettings | undefined {
  if (!v.flag('SocketUseSSL', false)) return undefined;
  const identity = readIdentity(v, side, warnings);
  const ca = readAuthorities(v, warnings);
  const clientAuth = readClientAuth(v, side, ca);
  const versions = readVersions(v);
  const serverName = v.text('SocketServerName');
  const [minVersion, maxVersion] = [versions[0]!, versions[versions.length - 1]!];
  const material = { ...identity, ...(ca !== undefined && { ca }), minVersion, maxVersion };
  try {
    createSecureContext(material);
  } catch (error) {
    v.complain('SocketUseSSL', `these files cannot be used: ${(error as Error).message}`);
    return undefined;
  }
  const all = JSON.stringify([identity, ca, clientAuth, versions]);
  return {
    material: () => material,
    clientAuth,
    ...(side === 'initiator' && serverName !== undefined && { serverName }),
    sameAs: createHash('sha256').update(all).digest('hex'),
  };
}

/** Our own certificate and its key: an acceptor must have them, an initiator where the venue asks for them. */
function readIdentity(v: Values, side: Side, warnings: string[]): Identity | undefined {
  const certKey = given(v, CERTIFICATE[side]);
  const keyKey = given(v, KEY[side]);
  if (certKey === undefined || keyKey === undefined) {
    if (side === 'acceptor' || certKey !== keyKey)
      v.complain((certKey === undefined ? CERTIFICATE : KEY)[side][0]!, 'is required with SocketUseSSL=Y');
    return undefined;
  }
  const certificates = taken(v, certKey, readCertificates(pathOf(v, certKey)));
  if (!certificates) return undefined;
  judgeDates(v, certKey, certificates.value, warnings);
  const key = taken(v, keyKey, readKey(pathOf(v, keyKey), certificates.value[0]!));
  if (!key) return undefined;
  const entry = v.entry(keyKey);
  if (entry && othersMayRead(pathOf(v, keyKey))) warnings.push(`${placeOf(entry)}: others may read this key: chmod 600`);
  return { cert: certificates.pem, key: key.pem };
}

function readAuthorities(v: Values, warnings: string[]): string | undefined {
  const key = given(v, AUTHORITIES);
  if (key === undefined) return undefined;
  const found = taken(v, key, readCertificates(pathOf(v, key)));
  if (found) judgeDates(v, key, found.value, warnings);
  return found?.pem;
}

function readClientAuth(v: Values, side: Side, ca: string | undefined): ClientAuth {
  const needed = v.flag('NeedClientAuth', false);
  const level = v.int('CertificateVerifyLevel', needed || side === 'initiator' ? 2 : 0, 0, 2) as ClientAuth;
  if (side === 'initiator') {
    if (level === 0)
      v.complain(
        'CertificateVerifyLevel',
        "an initiator always verifies: put the venue's issuer into CertificationAuthoritiesFile",
      );
    return 2;
  }
  if (needed && level < 2) v.complain('CertificateVerifyLevel', `${level} contradicts NeedClientAuth=Y`);
  if (level > 0 && ca === undefined && given(v, AUTHORITIES) === undefined)
    v.complain('CertificationAuthoritiesFile', 'is required: it says whose certificates a client may show');
  return level;
}

function readVersions(v: Values): readonly SecureVersion[] {
  const asked = (v.text('EnabledProtocols') ?? VERSIONS.join(' ')).split(/[\s,]+/).filter(p => p !== '');
  const bad = asked.find(p => !VERSIONS.some(known => known === p));
  if (bad !== undefined)
    v.complain('EnabledProtocols', `${bad} is none of ${VERSIONS.join(', ')}: older versions are not spoken`);
  const versions = VERSIONS.filter(known => asked.includes(known));
  return versions.length > 0 ? versions : VERSIONS;
}

const given = (v: Values, keys: readonly Key[]): Key | undefined => keys.find(key => v.text(key) !== undefined);

const pathOf = (v: Values, key: Key): string => resolve(dirname(v.entry(key)!.file), v.text(key)!);

function taken<T>(v: Values, key: Key, read: Read<T>): (Read<T> & { ok: true }) | undefined {
  if (read.ok) return read;
  v.complain(key, read.problem);
  return undefined;
}

function judgeDates(v: Values, key: Key, certificates: readonly X509Certificate[], warnings: string[]): void {
  for (const certificate of certificates) {
    const problem = dateProblem(certificate, Date.now() * 1000);
    if (problem?.over) v.complain(key, problem.text);
    else if (problem) warnings.push(`${placeOf(v.entry(key)!)}: ${problem.text}`);
  }
}
