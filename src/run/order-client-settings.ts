import { parseSettings } from '../fix/settings/load';
import type { SessionSettings } from '../fix/settings/settings';
import { UsageError } from './usage-error';

export interface SessionOptions {
  readonly host: string;
  readonly port: number;
  readonly sender: string;
  readonly target: string;
  /** Begin at MsgSeqNum 1 on both sides. */
  readonly resetNumbers: boolean;
  /** Undefined: plain TCP. */
  readonly tls?: ClientTls | undefined;
}

/** TLS of the client's end; files are PEM, by path. */
export interface ClientTls {
  /** Whose certificates are believed; undefined: those that the system believes. */
  readonly ca?: string | undefined;
  /** Our own certificate and its key, where the gateway asks for one. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** The name that the gateway's certificate must have; undefined: the host. */
  readonly serverName?: string | undefined;
}

/** What to log on with where the gateway asks for it: of the environment, because a command line can be read by others. */
const USERNAME = 'SLUICE_OMS_USERNAME';
const PASSWORD = 'SLUICE_OMS_PASSWORD';

/** What a setting is called on the command line. */
const OPTION_OF: Readonly<Record<string, string>> = {
  SocketUseSSL: '--tls',
  CertificationAuthoritiesFile: '--ca',
  ClientCertificateFile: '--cert',
  ClientCertificateKeyFile: '--key',
  SocketServerName: '--server-name',
  Username: USERNAME,
  Password: PASSWORD,
};

/** A text that names settings, for who knows the options only. */
export const inOptions = (text: string): string => text.replace(/\b[A-Z]\w+\b/g, word => OPTION_OF[word] ?? word);

/** The settings of the client's session, as if a .cfg had them. Throws UsageError that names the option; warnings name it, too. */
export function clientSettings(
  o: SessionOptions,
  reset: boolean,
): { readonly sessions: readonly SessionSettings[]; readonly warnings: readonly string[] } {
  const lines = [
    '[SESSION]',
    'BeginString=FIX.4.4',
    'ConnectionType=initiator',
    `SenderCompID=${o.sender}`,
    `TargetCompID=${o.target}`,
    `SocketConnectHost=${o.host}`,
    `SocketConnectPort=${o.port}`,
    'HeartBtInt=10',
    'ReconnectInterval=1',
    `ResetOnLogon=${reset ? 'Y' : 'N'}`,
    ...(process.env[USERNAME] ? [`Username=${process.env[USERNAME]}`] : []),
    ...(process.env[PASSWORD] ? [`Password=env:${PASSWORD}`] : []),
    ...(o.tls ? tlsLines(o.tls) : []),
  ];
  const { sessions, errors, warnings } = parseSettings([{ name: HERE, text: `${lines.join('\n')}\n` }]);
  if (errors.length > 0) throw new UsageError(ofOption(errors[0]!));
  return { sessions, warnings: warnings.map(ofOption) };
}

const HERE = 'order client';
const PLACE = new RegExp(`^${HERE}:\\d+: `);

const ofOption = (text: string): string => inOptions(text.replace(PLACE, ''));

function tlsLines({ ca, cert, key, serverName }: ClientTls): string[] {
  const given = {
    CertificationAuthoritiesFile: ca,
    ClientCertificateFile: cert,
    ClientCertificateKeyFile: key,
    SocketServerName: serverName,
  };
  const lines = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return ['SocketUseSSL=Y', ...lines];
}
