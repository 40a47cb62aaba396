import { startLogout } from '../leave';
import { receive } from '../receive';
import { tickRecovery } from '../recovery';
import type { SessionState } from '../state';
import { keepAlive } from './keep-alive';

/** Logged on, with inbound messages missing: what comes behind the gap is held until its turn. */
export const recovering: SessionState = {
  connected: () => 'recovering',
  received: (s, at) => receive(s, at),
  tick: (s, at) => keepAlive(s, at) ?? tickRecovery(s, at),
  logout: (s, reason, at) => startLogout(s, reason, at),
};
