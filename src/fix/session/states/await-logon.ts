import { drop, refuseLogon } from '../leave';
import { acceptLogon } from '../logon';
import type { SessionState } from '../state';

/** An acceptor's connection before its Logon: that comes first, or the connection goes. */
export const awaitLogon: SessionState = {
  connected: () => 'awaitLogon',
  received(s, at) {
    return s.view.msgType === 'A'
      ? acceptLogon(s, at)
      : refuseLogon(s, `the first message was ${s.view.msgType}, not a Logon`, at);
  },
  tick(s, at) {
    return at - s.since >= s.settings.logonTimeout ? refuseLogon(s, 'no Logon in time', at) : 'awaitLogon';
  },
  logout: (s, reason, at) => drop(s, reason, at),
};
