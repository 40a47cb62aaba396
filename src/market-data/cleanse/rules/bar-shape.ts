import { formatDecimal } from '../../../core/numbers';
import type { Rule } from '../rule';

/** Bars that no trading can have made. */
export const barShape: Rule<'bars'> = {
  name: 'bar-shape',
  version: 1,
  kinds: ['bars'],
  about: 'open or close outside of low to high, or a price at or below zero: dropped',
  start: ({ priceScale }) => {
    const text = (price: number): string => formatDecimal(price, priceScale);
    return ({ open, high, low, close }) => {
      if (low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close)) return undefined;
      const why = (): string => `open ${text(open)}, high ${text(high)}, low ${text(low)}, close ${text(close)}`;
      return { defect: low > 0 ? 'outside-range' : 'not-above-zero', act: 'drop', why };
    };
  },
};
