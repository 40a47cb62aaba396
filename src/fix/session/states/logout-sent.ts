import { logoutReceived } from '../administer';
import { loggedOut } from '../leave';
import { receive } from '../receive';
import type { SessionState } from '../state';

/** We logged out and wait for the peer's Logout. What it still sends in turn counts, a fill above all, unless it broke a rule. */
export const logoutSent: SessionState = {
  connected: () => 'logoutSent',
  received(s, at) {
    if (!s.broken) return receive(s, at) === 'idle' ? 'idle' : 'logoutSent';
    return s.view.msgType === '5' ? logoutReceived(s, s.view.int(34), at) : 'logoutSent';
  },
  tick(s, at) {
    return at - s.since >= s.settings.logoutTimeout
      ? loggedOut(s, `${s.logoutReason}; the peer did not answer`, at)
      : 'logoutSent';
  },
  logout: () => 'logoutSent',
};
