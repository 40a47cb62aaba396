import { AgentMarket } from '../../../simulator/market/agent-market';
import { demoListing } from '../../../simulator/market/instruments';
import type { Market } from '../../../simulator/market/market';
import { ConstantLatency } from '../../../simulator/models/latency/latency';
import type { Journal } from '../../../src/core/journal-port';
import type { Micros } from '../../../src/core/numbers';
import { MemoryJournal } from '../../../src/journal/memory-journal';
import type { Knowledge } from '../../../src/run/backtest/gateway-in-process';
import type { ParentSpec } from '../../../src/run/backtest/parents';
import { type ParentResult, resultsOf } from '../../../src/run/backtest/results';
import { type BacktestParts, type BacktestRun, runBacktest } from '../../../src/run/backtest/run';
import { MARKET_DATA } from '../../../src/run/market/config';
import { SessionsDesk } from '../../../src/run/sessions-desk';

export const SECOND: Micros = 1_000_000;
/** 2026-01-05T14:30:00Z */
export const START: Micros = 1_767_623_400_000_000;

export const ACME = demoListing('ACME');

/** Seeded agents in ACME. */
export const agents = (seed = 1, weather?: ConstructorParameters<typeof AgentMarket>[0]['weather']): Market =>
  new AgentMarket({ seed, symbol: 'ACME', start: START, reference: ACME.referencePriceTicks, ...(weather && { weather }) });

/** An order to buy ACME, `seconds` after the start. */
export const parent = (seconds: number, over: Partial<ParentSpec['order']> = {}, clOrdId = 'A'): ParentSpec => ({
  clOrdId,
  after: seconds * SECOND,
  order: {
    side: '1',
    symbol: 'ACME',
    orderQty: '1000',
    timeInForce: '0',
    strategy: '1001',
    parameters: { Duration: '60' },
    ...over,
  },
});

/** One instrument, no limits, no hours. */
export const KNOWS: Knowledge = {
  instruments: [{ symbol: 'ACME', tick: '0.01', lot: '1' }],
  limits: { firm: {} },
  sessions: new SessionsDesk(undefined),
  marketData: MARKET_DATA,
};

export interface Ran extends BacktestRun {
  readonly journal: Journal;
  readonly results: readonly ParentResult[];
}

/** A backtest of ACME with a latency of a millisecond each way. */
export function play(parents: readonly ParentSpec[], market: Market = agents(), over: Partial<BacktestParts> = {}): Ran {
  const journal = over.journal ?? new MemoryJournal();
  const latency = (): ConstantLatency => new ConstantLatency(1000);
  const run = runBacktest({
    start: START,
    length: 300 * SECOND,
    tail: 5 * SECOND,
    knows: KNOWS,
    market: [{ listing: ACME, market }],
    parents,
    latencies: { entry: latency(), response: latency(), feed: latency() },
    fees: undefined,
    publishEvery: 50_000,
    ...over,
    journal,
  });
  return { ...run, journal, results: resultsOf(run) };
}
