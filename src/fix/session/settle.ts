import type { Micros } from '../../core/numbers';
import { sendTestRequest } from './admin';
import type { Session } from './session';

/**
 * After the logon of a venue session: one TestRequest. Its answer proves that the peer has seen everything we sent before, or has asked
 * for it. Where both sides just began at 1 nothing can be on its way, and the session is settled at once.
 */
export function startSettling(s: Session, at: Micros, numbersReset: boolean): void {
  if (s.settings.role !== 'venue' || s.settings.connectionType !== 'initiator') return;
  if (numbersReset) {
    s.effects.event({ type: 'settled', session: s.id, at });
    return;
  }
  s.settling = true;
  s.settleId = `SETTLE-${at}`;
  sendTestRequest(s, at, s.settleId);
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
