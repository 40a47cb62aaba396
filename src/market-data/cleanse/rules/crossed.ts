import type { BookRow, QuotedLevel, QuoteRow } from '../../../core/market-data-rows';
import { formatDecimal } from '../../../core/numbers';
import type { Rule } from '../rule';

const best = (row: QuoteRow | BookRow): readonly [bid: QuotedLevel | undefined, ask: QuotedLevel | undefined] =>
  'bids' in row ? [row.bids[0], row.asks[0]] : [row.bid, row.ask];

/** A bid above the offer (rule Q2 of Barndorff-Nielsen et al. 2009), or at it. */
export const crossed: Rule<'quotes' | 'books'> = {
  name: 'crossed',
  version: 1,
  kinds: ['quotes', 'books'],
  about: 'a bid above the offer of the same quote: dropped; at the offer, locked: flagged',
  start: ({ priceScale }) => {
    const text = (price: number): string => formatDecimal(price, priceScale);
    return (row: QuoteRow | BookRow) => {
      const [bid, ask] = best(row);
      if (bid === undefined || ask === undefined || bid.price < ask.price) return undefined;
      const why = (): string => `bid ${text(bid.price)}, offer ${text(ask.price)}`;
      return bid.price > ask.price ? { defect: 'crossed', act: 'drop', why } : { defect: 'locked', act: 'flag', why };
    };
  },
};
