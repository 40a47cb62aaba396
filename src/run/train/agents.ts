import type { Fork } from '../../../simulator/market/agent-market';
import type { ModelsInForce } from '../../core/facts';
import { LEARNING } from '../../core/learning/terms';
import type { Micros } from '../../core/numbers';
import { MemoryJournal } from '../../journal/memory-journal';
import { type MarketRows, RowTaker } from '../../training/data/rows';
import { knowledgeOf } from '../backtest/knowledge';
import { marketSetup } from '../backtest/markets';
import { runBacktest } from '../backtest/run';
import type { RegimesFile } from '../forecast/regimes-file';
import { MARKET_DATA } from '../market/config';
import { readLatencies } from '../sim-latency';

/** One market of agents to learn from. */
export interface AgentDay {
  readonly regime: string;
  readonly seed: number;
  readonly symbol: string;
  /** How long it runs (us). */
  readonly length: Micros;
  readonly latency: string;
  /** A row each (us). */
  readonly grid: Micros;
  /** The regime filter that runs along; absent: none does. */
  readonly filter?: RegimesFile | undefined;
  /** Where another future begins: what is known before it must not depend on which. */
  readonly fork?: Fork | undefined;
}

/** Nobody reads what was decided in a market without orders. */
class Unread extends MemoryJournal {
  override append(): void {}
}

/** A regime filter without a model: nothing is asked. */
const alone = ({ hmm, bar }: RegimesFile): ModelsInForce => ({
  hmm,
  learning: { ...LEARNING, bar },
  mode: 'acts',
  deadline: 0,
  maxAge: 0,
});

/** When these markets begin (us). */
export const START = Date.UTC(2026, 0, 5, 14, 30) * 1000;

/**
 * Runs an agents' market in process and takes down what a gateway there knows, on an even grid: the same feed, latency and features as in a
 * backtest, with no order of its own. Rejects with a UsageError where a regime or a latency is none.
 */
export async function agentRows(day: AgentDay): Promise<MarketRows> {
  const { regime, seed, symbol, length, latency, grid, filter, fork } = day;
  const config = {
    start: START,
    length,
    tail: 0,
    seed,
    instruments: [{ symbol, tick: '0.01', lot: '1' }],
    limits: { firm: {} },
    market: { regime, symbols: [symbol] },
    latency,
    fees: undefined,
    reference: undefined,
    volumeCurves: undefined,
    impact: undefined,
    modelLatency: 0,
    marketData: MARKET_DATA,
    publishEvery: 50_000,
  };
  const setup = await marketSetup(config);
  const taker = new RowTaker();
  runBacktest({
    ...config,
    knows: { ...knowledgeOf(config, undefined), ...(filter && { models: alone(filter) }) },
    market: setup.open(START, seed, fork),
    latencies: readLatencies('latency', latency, seed),
    fees: undefined,
    journal: new Unread(),
    parents: [],
    sample: { symbol, every: grid, take: ({ at, mid, vector }, posteriors) => taker.add(at, mid, vector, posteriors) },
  });
  return taker.rows();
}
