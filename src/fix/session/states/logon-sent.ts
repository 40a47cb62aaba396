import { drop, refuseLogon } from '../leave';
import { logonAnswered } from '../logon';
import type { SessionState } from '../state';

/** An initiator that sent its Logon and waits for the answer. */
export const logonSent: SessionState = {
  connected: () => 'logonSent',
  received: (s, at) => logonAnswered(s, at),
  tick(s, at) {
    return at - s.since >= s.settings.logonTimeout ? refuseLogon(s, 'the Logon was not answered in time', at) : 'logonSent';
  },
  logout: (s, reason, at) => drop(s, reason, at),
};
