/** Keys that do something here, by lower-case name. */
const SUPPORTED = [
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
  'StartTime',
  'EndTime',
  'NonStopSession',
  'ResetOnLogon',
  'ResetOnLogout',
  'ResetOnDisconnect',
  'PersistMessages',
  'ResendRequestChunkSize',
  'HeartBtInt',
  'TestRequestDelayMultiplier',
  'LogonTimeout',
  'LogoutTimeout',
  'ReconnectInterval',
  'CheckLatency',
  'MaxLatency',
  'TimeStampPrecision',
  'UseDataDictionary',
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
  'DropFields',
  'DefaultStrategy',
] as const;

/** A key this program reads. */
export type Key = (typeof SUPPORTED)[number];

/**
 * Keys we know of and do not carry out yet. A value listed beside one asks for what happens anyway and is let through; any other
 * is an error, because a session that silently ignores `SocketUseSSL=Y` is worse than one that does not start.
 */
const UNSUPPORTED: Readonly<Record<string, readonly string[]>> = {
  TimeZone: ['UTC', 'GMT'],
  StartDay: [],
  EndDay: [],
  Weekdays: [],
  RefreshOnLogon: ['N'],
  EnableLastMsgSeqNumProcessed: ['N'],
  EnableNextExpectedMsgSeqNum: ['N'],
  SendRedundantResendRequests: ['N'],
  DataDictionary: [],
  AppDataDictionary: [],
  TransportDataDictionary: [],
  RejectInvalidMessage: ['Y'],
  AllowedRemoteAddresses: [],
  SocketUseSSL: ['N'],
  SocketKeyStore: [],
  SocketPrivateKeyFile: [],
  SocketCertificateFile: [],
  SocketCAFile: [],
  ServerCertificateFile: [],
  ServerCertificateKeyFile: [],
  ClientCertificateFile: [],
  ClientCertificateKeyFile: [],
  CertificationAuthoritiesFile: [],
  NeedClientAuth: ['N'],
  FileLogPath: [],
  RedactFieldsInLogs: [],
  Password: [],
  CancelOnDisconnect: ['N'],
  OnPendingReplace: [],
  CancelsOn: ['none'],
  MaxOrderAge: ['0'],
};

const byLowerCase = new Map<string, string>([...SUPPORTED, ...Object.keys(UNSUPPORTED)].map(k => [k.toLowerCase(), k]));

/** What is to be said about a key: nothing, that it is not known (with the nearest known name), or that it is not supported. */
export type KeyVerdict = { verdict: 'known' } | { verdict: 'unknown'; nearest: string } | { verdict: 'unsupported' };

/** Judges a key with its value. */
export function judgeKey(key: string, value: string): KeyVerdict {
  const name = byLowerCase.get(key.toLowerCase());
  if (name === undefined) {
    // SocketConnectHost1 and the like: further hosts, which we must not drop in silence.
    if (/^SocketConnect(Host|Port)\d+$/i.test(key)) return { verdict: 'unsupported' };
    return { verdict: 'unknown', nearest: nearestKey(key) };
  }
  const harmless = Object.hasOwn(UNSUPPORTED, name) ? UNSUPPORTED[name] : undefined;
  if (harmless === undefined || harmless.some(v => v.toLowerCase() === value.toLowerCase())) return { verdict: 'known' };
  return { verdict: 'unsupported' };
}

/** The known key with the smallest edit distance. */
export function nearestKey(key: string): string {
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const [lower, name] of byLowerCase) {
    const distance = editDistance(key.toLowerCase(), lower);
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
