import { type CfgSection, placeOf } from './cfg';
import { checkRole, readFlow } from './flow';
import type { Key } from './keys';
import { readNetwork } from './network';
import { readSchedule } from './schedule';
import { type Endpoint, ROLES, type SessionIdentity, type SessionSettings, sessionIdOf } from './settings';
import { readValidation } from './validation';
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
/** FIX 5.0 and its service packs share a dictionary. */
const OF_50: ReadonlySet<string> = new Set(['7', '8', '9']);
/** Decimals of a second, by QuickFIX/J's name or QuickFIX's number. */
const DECIMALS = { SECONDS: 0, MILLIS: 3, MICROS: 6, NANOS: 9, 0: 0, 3: 3, 6: 6, 9: 9 } as const;

/** Turns a section into settings; what is wrong goes to `errors`, what is doubtful to `warnings`. */
export function readSession(section: CfgSection, errors: string[], warnings: string[]): SessionSettings {
  const v = new Values(section, errors);
  const connectionType = readConnectionType(v);
  const identity = readIdentity(v);
  const qualifier = v.text('SessionQualifier');
  const defaultApplVerID = readApplVerID(v, identity.beginString);
  const defaultStrategy = v.text('DefaultStrategy');
  const role = v.oneOf('Role', ROLES, connectionType === 'acceptor' ? 'oms' : 'venue');
  checkRole(v, role, connectionType);
  const endpoint = readEndpoint(v, connectionType);
  const schedule = readSchedule(v);
  noteIdle(v, warnings);
  return Object.freeze({
    id: sessionIdOf(identity, qualifier),
    identity,
    ...(qualifier !== undefined && { qualifier }),
    connectionType,
    role,
    ...readFlow(v, role),
    endpoint,
    ...readNetwork(v, { connectionType, beginString: identity.beginString }, endpoint, warnings),
    ...(defaultApplVerID !== undefined && { defaultApplVerID }),
    ...(schedule !== undefined && { schedule }),
    ...readSequence(v, identity.beginString),
    ...readTiming(v),
    ...readValidation(v, identity.beginString),
    noDelay: v.flag('SocketTcpNoDelay', v.flag('SocketNodelay', true)),
    dropFields: v.tags('DropFields'),
    ...(defaultStrategy !== undefined && { defaultStrategy }),
    redactInLogs: v.tags('RedactFieldsInLogs'),
    ...readFileLog(v),
    source: `${section.file}:${section.line}`,
    keys: v.explained(),
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
  const precision = v.oneOf('TimeStampPrecision', ['SECONDS', 'MILLIS', 'MICROS', 'NANOS', '0', '3', '6', '9'], 'MILLIS');
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
  else if (!OF_50.has(wire))
    v.complain('DefaultApplVerID', `${value} is not supported; FIX.5.0 (7), FIX.5.0SP1 (8) and FIX.5.0SP2 (9) are`);
  return wire;
}

function readEndpoint(v: Values, connectionType: 'acceptor' | 'initiator'): Endpoint {
  const portKey = connectionType === 'acceptor' ? 'SocketAcceptPort' : 'SocketConnectPort';
  v.required(portKey);
  const host = connectionType === 'acceptor' ? v.text('SocketAcceptAddress', '0.0.0.0') : v.required('SocketConnectHost');
  return { host, port: v.int(portKey, 0, connectionType === 'acceptor' ? 0 : 1, 65535) };
}

const readSequence = (v: Values, beginString: string) => ({
  resetOnLogon: v.flag('ResetOnLogon', false),
  resetOnLogout: v.flag('ResetOnLogout', false),
  resetOnDisconnect: v.flag('ResetOnDisconnect', false),
  persistMessages: v.flag('PersistMessages', true),
  lastMsgSeqNumProcessed: v.flag('EnableLastMsgSeqNumProcessed', false),
  nextExpectedMsgSeqNum: readNextExpected(v, beginString),
  resendRequestChunkSize: v.int('ResendRequestChunkSize', 0, 0, 1_000_000),
  redundantResendRequests: v.flag('SendRedundantResendRequests', false),
});

function readNextExpected(v: Values, beginString: string): boolean {
  const on = v.flag('EnableNextExpectedMsgSeqNum', false);
  if (on && beginString === 'FIX.4.2')
    v.complain('EnableNextExpectedMsgSeqNum', 'NextExpectedMsgSeqNum (789) begins with FIX.4.4');
  return on;
}

/** FIX logs as files, where a folder is named for them. */
function readFileLog(v: Values): Pick<SessionSettings, 'fileLog'> {
  const dir = v.text('FileLogPath');
  const megabytes = v.int('FileLogMaxMegabytes', 256, 0, 100_000);
  const keep = v.int('FileLogKeep', 30, 0, 10_000);
  return dir === undefined ? {} : { fileLog: { dir, mostBytes: megabytes * 1_000_000, keep } };
}

/** Keys that ask for what cannot be had here or is there anyway: told, and no reason not to start. */
function noteIdle(v: Values, warnings: string[]): void {
  const idle: [Key, boolean, string][] = [
    ['FileStorePath', v.text('FileStorePath') !== undefined, 'not used: sequence numbers and messages are in the journal'],
    ['RefreshOnLogon', v.flag('RefreshOnLogon', false), 'changes nothing: only this gateway writes its journal'],
  ];
  for (const [key, given, what] of idle) {
    const entry = v.entry(key);
    if (given && entry !== undefined) warnings.push(`${placeOf(entry)}: ${what}`);
  }
}

const readTiming = (v: Values) => ({
  reconnectInterval: v.int('ReconnectInterval', 30, 1, 86_400) * SECOND,
  heartBtIntSeconds: v.int('HeartBtInt', 30, 0, 86_400),
  testRequestDelayMultiplier: v.factor('TestRequestDelayMultiplier', 0.5),
  logonTimeout: v.int('LogonTimeout', 10, 1, 3600) * SECOND,
  logoutTimeout: v.int('LogoutTimeout', 2, 1, 3600) * SECOND,
  checkLatency: v.flag('CheckLatency', true),
  maxLatency: v.int('MaxLatency', 120, 1, 86_400) * SECOND,
});
