/** Keys that do something here; each has a row in docs/sessions.md. */
export const SUPPORTED = [
  'BeginString',
  'SenderCompID',
  'SenderSubID',
  'SenderLocationID',
  'TargetCompID',
  'TargetSubID',
  'TargetLocationID',
  'SessionQualifier',
  'DefaultApplVerID',
  'ConnectionType',
  'Role',
  'TimeZone',
  'StartTime',
  'EndTime',
  'StartDay',
  'EndDay',
  'Weekdays',
  'NonStopSession',
  'ResetOnLogon',
  'ResetOnLogout',
  'ResetOnDisconnect',
  'RefreshOnLogon',
  'PersistMessages',
  'EnableLastMsgSeqNumProcessed',
  'EnableNextExpectedMsgSeqNum',
  'ResendRequestChunkSize',
  'SendRedundantResendRequests',
  'HeartBtInt',
  'TestRequestDelayMultiplier',
  'LogonTimeout',
  'LogoutTimeout',
  'ReconnectInterval',
  'CheckLatency',
  'MaxLatency',
  'TimeStampPrecision',
  'UseDataDictionary',
  'DataDictionary',
  'AppDataDictionary',
  'TransportDataDictionary',
  'RejectInvalidMessage',
  'ValidateFieldsOutOfOrder',
  'ValidateFieldsHaveValues',
  'ValidateUserDefinedFields',
  'ValidateUnorderedGroupFields',
  'AllowUnknownMsgFields',
  'CheckCompID',
  'RequiresOrigSendingTime',
  'SocketConnectHost',
  'SocketConnectPort',
  'SocketAcceptAddress',
  'SocketAcceptPort',
  'SocketTcpNoDelay',
  'SocketNodelay',
  'AllowedRemoteAddresses',
  'AllowedClientCertificates',
  'SocketUseSSL',
  'ServerCertificateFile',
  'ServerCertificateKeyFile',
  'ClientCertificateFile',
  'ClientCertificateKeyFile',
  'SocketCertificateFile',
  'SocketPrivateKeyFile',
  'CertificationAuthoritiesFile',
  'SocketCAFile',
  'CertificateVerifyLevel',
  'NeedClientAuth',
  'EnabledProtocols',
  'SocketServerName',
  'Username',
  'Password',
  'DropFields',
  'DefaultStrategy',
  'DropCopyAccounts',
  'DropCopyOf',
  'DropCopyGrace',
  'OnPendingReplace',
  'MaxOrderAge',
  'OrderStatusQuery',
  'CancelsOn',
  'MassCancel',
  'CancelRate',
  'ExDestination',
  'MarketDataFor',
  'CancelOnDisconnect',
  'CancelOnDisconnectAfter',
  'RiskRole',
  'FileLogPath',
  'FileLogMaxMegabytes',
  'FileLogKeep',
  'FileStorePath',
  'RedactFieldsInLogs',
] as const;

/** A key this program reads. */
export type Key = (typeof SUPPORTED)[number];

/**
 * Keys we know of and do not carry out. `asWeDo` lists the values that ask for what happens anyway and are let through; any other is an
 * error with what to use instead, because a session that silently ignores `SocketUseSSL=Y` is worse than one that does not start.
 */
interface Unsupported {
  readonly asWeDo: readonly string[];
  readonly instead: string;
}

const unsupported = (instead: string, ...asWeDo: string[]): Unsupported => ({ asWeDo, instead });

const UNSUPPORTED: Readonly<Record<string, Unsupported>> = {
  // what QuickFIX and its relatives have beside ours
  UseLocalTime: unsupported('name the zone in TimeZone', 'N'),
  LogonTime: unsupported('StartTime and EndTime are when a session is logged on'),
  LogoutTime: unsupported('StartTime and EndTime are when a session is logged on'),
  LogonDay: unsupported('use StartDay'),
  LogoutDay: unsupported('use EndDay'),
  ResetOnError: unsupported('use ResetOnDisconnect', 'N'),
  DisconnectOnError: unsupported('a fault of the peer that cannot be answered with a Reject always ends in a Logout', 'N'),
  ValidateSequenceNumbers: unsupported('sequence numbers are always checked', 'Y'),
  DynamicSession: unsupported('write a [SESSION] for each counterparty', 'N'),
  AcceptorTemplate: unsupported('write a [SESSION] for each counterparty', 'N'),
  // ours, not there yet
  SSLProtocol: unsupported('use EnabledProtocols'),
  SocketTrustStore: unsupported('a PEM file: CertificationAuthoritiesFile'),
  SocketInsecureSkipVerify: unsupported("put the venue's issuer into CertificationAuthoritiesFile", 'N'),
  SocketKeyStore: unsupported('PEM files: ServerCertificateFile and ServerCertificateKeyFile, or their Client names'),
};

const supported = new Map<string, string>(SUPPORTED.map(k => [k.toLowerCase(), k]));
const unsupportedByName = new Map(Object.entries(UNSUPPORTED).map(([key, row]) => [key.toLowerCase(), row]));

/** Further hosts of an initiator: SocketConnectHost1 and so on. */
const NUMBERED = /^SocketConnect(Host|Port)\d{1,3}$/i;

/** What is to be said about a key: nothing, that it is not known (with the nearest supported name), or what to use instead of it. */
export type KeyVerdict =
  | { verdict: 'known' }
  | { verdict: 'unknown'; nearest: string }
  | { verdict: 'unsupported'; instead: string };

/** Judges a key with its value. */
export function judgeKey(key: string, value: string): KeyVerdict {
  const name = key.toLowerCase();
  if (supported.has(name)) return { verdict: 'known' };
  const row = unsupportedByName.get(name);
  if (row !== undefined) {
    if (row.asWeDo.some(v => v.toLowerCase() === value.toLowerCase())) return { verdict: 'known' };
    return { verdict: 'unsupported', instead: row.instead };
  }
  if (NUMBERED.test(key)) return { verdict: 'known' };
  return { verdict: 'unknown', nearest: nearestKey(key) };
}

/** The supported key with the smallest edit distance. */
export const nearestKey = (key: string): string => nearestOf(key, supported.values());

/** The name with the smallest edit distance from `text`, without regard to case; '' of none. */
export function nearestOf(text: string, names: Iterable<string>): string {
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const distance = editDistance(text.toLowerCase(), name.toLowerCase());
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
