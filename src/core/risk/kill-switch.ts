import { killText } from '../control/kills';
import { denial } from '../denials';
import { replaceableChild } from '../order/parent';
import type { Check } from './check';

/** Nothing new passes under a kill switch: the firm's, or one of the order's session, account, strategy, venue, or of the order itself. */
export const killSwitch: Check = {
  code: 'KillSwitch',
  points: ['parent', 'child', 'replace'],
  about:
    "Nothing new passes under a kill switch that is engaged: the firm's, or one of the order's venue, session, account or strategy, or of the order itself. Cancels pass. What a kill overtakes on its way out is held back at the socket.",
  source: 'RTS 6 article 12; SEC 15c3-5(c)(1)',
  rule: () => 'nothing new passes while the kill switch is engaged',
  run: ({ parent, child }, books) => {
    if (books.kills.size === 0) return undefined;
    const kill = books.kills.on(parent, (child ?? replaceableChild(parent))?.venue);
    return kill && denial('KillSwitch', killText(kill));
  },
};
