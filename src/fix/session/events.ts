import type { Micros } from '../../core/numbers';
import type { SessionId } from '../../core/ports';

/** Why sequence numbers went back to 1. */
export type ResetCause =
  | 'ResetOnLogon'
  | 'ResetOnLogout'
  | 'ResetOnDisconnect'
  | 'peer sent 141=Y'
  | 'peer answered 141=Y'
  | 'the session window ended'
  | 'operator';

interface At {
  readonly session: SessionId;
  readonly at: Micros;
}

/** What happened to a session, for its owner's journal, log and alarms. Application messages come by another way. */
export type SessionEvent =
  | (At & { readonly type: 'loggedOn'; readonly heartBtIntSeconds: number })
  | (At & { readonly type: 'loggedOff'; readonly reason: string })
  | (At & { readonly type: 'logonRefused'; readonly reason: string })
  /** The peer said nothing for longer than its heartbeat interval allows: it was sent a TestRequest. */
  | (At & { readonly type: 'silent' })
  /**
   * Venue session: both sides' numbers agree, and everything sent before the logon was seen or asked for again. Told once more where the venue
   * lost an order in the middle of the session.
   */
  | (At & { readonly type: 'settled' })
  | (At & { readonly type: 'reset'; readonly cause: ResetCause; readonly generation: number })
  /** The peer's SequenceReset (mode Reset) jumped over messages we will never see. */
  | (At & { readonly type: 'skipped'; readonly first: number; readonly last: number })
  | (At & { readonly type: 'gap'; readonly first: number; readonly last: number })
  | (At & { readonly type: 'gapClosed' })
  /** We answered the peer's resend request: `replayed` messages again, the rest of first..last gap-filled. */
  | (At & { readonly type: 'resent'; readonly first: number; readonly last: number; readonly replayed: number })
  /** The peer refused a message of ours with Reject (35=3). */
  | (At & {
      readonly type: 'rejected';
      readonly refSeqNum: number;
      readonly refMsgType?: string;
      readonly refTagID?: number;
      readonly reason?: number;
      readonly text?: string;
    })
  /** We refused a message of the peer with Reject or BusinessMessageReject. */
  | (At & {
      readonly type: 'refused';
      readonly refSeqNum: number;
      readonly refMsgType: string;
      readonly reason: number;
      readonly text: string;
    })
  /** A message that the dictionary refuses was taken all the same (RejectInvalidMessage=N). */
  | (At & {
      readonly type: 'tolerated';
      readonly msgType: string;
      readonly seqNum: number;
      readonly refTagID?: number;
      readonly reason: number;
      readonly text: string;
    })
  /** A venue's report that the dictionary refuses: it is delivered all the same, right behind this. `raw` is the message, Latin-1. */
  | (At & {
      readonly type: 'quarantined';
      readonly msgType: string;
      readonly seqNum: number;
      readonly refTagID?: number;
      readonly reason: number;
      readonly text: string;
      readonly raw: string;
    })
  | (At & { readonly type: 'garbled'; readonly reason: string; readonly bytes: number });

/** What a session asks of its surroundings, besides the bytes in its outbox. */
export interface SessionEffects {
  /** An application message, strictly in MsgSeqNum order, once. The view is good only during the call. */
  deliver(at: Micros): void;
  event(event: SessionEvent): void;
  /** Close the connection once everything now in the outbox was written. */
  disconnect(reason: string): void;
  /** Numbers or the outbox changed: something must be committed. */
  changed(): void;
}
