import type { Books } from '../../core/books';
import type { Micros } from '../../core/numbers';

/** What was quoted longer ago than this (us) is no arrival price. */
const FRESH: Micros = 60_000_000;

/** The middle of the market in a symbol as the books know it; undefined where a side is missing, or what is known is old. */
export function arrivalOf(books: Books, symbol: string, at: Micros): number | undefined {
  const instrument = books.instruments.get(symbol);
  if (!instrument || books.stale.has(symbol)) return undefined;
  const seen = books.seen.get(symbol);
  const quote = books.quotes.get(symbol);
  const isSeen = seen !== undefined && seen.asOf >= (quote?.at ?? 0);
  const [bid, ask, asOf] = isSeen ? [seen.bids[0]?.px, seen.asks[0]?.px, seen.asOf] : [quote?.bid, quote?.ask, quote?.at ?? 0];
  if (bid === undefined || ask === undefined || at - asOf > FRESH || bid <= 0 || ask < bid) return undefined;
  return (bid + ask) / 2 / 10 ** instrument.priceScale;
}
