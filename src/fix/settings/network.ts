import { addressList } from '../security/addresses';
import { clearCheck, hashCheck, isPassword } from '../security/password';
import { type CertificateList, certificateList } from '../security/peer-certificates';
import type { TlsSettings } from '../security/tls';
import { placeOf } from './cfg';
import type { Endpoint, NetworkSettings } from './settings';
import { readTls } from './tls';
import type { Values } from './values';

/** What the readers below need to know of the session besides its keys. */
export interface NetworkOf {
  readonly connectionType: 'acceptor' | 'initiator';
  readonly beginString: string;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Reads the network keys of a section, and the files and environment variables that they name. */
export function readNetwork(v: Values, of: NetworkOf, endpoint: Endpoint, warnings: string[]): NetworkSettings {
  const otherHosts = of.connectionType === 'initiator' ? readOtherHosts(v) : [];
  const tls = readTls(v, of.connectionType, warnings);
  const allowed = v.text('AllowedRemoteAddresses');
  const listed = addressList(allowed ?? '', part =>
    v.complain('AllowedRemoteAddresses', `${part} is no IP address and no range such as 10.1.0.0/16`),
  );
  const allowedCertificates = readAllowedCertificates(v, of, tls);
  const credentials = readCredentials(v, of);
  const entry = v.entry('Password');
  if (entry && credentials && !tls && !LOOPBACK.test(endpoint.host))
    warnings.push(`${placeOf(entry)}: travels in clear text: set SocketUseSSL=Y`);
  return {
    ...(otherHosts.length > 0 && { otherHosts }),
    ...(tls && { tls }),
    ...(allowed !== undefined && of.connectionType === 'acceptor' && { allowedAddresses: listed }),
    ...(allowedCertificates && { allowedCertificates }),
    ...credentials,
  };
}

/** The certificates that may log on as this session: without them any client whose certificate the port takes may, under any CompID. */
function readAllowedCertificates(v: Values, of: NetworkOf, tls: TlsSettings | undefined): CertificateList | undefined {
  const text = v.text('AllowedClientCertificates');
  if (text === undefined) return undefined;
  const complain = (what: string): void => v.complain('AllowedClientCertificates', what);
  if (of.connectionType === 'initiator')
    complain('belongs to an acceptor; whom an initiator believes is said by CertificationAuthoritiesFile and SocketServerName');
  else if (v.text('SocketUseSSL') !== 'Y') complain('needs SocketUseSSL=Y');
  else if (tls?.clientAuth === 0) complain('needs NeedClientAuth=Y: else no client is asked for a certificate');
  return certificateList(text, part => complain(`'${part}' is no SHA-256 fingerprint and no subject such as O=Example, CN=oms1`));
}

/** SocketConnectHost1 and SocketConnectPort1, 2 and so on, as far as they go without a hole. */
function readOtherHosts(v: Values): Endpoint[] {
  const hosts = v.numbered('SocketConnectHost');
  const ports = v.numbered('SocketConnectPort');
  const found: Endpoint[] = [];
  for (const n of [...new Set([...hosts.keys(), ...ports.keys()])].sort((a, b) => a - b)) {
    const [host, port] = [hosts.get(n), ports.get(n)];
    if (!host || !port) v.errors.push(`${placeOf((host ?? port)!)}: needs SocketConnect${host ? 'Port' : 'Host'}${n} beside it`);
    else if (n !== found.length + 1)
      v.errors.push(`${placeOf(host)}: SocketConnectHost${found.length + 1} is missing: hosts are numbered from 1 on`);
    else if (!/^\d{1,5}$/.test(port.value) || Number(port.value) < 1 || Number(port.value) > 65535)
      v.errors.push(`${placeOf(port)}: ${port.value} is not a whole number from 1 to 65535`);
    found.push({ host: host?.value ?? '', port: Number(port?.value ?? 0) });
  }
  return found;
}

function readCredentials(v: Values, of: NetworkOf): Pick<NetworkSettings, 'ownCredentials' | 'peerCredentials'> | undefined {
  const username = v.text('Username');
  const value = v.text('Password');
  if (value === undefined) {
    if (username !== undefined) v.complain('Username', 'needs Password beside it');
    return undefined;
  }
  if (username !== undefined && of.beginString === 'FIX.4.2')
    v.complain('Username', 'a Logon of FIX.4.2 has no Username (553): only Password, which travels in RawData (96)');
  if (username !== undefined && !isPassword(username)) v.complain('Username', 'must be printable ASCII');
  const name = username === undefined ? {} : { username };
  const clear = value.startsWith('env:') ? fromEnvironment(v, value.slice('env:'.length)) : undefined;
  if (of.connectionType === 'initiator') {
    if (clear === undefined && !value.startsWith('env:'))
      v.complain(
        'Password',
        'an initiator sends it, so it cannot be a hash: write env:NAME and put it into that environment variable',
      );
    return { ownCredentials: { ...name, password: () => clear ?? '' } };
  }
  const check = hashCheck(clear ?? value) ?? (clear === undefined ? undefined : clearCheck(clear));
  if (check === undefined && !value.startsWith('env:'))
    v.complain('Password', 'must be a hash from `sluice sessions hash-password`, or env:NAME; one in clear is not taken');
  return { peerCredentials: { ...name, check: check ?? (async () => false) } };
}

function fromEnvironment(v: Values, name: string): string | undefined {
  const value = process.env[name];
  if (value === undefined || value === '') v.complain('Password', `the environment variable ${name} is not set`);
  else if (!isPassword(value))
    v.complain('Password', `the environment variable ${name} must be 1 to 256 characters of printable ASCII`);
  else return value;
  return undefined;
}
