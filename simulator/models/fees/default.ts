import { exactFromText } from '../../../src/core/numbers';
import type { FeeSchedule } from './fees';

/**
 * What trading costs where nobody says otherwise: 0.3 bps of the value for whoever takes, nothing for whoever adds. A made-up schedule of no venue: about what a US venue may charge at most for access
 * to its quotes, 0.003 a share (17 CFR 242.610(c) as of 2005), on a share of 100. It has no rebates, for a rebate that is only hoped for makes waiting look cheaper than it is.
 */
export const DEFAULT_FEES: FeeSchedule = {
  decimals: 6,
  tiers: [
    {
      from: exactFromText('0')!,
      maker: { per: 'bps', rate: exactFromText('0')! },
      taker: { per: 'bps', rate: exactFromText('0.3')! },
    },
  ],
};
