import { killText } from '../control/kills';
import { denial } from '../denials';
import { replaceableChild } from '../order/parent';
import type { Check } from './check';

/** Nothing new passes under a kill switch: the firm's, or one of the order's session, account, strategy, venue, or of the order itself. */
export const killSwitch: Check = {
  code: 'KillSwitch',
  points: ['parent', 'child', 'replace'],
  about:
    "Nothing new passes under a kill switch that is engaged: the firm's, or one of the order's venue, session, account, strategy or symbol, or of the order itself. A venue's ends what is passed through to it; a scheduled order loses what it has there, and goes on elsewhere. Cancels pass. What a kill overtakes on its way out is held back at the socket.",
  source: 'RTS 6 article 12: to cancel any or all unexecuted orders at once; the levels below the firm follow its paragraph 2',
  rule: () => 'nothing new passes while the kill switch is engaged',
  run: ({ parent, child }, books) => {
    if (books.kills.size === 0) return undefined;
    const kill = books.kills.on(parent, (child ?? replaceableChild(parent))?.venue);
    return kill && denial('KillSwitch', killText(kill));
  },
};
