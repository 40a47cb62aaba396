import { isMid, priceAt, type SymbolMarket } from '../../drop-copy/tca/market';
import type { PlayedStretch } from './play';
import { type Prices, pricesOfQuotes } from './prices';
import type { SameMarket } from './same-market';

/** Where the log's own prices are looked up: in the market of the replay, in files, in the market data that the log holds, or nowhere. */
export type LogPrices = 'this market' | 'files' | 'the log' | 'unknown';

/** Of market data that were read for measures a mid is known, and no touch: what was not done cannot be marked there. */
const pricesOfMarket = (market: SymbolMarket): Prices => ({
  mid: at => {
    const price = isMid(market.kind) ? priceAt(market, at) : undefined;
    return price ? Number(price.n) / 10 ** price.scale : Number.NaN;
  },
  far: () => Number.NaN,
});

/** What a log's prices may be looked up in. */
export interface Known {
  readonly same: SameMarket;
  /** The orders as logged, by stretch. */
  readonly asLogged: readonly PlayedStretch[];
  readonly files: ReadonlyMap<string, SymbolMarket>;
  readonly inLog: { of(symbol: string): SymbolMarket | undefined };
}

/** Which of them are used for which symbol; the best that there is, for the whole log. */
export function logPricesOf({ same, asLogged, files, inLog }: Known, symbols: readonly string[]) {
  const market = (symbol: string): SymbolMarket | undefined => (files.size > 0 ? files.get(symbol) : inLog.of(symbol));
  const isKnown = symbols.some(symbol => isMid(market(symbol)?.kind));
  const from: LogPrices = same.same ? 'this market' : isKnown ? (files.size > 0 ? 'files' : 'the log') : 'unknown';
  const of = (symbol: string, stretch: number): Prices | undefined => {
    if (same.same) return pricesOfQuotes(asLogged[stretch]!.witness.of(symbol).quotes);
    const found = market(symbol);
    return found && pricesOfMarket(found);
  };
  return { from, of };
}
