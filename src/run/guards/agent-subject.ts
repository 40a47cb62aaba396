import type { Fork } from '../../../simulator/market/agent-market';
import type { Target } from '../../core/learned/model';
import { REGIME_FEATURES } from '../../core/learning/bar-vector';
import type { Micros } from '../../core/numbers';
import { MemoryJournal } from '../../journal/memory-journal';
import type { Column, Subject } from '../../validation/guards/look-ahead';
import { madeUpHours } from '../backtest/compare/hours';
import { type CompareOptions, configOf, trialsOf } from '../backtest/compare/trials';
import { feesOf } from '../backtest/fees';
import { knowledgeOf } from '../backtest/knowledge';
import { marketSetup } from '../backtest/markets';
import { runBacktest } from '../backtest/run';
import { SessionsDesk } from '../sessions-desk';
import { readLatencies } from '../sim-latency';
import { type AgentDay, agentRows } from '../train/agents';
import { featureColumns, labelColumns } from './feature-subject';

/** Seeds of other futures are far from those of markets: by its own seed a market would go on as it was. */
const forkOf = (after: Micros, seed: number): Fork => ({ after, seed: seed ^ 0x5eed });

/** What a gateway knows of an agents' market, by way of its feed, its features and its regime filter; after a cut everybody in the market draws by another seed. */
export const agentSubject = (day: AgentDay, features: readonly string[], targets: readonly Target[]): Subject<AgentDay> => ({
  market: day,
  noiseAfter: (market, after, seed) => ({ ...market, fork: forkOf(after, seed) }),
  compute: async market => {
    const rows = await agentRows(market);
    const states = market.filter ? REGIME_FEATURES : [];
    return [
      ...featureColumns(rows, features),
      ...states.map((name, k) => ({ name, asOf: rows.at, values: rows.posteriors![k]! })),
      ...labelColumns(rows, targets),
    ];
  },
});

/** A run of an adaptive order, and where its market takes another way. */
interface DecidedRun {
  readonly options: CompareOptions;
  readonly fork?: Fork | undefined;
}

/**
 * Everything that a gateway decides about an adaptive order: each kind of fact of its journal is a column, a hash of a fact a value. So a decision that knew of what came after it is
 * named, whatever it was told by: features of the order, forecasts, schedules, children. One order, in the first market of the options.
 */
export const decisionSubject = (options: CompareOptions): Subject<DecidedRun> => ({
  market: { options },
  noiseAfter: (run, after, seed) => ({ ...run, fork: forkOf(after, seed) }),
  compute: async ({ options: asked, fork }) => {
    const [trial] = trialsOf(asked);
    const config = configOf(asked, trial!, 'ADAPTIVE');
    const fees = feesOf(asked);
    const knows = { ...knowledgeOf(config, fees), sessions: new SessionsDesk(madeUpHours(asked.instrument.symbol)) };
    const latencies = readLatencies('latency', config.latency, config.seed);
    const market = (await marketSetup(config)).open(config.start, config.seed, fork);
    const journal = new MemoryJournal();
    runBacktest({ ...config, knows, market, latencies, fees, journal });
    return factColumns(journal);
  },
});

function factColumns(journal: Pick<MemoryJournal, 'turns'>): Column[] {
  const columns = new Map<string, { asOf: number[]; values: number[] }>();
  for (const { at, facts } of journal.turns())
    for (const fact of facts) {
      let column = columns.get(fact.type);
      if (!column) columns.set(fact.type, (column = { asOf: [], values: [] }));
      column.asOf.push(at);
      column.values.push(hash(JSON.stringify(fact)));
    }
  return [...columns].map(([name, column]) => ({ name, ...column }));
}

/** FNV-1a (Fowler, Noll and Vo), 32 bits: two facts that differ have one hash in one case of four billion. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
