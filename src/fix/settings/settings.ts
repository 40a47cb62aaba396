import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { ValidationOptions } from '../codec/validate';
import type { DictionaryFiles } from '../dictionary/files';
import type { Keeping } from '../file-log/keeping';
import type { Schedule } from '../schedule/windows';
import type { AddressList } from '../security/addresses';
import type { OwnCredentials, PeerCredentials } from '../security/credentials';
import type { CertificateList } from '../security/peer-certificates';
import type { TlsSettings } from '../security/tls';
import type { ExplainedKey } from './values';

/** What the other end of a session is to us. */
export type Role = 'oms' | 'venue' | 'dropcopy' | 'marketdata';
export const ROLES: readonly Role[] = ['oms', 'venue', 'dropcopy', 'marketdata'];

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Who we are and who they are: the header fields of everything we send, as the codec's writer takes them. */
export interface SessionIdentity {
  readonly beginString: string;
  readonly senderCompID: string;
  readonly targetCompID: string;
  readonly senderSubID?: string;
  readonly targetSubID?: string;
  readonly senderLocationID?: string;
  readonly targetLocationID?: string;
  readonly timestampDecimals: 0 | 3 | 6 | 9;
}

/** The part of a session's settings that says who may connect, from where and how. */
export interface NetworkSettings {
  /** Initiator: where it dials when `endpoint` does not do, in this order. */
  readonly otherHosts?: readonly Endpoint[];
  /** Undefined: plain TCP. */
  readonly tls?: TlsSettings;
  /** Acceptor: the addresses a Logon may come from; undefined: any. */
  readonly allowedAddresses?: AddressList;
  /** Acceptor: the client certificates that a Logon may come with; undefined: any that the port takes. */
  readonly allowedCertificates?: CertificateList;
  /** Initiator: what its Logon says. */
  readonly ownCredentials?: OwnCredentials;
  /** Acceptor: what a Logon must say. */
  readonly peerCredentials?: PeerCredentials;
}

