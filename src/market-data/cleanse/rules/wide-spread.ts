import { formatDecimal } from '../../../core/numbers';
import type { Rule } from '../rule';

/** A spread that no trade would cross: common before and after the session, so only flagged. */
export const wideSpread: Rule<'quotes'> = {
  name: 'wide-spread',
  version: 1,
  kinds: ['quotes'],
  about: 'a spread above 5 % of the midpoint: flagged',
  start:
    ({ priceScale, thresholds }) =>
    ({ bid, ask }) => {
      if (bid === undefined || ask === undefined) return undefined;
      const spread = ask.price - bid.price;
      // spread / midpoint > percent / 100, in whole numbers
      if (spread * 200 <= thresholds.widePercent * (ask.price + bid.price)) return undefined;
      return { defect: 'wide', act: 'flag', why: () => `spread ${formatDecimal(spread, priceScale)}` };
    },
};
