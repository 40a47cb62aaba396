import { formatDecimal } from '../../../core/numbers';
import { bySymbol, type Rule } from '../rule';
import { Trailing } from '../trailing';

/** Orders far from the market. They rest there in truth, so they stay; who reads a depth or fits arrival rates may leave them out. */
export const farOrder: Rule<'orders'> = {
  name: 'far-order',
  version: 1,
  kinds: ['orders'],
  about: 'an order more than 20 % away from the median price of the 50 before it: flagged',
  start: ({ thresholds, priceScale }) => {
    const recentOf = bySymbol(() => new Trailing(50));
    return row => {
      const recent = recentOf(row);
      const median = recent.size > 0 ? recent.median() : row.price;
      recent.add(row.price);
      if (Math.abs(row.price - median) * 100 <= thresholds.farPercent * median) return undefined;
      const text = (n: number): string => formatDecimal(Math.round(n), priceScale);
      return { defect: 'far-order', act: 'flag', why: () => `${text(row.price)} and the median before it ${text(median)}` };
    };
  },
};
