import { formatDecimal } from '../../../core/numbers';
import type { Rule } from '../rule';

/** An average price outside of the bar's own range: it counts prints (odd lots) that open, high, low and close leave out. */
export const barVwap: Rule<'bars'> = {
  name: 'bar-vwap',
  version: 1,
  kinds: ['bars'],
  about: 'a volume-weighted average price below the low or above the high: flagged',
  start:
    ({ priceScale }) =>
    ({ vwap, low, high }) => {
      if (vwap === undefined || (vwap >= low && vwap <= high)) return undefined;
      const text = (price: number): string => formatDecimal(price, priceScale);
      return { defect: 'vwap-outside', act: 'flag', why: () => `VWAP ${text(vwap)} of ${text(low)} to ${text(high)}` };
    },
};
