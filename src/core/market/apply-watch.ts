import type { FactOf } from '../facts';
import type { Ledger } from '../ledger';

type WatchFact = FactOf<'MarketDataStale' | 'MarketDataFlowing' | 'CautionBegan' | 'CautionEnded'>;

/** Whether market data flows, and where orders are worked with care. */
export function applyWatch(books: Ledger, fact: WatchFact): void {
  switch (fact.type) {
    case 'MarketDataStale':
      for (const symbol of fact.symbols) books.stale.set(symbol, fact.why);
      return;
    case 'MarketDataFlowing':
      for (const symbol of fact.symbols) books.stale.delete(symbol);
      return;
    case 'CautionBegan': {
      const { symbol, until, cause, text } = fact;
      books.cautions.set(symbol, { until, cause, text });
      return;
    }
    case 'CautionEnded':
      books.cautions.delete(fact.symbol);
  }
}