/** One session as configured; nothing changes it after loading. Times are microseconds unless a name says otherwise. */
export interface SessionSettings extends NetworkSettings {
  readonly id: SessionId;
  readonly identity: SessionIdentity;
  readonly qualifier?: string;
  readonly connectionType: 'acceptor' | 'initiator';
  readonly role: Role;
  /** Where we listen (acceptor) or dial (initiator). */
  readonly endpoint: Endpoint;
  /** ApplVerID(1128) value such as "9": the application version of a FIXT.1.1 session. */
  readonly defaultApplVerID?: string;
  /** When the session is open; undefined is always. */
  readonly schedule?: Schedule;
  readonly reconnectInterval: Micros;
  readonly resetOnLogon: boolean;
  readonly resetOnLogout: boolean;
  readonly resetOnDisconnect: boolean;
  /** N: what was sent is never replayed; a resend request is answered with a gap fill. */
  readonly persistMessages: boolean;
  /** Every message carries LastMsgSeqNumProcessed (369). */
  readonly lastMsgSeqNumProcessed: boolean;
  /** Logons carry NextExpectedMsgSeqNum (789), and what a peer's says is missing is sent again unasked. */
  readonly nextExpectedMsgSeqNum: boolean;
  /** Most messages asked for in one ResendRequest; 0 asks for everything. */
  readonly resendRequestChunkSize: number;
  /** Every message that comes before its turn is answered with a ResendRequest, also while one is open. */
  readonly redundantResendRequests: boolean;
  /** Seconds, as in HeartBtInt(108); what an initiator proposes. */
  readonly heartBtIntSeconds: number;
  /** Silence of (1 + this) heartbeat intervals is answered with a TestRequest, as much again with a disconnect. */
  readonly testRequestDelayMultiplier: number;
  readonly logonTimeout: Micros;
  readonly logoutTimeout: Micros;
  readonly checkCompID: boolean;
  readonly checkLatency: boolean;
  readonly maxLatency: Micros;
  readonly requiresOrigSendingTime: boolean;
  readonly useDataDictionary: boolean;
  readonly validation: ValidationOptions;
  /** N: a message that the dictionary refuses is told of and taken all the same. */
  readonly rejectInvalidMessage: boolean;
  /** Dictionary files in place of those built in. */
  readonly dictionaries?: DictionaryFiles;
  readonly noDelay: boolean;
  /** Role=dropcopy: Account (1) of the orders whose reports are copied, or in a copy that we read are ours; empty: all. */
  readonly dropCopyAccounts: readonly string[];
  /** Role=dropcopy, initiator: id of the venue session whose reports it copies. */
  readonly dropCopyOf?: SessionId;
  /** Role=dropcopy, initiator: how long the copy or we may be behind the other before that is a difference. */
  readonly dropCopyGrace: Micros;
  /** Role=venue: what it answers about orders: OrderStatusRequest (H), also OrderMassStatusRequest (AF), or neither. */
  readonly statusQuery: 'none' | 'H' | 'AF';
  /** Role=oms: a replace while another is pending: refused (102=3), or taken up and worked after it. */
  readonly onPendingReplace: 'reject' | 'chain';
  /** Role=oms: an order or replace older than this by TransactTime (60) or OrigSendingTime (122) is denied; 0: of any age. */
  readonly maxOrderAge: Micros;
  /** Role=venue: when it cancels by itself what works there. */
  readonly cancelsOn: 'none' | 'disconnect' | 'logout';
  /** Role=venue: GTC and GTD orders go with the others. */
  readonly cancelsGtc: boolean;
  /** Role=venue: it takes OrderMassCancelRequest (q). */
  readonly massCancel: boolean;
  /** Role=venue: cancels that it takes a second; 0: any number. */
  readonly cancelRate: number;
  /** Role=venue: what ExDestination (100) may say for it, beside its id and TargetCompID; `*`: whatever no other venue is called. */
  readonly destinations: readonly string[];
  /** Role=marketdata: id of the one venue session whose market it tells of; absent: of all venues together. */
  readonly marketDataFor?: SessionId;
  /** Role=oms: how long after it was logged off its orders are cancelled; undefined: they are not. */
  readonly cancelAfter?: Micros;
  /** Role=oms: its OrderMassCancelRequest (q) of everything engages the firm's kill switch. */
  readonly riskRole: boolean;
  /** Tags taken off an order when the venue's dictionary does not know them. */
  readonly dropFields: readonly number[];
  /** TargetStrategy(847) of an order that names none; undefined is DMA. */
  readonly defaultStrategy?: string;
  /** Tags whose values are masked wherever a message is shown. */
  readonly redactInLogs: readonly number[];
  /** Where FIX logs are written, and how they are kept; absent: nowhere. */
  readonly fileLog?: Keeping;
  /** `file:line` of the section, for messages. */
  readonly source: string;
  /** Every key with its value and where it came from. */
  readonly keys: readonly ExplainedKey[];
}

/** `BeginString:SenderCompID->TargetCompID`, SubID and LocationID behind a `.`, and `/qualifier` where there is one. */
export function sessionIdOf(identity: SessionIdentity, qualifier?: string): SessionId {
  const side = (...parts: (string | undefined)[]): string => parts.filter(p => p !== undefined).join('.');
  const from = side(identity.senderCompID, identity.senderSubID, identity.senderLocationID);
  const to = side(identity.targetCompID, identity.targetSubID, identity.targetLocationID);
  return `${identity.beginString}:${from}->${to}${qualifier === undefined ? '' : `/${qualifier}`}`;
}

/** Whether its peer tells what was traded: a venue, or a drop copy that we read. */
export const tellsTrades = ({ role, connectionType }: Pick<SessionSettings, 'role' | 'connectionType'>): boolean =>
  role === 'venue' || (role === 'dropcopy' && connectionType === 'initiator');
