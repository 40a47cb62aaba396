import type { Books } from '../../core/books';
import { priceText } from '../../core/instruments';
import { REGIME_NAMES } from '../../core/learning/regime';
import { cautionOf } from '../../core/market/caution-of';
import type { Micros } from '../../core/numbers';
import type { MarketRow } from '../../dashboard/feed';
import type { Gateway } from '../gateway';

/** Symbols that are shown; where there are more, those that orders work in come first. */
const MOST_SHOWN = 100;
/** Orders that are looked through for their symbols. */
const MOST_LOOKED = 1_000;

/** What is known of the market in the symbols that matter now. */
export function marketRows(gateway: Gateway, at: Micros): MarketRow[] {
  const { books } = gateway.line;
  return [...shownSymbols(books)].map(symbol => marketRow(symbol, gateway, at));
}

function shownSymbols(books: Books): Set<string> {
  const symbols = new Set<string>();
  let looked = 0;
  for (const parent of books.working) {
    if (symbols.size >= MOST_SHOWN) return symbols;
    if (++looked > MOST_LOOKED) break;
    symbols.add(parent.instrument.symbol);
  }
  for (const symbol of books.instruments.symbols) {
    if (symbols.size >= MOST_SHOWN) return symbols;
    symbols.add(symbol);
  }
  return symbols;
}

function marketRow(symbol: string, { line: { books }, market }: Gateway, at: Micros): MarketRow {
  const instrument = books.instruments.get(symbol);
  const quote = books.quotes.get(symbol);
  const px = (price: number | undefined): string | null =>
    price === undefined || !instrument ? null : priceText(instrument, price);
  const regime = books.learning.regimeOf(symbol, at)?.state;
  return {
    id: symbol,
    bid: px(quote?.bid),
    ask: px(quote?.ask),
    last: px(quote?.last),
    asOf: market.feed.asOf(symbol) ?? quote?.at ?? null,
    stale: books.stale.get(symbol) ?? null,
    caution: cautionOf(books, symbol, at)?.text ?? null,
    regime: regime === undefined ? null : regime === 'unknown' ? regime : REGIME_NAMES[regime],
  };
}
