import { AgentMarket, type Fork } from '../../../simulator/market/agent-market';
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
  /** Fresh books with whoever trades in them, from `start` on; agents draw by another seed after a `fork`. */
  readonly open: (start: Micros, seed: number, fork?: Fork) => TradedSymbol[];
}

type MarketConfig = Pick<BacktestConfig, 'market' | 'instruments' | 'seed'>;

/** What a config says of its market, before a file of market data is read. Throws a UsageError that names the key, or the file and line. */
export function marketTerms({ market, instruments, seed }: MarketConfig) {
  const weather = weatherOf(market.regime);
  const day = market.day === undefined ? undefined : readDay('market.day', market.day);
  const bands = market.bands === undefined ? undefined : readBands('market.bands', String(market.bands));
  const called = (flag: string): string => `market.tape.${flag}`;
  const flags = market.tape && { speed: 1, ...market.tape };
  const tape = flags && tapeOf(flags, { seed, weather }, called);
  if (tape && !instruments.some(i => i.symbol === tape.symbol))
    throw new UsageError(`market.tape.symbol: '${tape.symbol}' is not among the instruments`);
  const wanted = market.symbols ?? instruments.map(i => i.symbol);
  const listings = [...new Set(wanted)].filter(symbol => symbol !== tape?.symbol).map(symbol => listingOf(symbol, instruments));
  const symbols = [...(tape ? [tape.symbol] : []), ...listings.map(l => l.symbol)];
  return { weather, rules: { status: day?.status, bands }, day: day?.steps, tape, listings, symbols };
}

/** Reads what a market needs. Rejects with a UsageError that names the key, or the file and line. */
export async function marketSetup(config: MarketConfig): Promise<MarketSetup> {
  const { weather, rules, day, tape: options, listings, symbols } = marketTerms(config);
  const tape: Tape | undefined = options && (await loadTape(options, config.instruments));
  const open = (start: Micros, seed: number, fork?: Fork): TradedSymbol[] => [
    ...(tape ? [{ listing: tape.listing, market: tape.player(start) }] : []),
    ...listings.map(listing => ({
      listing,
      market: new AgentMarket({ seed, start, symbol: listing.symbol, reference: listing.referencePriceTicks, weather, fork }),
      rules,
      day,
    })),
  ];
  return { symbols, open };
}

/** Settings of a market, and whether its files make them for one seed only. */
const keyOf = ({ market, instruments, seed }: MarketConfig): string =>
  JSON.stringify([market, instruments, market.tape?.guests ? seed : undefined]);

/** `marketSetup` that keeps what it set up last: runs that differ in their seeds alone, one behind another, read files once. */
export function marketSetups(): (config: MarketConfig) => Promise<MarketSetup> {
  let key: string | undefined;
  let setup: MarketSetup | undefined;
  return async config => {
    const wanted = keyOf(config);
    if (setup && key === wanted) return setup;
    setup = await marketSetup(config);
    key = wanted;
    return setup;
  };
}
