import { initiateLogon } from '../logon';
import type { SessionState } from '../state';

/** No connection. Messages sent now are numbered and stored, and go out when the peer asks for them. */
export const idle: SessionState = {
  connected(s, connection, at) {
    s.connection = connection;
    s.since = at;
    return s.settings.connectionType === 'initiator' ? initiateLogon(s, at) : 'awaitLogon';
  },
  received: () => 'idle',
  tick: () => 'idle',
  logout: () => 'idle',
};
