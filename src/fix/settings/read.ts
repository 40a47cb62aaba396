import type { CfgSection } from './cfg';
import { type Endpoint, ROLES, type SessionIdentity, type SessionSettings, sessionIdOf } from './settings';
import { Values } from './values';

const BEGIN_STRINGS = ['FIX.4.2', 'FIX.4.4', 'FIXT.1.1'] as const;
const SECOND = 1_000_000;
/** Names QuickFIX takes for DefaultApplVerID, beside the wire value itself. */
const APPL_VERSIONS: Readonly<Record<string, string>> = {
  'FIX.4.2': '4',
  'FIX.4.4': '6',
  'FIX.5.0': '7',
  'FIX.5.0SP1': '8',
  'FIX.5.0SP2': '9',
};
const DECIMALS = { SECONDS: 0, MILLIS: 3, MICROS: 6, NANOS: 9 } as const;

/** Turns a section into settings; what is wrong goes to `errors`, what is doubtful to `warnings`. */
export function readSession(section: CfgSection, errors: string[], warnings: string[]): SessionSettings {
  const v = new Values(section, errors);
  const connectionType = readConnectionType(v);
  const identity = readIdentity(v);
  const qualifier = v.text('SessionQualifier');
  const defaultApplVerID = readApplVerID(v, identity.beginString);
  const defaultStrategy = v.text('DefaultStrategy');
  checkSchedule(v, warnings);
  return Object.freeze({
    id: sessionIdOf(identity, qualifier),
    identity,
    ...(qualifier !== undefined && { qualifier }),
    connectionType,
    role: v.oneOf('Role', ROLES, connectionType === 'acceptor' ? 'oms' : 'venue'),
    endpoint: readEndpoint(v, connectionType),
    ...(defaultApplVerID !== undefined && { defaultApplVerID }),
    ...readSequence(v),
    ...readTiming(v),
    ...readValidation(v),
    noDelay: v.flag('SocketTcpNoDelay', v.flag('SocketNodelay', true)),
    dropFields: readTags(v),
    ...(defaultStrategy !== undefined && { defaultStrategy }),
    source: `${section.file}:${section.line}`,
  });
}

function readConnectionType(v: Values): 'acceptor' | 'initiator' {
  v.required('ConnectionType');
  return v.oneOf('ConnectionType', ['acceptor', 'initiator'], 'acceptor');
}

function readIdentity(v: Values): SessionIdentity {
  v.required('BeginString');
  const optional = {
    senderSubID: v.text('SenderSubID'),
    targetSubID: v.text('TargetSubID'),
    senderLocationID: v.text('SenderLocationID'),
    targetLocationID: v.text('TargetLocationID'),
  };
  const precision = v.oneOf('TimeStampPrecision', ['SECONDS', 'MILLIS', 'MICROS', 'NANOS'], 'MILLIS');
  return {
    beginString: v.oneOf('BeginString', BEGIN_STRINGS, 'FIX.4.4'),
    senderCompID: v.required('SenderCompID'),
    targetCompID: v.required('TargetCompID'),
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as Partial<SessionIdentity>),
    timestampDecimals: DECIMALS[precision],
  };
}

function readApplVerID(v: Values, beginString: string): string | undefined {
  const value = v.text('DefaultApplVerID');
  if (beginString !== 'FIXT.1.1') return undefined;
  const wire = APPL_VERSIONS[value ?? ''] ?? value;
  if (wire === undefined) v.complain('DefaultApplVerID', 'is required with FIXT.1.1');
  else if (wire !== '9') v.complain('DefaultApplVerID', `${value} is not supported; FIX.5.0SP2 (9) is`);
  return wire;
}

/** Only sessions without a daily reset are run; a window we would not keep must not be accepted. */
function checkSchedule(v: Values, warnings: string[]): void {
  const start = v.text('StartTime');
  const end = v.text('EndTime');
  if (v.flag('NonStopSession', false)) return;
  for (const key of ['StartTime', 'EndTime'] as const) {
    const entry = v.entry(key);
    if (entry === undefined) continue;
    if (start !== '00:00:00' || end !== '00:00:00')
      v.complain(key, 'a schedule is not supported; NonStopSession=Y or 00:00:00 to 00:00:00');
    else warnings.push(`${entry.file}:${entry.line}: ${key}: 00:00:00 to 00:00:00 runs without a stop and without a daily reset`);
  }
}

function readEndpoint(v: Values, connectionType: 'acceptor' | 'initiator'): Endpoint {
  const portKey = connectionType === 'acceptor' ? 'SocketAcceptPort' : 'SocketConnectPort';
  v.required(portKey);
  const host = connectionType === 'acceptor' ? (v.text('SocketAcceptAddress') ?? '0.0.0.0') : v.required('SocketConnectHost');
  return { host, port: v.int(portKey, 0, connectionType === 'acceptor' ? 0 : 1, 65535) };
}

const readSequence = (v: Values) => ({
  resetOnLogon: v.flag('ResetOnLogon', false),
  resetOnLogout: v.flag('ResetOnLogout', false),
  resetOnDisconnect: v.flag('ResetOnDisconnect', false),
  persistMessages: v.flag('PersistMessages', true),
  resendRequestChunkSize: v.int('ResendRequestChunkSize', 0, 0, 1_000_000),
});

const readTiming = (v: Values) => ({
  reconnectInterval: v.int('ReconnectInterval', 30, 1, 86_400) * SECOND,
  heartBtIntSeconds: v.int('HeartBtInt', 30, 0, 86_400),
  testRequestDelayMultiplier: v.factor('TestRequestDelayMultiplier', 0.5),
  logonTimeout: v.int('LogonTimeout', 10, 1, 3600) * SECOND,
  logoutTimeout: v.int('LogoutTimeout', 2, 1, 3600) * SECOND,
  checkLatency: v.flag('CheckLatency', true),
  maxLatency: v.int('MaxLatency', 120, 1, 86_400) * SECOND,
});

const readValidation = (v: Values) => ({
  checkCompID: v.flag('CheckCompID', true),
  requiresOrigSendingTime: v.flag('RequiresOrigSendingTime', true),
  useDataDictionary: v.flag('UseDataDictionary', true),
  validation: {
    fieldsOutOfOrder: v.flag('ValidateFieldsOutOfOrder', true),
    fieldsHaveValues: v.flag('ValidateFieldsHaveValues', true),
    userDefinedFields:
      v.text('ValidateUserDefinedFields') === undefined ? ('session' as const) : v.flag('ValidateUserDefinedFields', true),
    unorderedGroupFields: v.flag('ValidateUnorderedGroupFields', true),
    allowUnknownMsgFields: v.flag('AllowUnknownMsgFields', false),
  },
});

function readTags(v: Values): readonly number[] {
  const parts = (v.text('DropFields') ?? '').split(/[\s,]+/).filter(p => p !== '');
  const bad = parts.find(p => !/^[1-9]\d{0,8}$/.test(p));
  if (bad !== undefined) v.complain('DropFields', `${bad} is not a tag number`);
  return parts.filter(p => /^[1-9]\d{0,8}$/.test(p)).map(Number);
}
