import type { Micros } from '../../core/numbers';
import { sendLogout } from './admin';
import type { Fault } from './rejects';
import { sendReject } from './rejects';
import type { Session } from './session';
import type { StateName } from './state';

/** The connection is gone or given up: ends what lived with it, resets numbers where the settings say so. */
export function closed(s: Session, reason: string, at: Micros): StateName {
  const { established } = s;
  s.detach();
  if (established && s.settings.resetOnDisconnect) s.reset('ResetOnDisconnect', at);
  if (established) s.effects.event({ type: 'loggedOff', session: s.id, at, reason });
  return 'idle';
}

/** Asks for the connection to be closed behind the last bytes, and ends the session on it. */
export function drop(s: Session, reason: string, at: Micros): StateName {
  s.effects.disconnect(reason);
  return closed(s, reason, at);
}

/** A logon that fails, ours or theirs: no answer, the connection goes. */
export function refuseLogon(s: Session, reason: string, at: Micros): StateName {
  s.effects.event({ type: 'logonRefused', session: s.id, at, reason });
  return drop(s, reason, at);
}

/** Both Logouts are exchanged. */
export function loggedOut(s: Session, reason: string, at: Micros): StateName {
  const resets = s.established && s.settings.resetOnLogout;
  const next = drop(s, reason, at);
  if (resets) s.reset('ResetOnLogout', at);
  return next;
}

/** Sends Logout, unless that was done, and waits for the peer's. */
export function startLogout(s: Session, reason: string, at: Micros): StateName {
  if (s.loggedOn) sendLogout(s, at, reason);
  s.loggedOn = false;
  s.logoutReason = reason;
  s.since = at;
  return 'logoutSent';
}

/** The peer broke a rule after which nothing it says can be used: Logout with the reason, and only its Logout is waited for. */
export function breakOff(s: Session, reason: string, at: Micros): StateName {
  s.broken = true;
  return startLogout(s, reason, at);
}

/** Reject, then Logout. */
export function rejectAndBreakOff(s: Session, fault: Fault, at: Micros): StateName {
  sendReject(s, at, fault);
  return breakOff(s, fault.text, at);
}
