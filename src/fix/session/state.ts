import type { Micros } from '../../core/numbers';
import type { ConnectionId } from './outbox';
import type { Session } from './session';

/**
 * `idle`: no connection. `awaitLogon`: an acceptor's connection that has not logged on. `logonSent`: an initiator's.
 * `inSession`: logged on. `recovering`: logged on, with inbound messages missing. `logoutSent`: we logged out, the peer has not yet.
 */
export type StateName = 'idle' | 'awaitLogon' | 'logonSent' | 'inSession' | 'recovering' | 'logoutSent';

/** One state: takes an event, leaves bytes and effects with the session, returns the next state. */
export interface SessionState {
  /** A connection was made (initiator) or its first message is a Logon for this session (acceptor). */
  connected(s: Session, connection: ConnectionId, at: Micros): StateName;
  /** A message is in the session's view. */
  received(s: Session, at: Micros): StateName;
  tick(s: Session, at: Micros): StateName;
  /** We want to log out. */
  logout(s: Session, reason: string, at: Micros): StateName;
}
