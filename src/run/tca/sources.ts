import { basename } from 'node:path';
import type { PriceKind, SymbolMarket } from '../../drop-copy/tca/market';

/** Where the figures of a symbol are from. */
export interface SymbolSource {
  readonly symbol: string;
  readonly prices: PriceKind | 'none';
  readonly volume: 'trades' | 'bars' | 'steps' | 'none';
  /** Names of files, `log` or `journal`. */
  readonly from: readonly string[];
}

/** Says of each symbol what its benchmarks are made of. */
export const sourcesOf = (markets: ReadonlyMap<string, SymbolMarket | undefined>): SymbolSource[] =>
  [...markets].map(([symbol, market]) => ({
    symbol,
    prices: market?.kind ?? 'none',
    volume: !market?.trades ? 'none' : market.isByBars ? (market.from.includes('journal') ? 'steps' : 'bars') : 'trades',
    from: market?.from.map(f => basename(f)) ?? [],
  }));
