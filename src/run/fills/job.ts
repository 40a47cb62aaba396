import type { RecordedTurn } from '../../core/journal-port';
import { MemoryJournal } from '../../journal/memory-journal';
import { checkParents } from '../backtest/check';
import { type CompareOptions, configOf, trialsOf } from '../backtest/compare/trials';
import { type BacktestConfig, readBacktest } from '../backtest/config';
import { feesOf } from '../backtest/fees';
import { knowledgeOf } from '../backtest/knowledge';
import { marketSetups } from '../backtest/markets';
import { runBacktest } from '../backtest/run';
import { openJournal } from '../replay';
import { readLatencies } from '../sim-latency';
import type { Work } from '../threads/job';
import { UsageError } from '../usage-error';
import { isReal, type Origin, type PaperConfig } from './config';
import type { FillRows } from './measures';
import { readFills } from './read';

/** Fills of a journal, of a backtest's file with a seed, or of orders in a market of agents. */
export type FillJob = { readonly cluster: NonNullable<PaperConfig['cluster']> } & (
  | { readonly do: 'journal'; readonly file: string; readonly from: Origin }
  | { readonly do: 'backtest'; readonly file: string; readonly seed: number | undefined }
  | { readonly do: 'orders'; readonly options: CompareOptions }
);

/** Does such jobs; files of markets are read once a thread. */
export function open(): Work<FillJob, FillRows> {
  const setupOf = marketSetups();
  return async job => {
    if (job.do === 'journal') return ofJournal(job);
    const config =
      job.do === 'backtest' ? readBacktest(job.file, job.seed) : configOf(job.options, trialsOf(job.options)[0]!, 'ADAPTIVE');
    return readFills(await played(config, setupOf), job.cluster);
  };
}

function ofJournal({ file, from, cluster }: Extract<FillJob, { do: 'journal' }>): FillRows {
  const journal = openJournal(file, 'paper');
  try {
    if (!isReal(from)) return readFills(journal.turns(), cluster);
    return { ...readFills(real(journal.turns(), file), cluster), days: cluster === 'day' };
  } finally {
    journal.close();
  }
}

/** What the simulator is called in backtests and in the paper set-up that ships; a SubID may stand behind it, and a session's qualifier. */
const SIMULATOR = /->SIM(?:[./]|$)/;

/** The turns of a journal that is said to be of a real venue. Throws a UsageError where its venue is the simulator, or it has what only gateways on paper, and backtests, have. */
function* real(turns: Iterable<RecordedTurn>, file: string): Iterable<RecordedTurn> {
  for (const turn of turns) {
    for (const fact of turn.facts) {
      if (fact.type !== 'Started') continue;
      const why = fact.venues.some(venue => SIMULATOR.test(venue))
        ? 'its venue is SIM, the simulator'
        : fact.bandit !== undefined || fact.models?.mode === 'acts'
          ? 'a bandit explored in it, or a model acted without a certificate, as on paper only'
          : undefined;
      if (why !== undefined) throw new UsageError(`${file}: ${why}: it is neither live nor a drop copy`);
    }
    yield turn;
  }
}

async function played(config: BacktestConfig, setupOf: ReturnType<typeof marketSetups>): Promise<Iterable<RecordedTurn>> {
  const setup = await setupOf(config);
  checkParents(config, setup.symbols);
  const fees = feesOf(config);
  const journal = new MemoryJournal();
  const run = runBacktest({
    ...config,
    market: setup.open(config.start, config.seed),
    knows: knowledgeOf(config, fees),
    latencies: readLatencies('latency', config.latency, config.seed),
    fees,
    journal,
  });
  await run.recorded;
  return journal.turns();
}
