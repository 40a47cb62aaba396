import type { Micros } from '../../../core/numbers';
import { sendHeartbeat, sendTestRequest } from '../admin';
import { drop } from '../leave';
import type { Session } from '../session';
import type { StateName } from '../state';

/** Heartbeats, and the TestRequest over silence; undefined while the peer lives. Nothing more is sent while that one is unanswered. */
export function keepAlive(s: Session, at: Micros): StateName | undefined {
  if (s.heartBtInt === 0) return undefined;
  const patience = s.heartBtInt * (1 + s.settings.testRequestDelayMultiplier);
  if (s.testRequestAt > 0) {
    return at - s.testRequestAt >= patience ? drop(s, 'TestRequest was not answered', at) : undefined;
  }
  if (at - s.lastReceived >= patience) {
    s.testRequestAt = at;
    sendTestRequest(s, at, `TEST-${at}`);
    s.effects.event({ type: 'silent', session: s.id, at });
  } else if (at - s.lastSent >= s.heartBtInt) sendHeartbeat(s, at);
  return undefined;
}
