import { startLogout } from '../leave';
import { receive } from '../receive';
import { settleIfDone } from '../settle';
import type { SessionState } from '../state';
import { keepAlive } from './keep-alive';

/** Logged on, nothing missing. */
export const inSession: SessionState = {
  connected: () => 'inSession',
  received: (s, at) => receive(s, at),
  tick(s, at) {
    settleIfDone(s, at);
    return keepAlive(s, at) ?? 'inSession';
  },
  logout: (s, reason, at) => startLogout(s, reason, at),
};
