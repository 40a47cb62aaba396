import type { StrategyName } from '../../../core/facts';
import { MemoryJournal } from '../../../journal/memory-journal';
import { SessionsDesk } from '../../sessions-desk';
import { readLatencies } from '../../sim-latency';
import type { Work } from '../../threads/job';
import { feesOf } from '../fees';
import { knowledgeOf } from '../knowledge';
import { marketSetups } from '../markets';
import { type ParentResult, resultsOf } from '../results';
import { runBacktest } from '../run';
import { brokenPromises } from '../summary';
import { madeUpHours } from './hours';
import { type CompareOptions, configOf, type Trial } from './trials';

/** What one schedule did in one trial. */
export interface TrialResult {
  readonly seed: number;
  readonly strategy: StrategyName;
  /** In the order of the trial's orders, with their clusters. */
  readonly parents: readonly (ParentResult & { readonly cluster: number })[];
  /** What must hold of any run and does not. */
  readonly broken: readonly string[];
  readonly simulatedSeconds: number;
}

/** One schedule in one trial. */
export interface TrialJob {
  readonly options: CompareOptions;
  readonly trial: Trial;
  readonly strategy: StrategyName;
}

/** Does such jobs; files of markets are read once a thread. */
export function open(): Work<TrialJob, TrialResult> {
  const setupOf = marketSetups();
  return async ({ options, trial, strategy }) => {
    const config = configOf(options, trial, strategy);
    const fees = feesOf(options);
    const latencies = readLatencies('latency', config.latency, config.seed);
    const market = (await setupOf(config)).open(config.start, config.seed);
    const knows = { ...knowledgeOf(config, fees), sessions: hoursOf(options, strategy) };
    const run = runBacktest({ ...config, knows, market, latencies, fees, journal: new MemoryJournal() });
    const parents = resultsOf(run).map((result, n) => ({ ...result, cluster: trial.orders[n]!.cluster }));
    const broken = brokenPromises(parents, run.leftWorking).map(line => `seed ${trial.seed}, ${strategy}: ${line}`);
    return { seed: trial.seed, strategy, parents, broken, simulatedSeconds: run.simulated / 1e6 };
  };
}

/** The made-up hours have no closing auction: whoever goes to one is told when it is. */
const hoursOf = ({ instrument }: CompareOptions, strategy: StrategyName): SessionsDesk =>
  new SessionsDesk(strategy === 'CLOSE' ? undefined : madeUpHours(instrument.symbol));
