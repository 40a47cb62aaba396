import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';
import type { ValidationOptions } from '../codec/validate';

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

/** One session as configured; nothing changes it after loading. Times are microseconds unless a name says otherwise. */
export interface SessionSettings {
  readonly id: SessionId;
  readonly identity: SessionIdentity;
  readonly qualifier?: string;
  readonly connectionType: 'acceptor' | 'initiator';
  readonly role: Role;
  /** Where we listen (acceptor) or dial (initiator). */
  readonly endpoint: Endpoint;
  /** ApplVerID(1128) value such as "9": the application version of a FIXT.1.1 session. */
  readonly defaultApplVerID?: string;
  readonly reconnectInterval: Micros;
  readonly resetOnLogon: boolean;
  readonly resetOnLogout: boolean;
  readonly resetOnDisconnect: boolean;
  /** N: what was sent is never replayed; a resend request is answered with a gap fill. */
  readonly persistMessages: boolean;
  /** Most messages asked for in one ResendRequest; 0 asks for everything. */
  readonly resendRequestChunkSize: number;
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
  readonly noDelay: boolean;
  /** Tags taken off an order when the venue's dictionary does not know them. */
  readonly dropFields: readonly number[];
  /** TargetStrategy(847) of an order that names none; undefined is DMA. */
  readonly defaultStrategy?: string;
  /** `file:line` of the section, for messages. */
  readonly source: string;
}

/** `BeginString:SenderCompID->TargetCompID`, SubID and LocationID behind a `.`, and `/qualifier` where there is one. */
export function sessionIdOf(identity: SessionIdentity, qualifier?: string): SessionId {
  const side = (...parts: (string | undefined)[]): string => parts.filter(p => p !== undefined).join('.');
  const from = side(identity.senderCompID, identity.senderSubID, identity.senderLocationID);
  const to = side(identity.targetCompID, identity.targetSubID, identity.targetLocationID);
  return `${identity.beginString}:${from}->${to}${qualifier === undefined ? '' : `/${qualifier}`}`;
}
