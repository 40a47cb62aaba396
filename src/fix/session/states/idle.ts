import { isOpen, renew } from '../hours';
import { drop } from '../leave';
import { initiateLogon } from '../logon';
import type { SessionState } from '../state';

/** No connection. Messages sent now are numbered and stored, and go out when the peer asks for them. */
export const idle: SessionState = {
  connected(s, connection, at) {
    s.connection = connection;
    s.since = at;
    renew(s, at);
    if (s.settings.connectionType === 'acceptor') return 'awaitLogon';
    return isOpen(s, at) ? initiateLogon(s, at) : drop(s, 'the session is closed', at);
  },
  received: () => 'idle',
  tick(s, at) {
    renew(s, at);
    return 'idle';
  },
  logout: () => 'idle',
};
