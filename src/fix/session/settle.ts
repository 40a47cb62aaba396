import type { Micros } from '../../core/numbers';
import { sendTestRequest } from './admin';
import type { ReplayRange, Session } from './session';

/** Whether a session is asked whether it told everything: one to a venue, or one that reads a drop copy. */
const settles = ({ settings }: Session): boolean =>
  settings.connectionType === 'initiator' && (settings.role === 'venue' || settings.role === 'dropcopy');

/** Asks a session that is logged on once more whether it has told everything, unless it is being asked: `settled` follows. */
export function settleAgain(s: Session, at: Micros): void {
  if (s.loggedOn && !s.settling && settles(s)) settle(s, at);
}

/**
 * After the logon of a venue session, or of one that reads a drop copy: one TestRequest. Its answer proves that the peer has seen everything we sent before, or has asked
 * for it. Where both sides just began at 1 nothing can be on its way, and the session is settled at once.
 */
export function startSettling(s: Session, at: Micros, numbersReset: boolean): void {
  if (!settles(s)) return;
  if (numbersReset) {
    s.effects.event({ type: 'settled', session: s.id, at });
    return;
  }
  settle(s, at);
}

function settle(s: Session, at: Micros): void {
  s.settling = true;
  ask(s, at);
}

function ask(s: Session, at: Micros): void {
  s.settleId = `SETTLE-${at}`;
  s.settleSeqNum = s.nextOut;
  sendTestRequest(s, at, s.settleId);
}

/**
 * A range that the peer asked for has been served. Session messages are never repeated: where our TestRequest was in that range, the peer
 * was led past it by a gap fill and may never have looked at it, so it is asked once more. Where a venue lost an order on the way, in the middle
 * of a session, that is settled anew: behind it the owner asks what became of what nobody answered.
 */
export function settleBehindReplay(s: Session, served: ReplayRange, at: Micros): void {
  if (served.withheld && !s.settling && s.settings.connectionType === 'initiator') return settle(s, at);
  if (s.settleId !== '' && s.settleSeqNum >= served.first && s.settleSeqNum <= served.last) ask(s, at);
}

/** A Heartbeat in turn: perhaps the answer waited for. */
export function settleAnswered(s: Session, testReqID: string | undefined): void {
  if (s.settleId !== '' && testReqID === s.settleId) s.settleId = '';
}

/** Tells once when the TestRequest is answered and neither direction has a gap. */
export function settleIfDone(s: Session, at: Micros): void {
  if (!s.settling || s.settleId !== '' || s.gap !== undefined || s.replays.length > 0) return;
  s.settling = false;
  s.effects.event({ type: 'settled', session: s.id, at });
}
