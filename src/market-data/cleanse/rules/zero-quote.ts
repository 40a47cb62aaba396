import type { BookRow, QuoteRow } from '../../../core/market-data-rows';
import type { Rule } from '../rule';

/** A quote without a side: price or size zero. Without either it says nothing (rule P2 of Barndorff-Nielsen et al. 2009). */
export const zeroQuote: Rule<'quotes' | 'books'> = {
  name: 'zero-quote',
  version: 1,
  kinds: ['quotes', 'books'],
  about: 'no bid and no offer: dropped; only one of them: flagged',
  start: () => (row: QuoteRow | BookRow) => {
    const bid = 'bids' in row ? row.bids.length > 0 : row.bid !== undefined;
    const ask = 'asks' in row ? row.asks.length > 0 : row.ask !== undefined;
    if (bid && ask) return undefined;
    if (!bid && !ask) return { defect: 'neither-side', act: 'drop', why: () => 'zero bid and zero offer' };
    return bid
      ? { defect: 'no-offer', act: 'flag', why: () => 'zero offer' }
      : { defect: 'no-bid', act: 'flag', why: () => 'zero bid' };
  },
};
