import type { StrategyName } from '../../../core/facts';
import { MemoryJournal } from '../../../journal/memory-journal';
import { SessionsDesk } from '../../sessions-desk';
import { readLatencies } from '../../sim-latency';
import { feesOf, knowledgeOf } from '../knowledge';
import { type MarketSetup, marketSetup } from '../markets';
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

/** Runs trials by seed, all schedules of one before the next; `told` is called for each. Files are read once. */
export async function runTrials(
  options: CompareOptions,
  trials: readonly Trial[],
  told: (result: TrialResult) => void,
): Promise<void> {
  const fees = feesOf(options);
  const hours = new SessionsDesk(madeUpHours(options.instrument.symbol));
  // the made-up hours have no closing auction: whoever goes to one is told when it is
  const none = new SessionsDesk(undefined);
  const setups = new Map<StrategyName, MarketSetup>();
  for (const trial of trials)
    for (const strategy of options.strategies) {
      const config = configOf(options, trial, strategy);
      let setup = setups.get(strategy);
      if (!setup) setups.set(strategy, (setup = shared(setups, options) ?? (await marketSetup(config))));
      const latencies = readLatencies('latency', config.latency, config.seed);
      const market = setup.open(config.start, config.seed);
      const knows = { ...knowledgeOf(config, fees), sessions: strategy === 'CLOSE' ? none : hours };
      const run = runBacktest({ ...config, knows, market, latencies, fees, journal: new MemoryJournal() });
      const parents = resultsOf(run).map((result, n) => ({ ...result, cluster: trial.orders[n]!.cluster }));
      const broken = brokenPromises(parents, run.leftWorking).map(line => `seed ${trial.seed}, ${strategy}: ${line}`);
      told({ seed: trial.seed, strategy, parents, broken, simulatedSeconds: run.simulated / 1e6 });
    }
}

/** A tape is the same for every schedule: it is read once. Agents have days that differ, and nothing to read. */
const shared = (setups: ReadonlyMap<StrategyName, MarketSetup>, { tape }: CompareOptions): MarketSetup | undefined =>
  tape && setups.values().next().value;
