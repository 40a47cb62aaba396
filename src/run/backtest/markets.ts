import { AgentMarket } from '../../../simulator/market/agent-market';
import type { Micros } from '../../core/numbers';
import { readBands, readDay } from '../sim-day';
import { listingOf } from '../sim-listings';
import { loadTape } from '../sim-tape';
import { tapeOf } from '../sim-tape-flags';
import type { Tape } from '../sim-tape-options';
import { weatherOf } from '../sim-weather';
import { UsageError } from '../usage-error';
import type { BacktestConfig } from './config';
import type { TradedSymbol } from './run';

/** A market that can be set up again and again: files are read once. `pinned`: symbols drawn towards a known end (`Market.pinned`). */
export interface MarketSetup {
  readonly symbols: readonly string[];
  /** Fresh books with whoever trades in them, from `start` on. */
  readonly open: (start: Micros, seed: number) => TradedSymbol[];
}

/** Reads what a market needs. Rejects with a UsageError that names the key, or the file and line. */
export async function marketSetup(config: Pick<BacktestConfig, 'market' | 'instruments' | 'seed'>): Promise<MarketSetup> {
  const { market, instruments } = config;
  const weather = weatherOf(market.regime);
  const day = market.day === undefined ? undefined : readDay('market.day', market.day);
  const bands = market.bands === undefined ? undefined : readBands('market.bands', String(market.bands));
  const called = (flag: string): string => `market.tape.${flag}`;
  const flags = market.tape && { speed: 1, ...market.tape };
  const options = flags && tapeOf(flags, { seed: config.seed, weather }, called);
  if (options && !instruments.some(i => i.symbol === options.symbol))
    throw new UsageError(`market.tape.symbol: '${options.symbol}' is not among the instruments`);
  const tape: Tape | undefined = options && (await loadTape(options, instruments));
  const played = tape?.listing.symbol;
  const wanted = market.symbols ?? instruments.map(i => i.symbol);
  const byAgents = [...new Set(wanted)].filter(symbol => symbol !== played);
  const listings = byAgents.map(symbol => listingOf(symbol, instruments));
  const open = (start: Micros, seed: number): TradedSymbol[] => [
    ...(tape ? [{ listing: tape.listing, market: tape.player(start) }] : []),
    ...listings.map(listing => ({
      listing,
      market: new AgentMarket({ seed, start, symbol: listing.symbol, reference: listing.referencePriceTicks, weather }),
      rules: { status: day?.status, bands },
      day: day?.steps,
    })),
  ];
  return { symbols: [...(played === undefined ? [] : [played]), ...byAgents], open };
}
