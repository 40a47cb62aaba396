import type { Market } from '../../../simulator/market/market';
import type { Scenario } from '../../../simulator/market/scenarios/scenario';
import type { Latencies, LatencyModel } from '../../../simulator/models/latency/latency';
import type { Micros } from '../../core/numbers';
import { MemoryJournal } from '../../journal/memory-journal';
import { madeUpHours } from '../backtest/compare/hours';
import { feesOf } from '../backtest/fees';
import type { Knowledge } from '../backtest/gateway-in-process';
import { knowledgeOf } from '../backtest/knowledge';
import { type ParentResult, resultsOf } from '../backtest/results';
import { type BacktestRun, runBacktest } from '../backtest/run';
import { brokenPromises } from '../backtest/summary';
import { SessionsDesk } from '../sessions-desk';
import { readLatencies } from '../sim-latency';
import { type Audit, auditOf } from './audit';
import { outOfOrder } from './outage';
import { ANSWER, configOf, INSTRUMENT, marketOf, orderName, SECOND, START, type StressRun, sinceStart } from './setting';

/** What came of it. */
export interface StressResult {
  readonly parent: ParentResult;
  readonly audit: Audit;
  /** What must hold of any run and does not. */
  readonly broken: readonly string[];
  /** Fills beyond the limit price. */
  readonly beyondLimit: number;
  /** Largest own part of all that traded since the order came, at any of its fills; null without a fill. */
  readonly greatestPart: number | null;
}

/** How long an answer takes that comes too late (us): far beyond any deadline. */
const LATE: Micros = 250_000;
/** Volume that a gateway had not heard of yet when its order came (us): that counts as traded since. */
const UNHEARD = SECOND;

/** Runs an order through a scenario. Throws a UsageError where model, fees or latency cannot be used. */
export function playStress(run: StressRun): StressResult {
  const { terms, scenario, seed } = run;
  const config = configOf(run);
  const fees = feesOf(terms);
  const market = marketOf(scenario, seed);
  const knows = knowledgeIn(
    scenario,
    { ...knowledgeOf(config, fees), sessions: new SessionsDesk(madeUpHours(INSTRUMENT.symbol)) },
    market.market,
  );
  const journal = new MemoryJournal();
  const done = runBacktest({
    ...config,
    knows,
    market: [market],
    latencies: slower(readLatencies('latency', terms.latency, seed), scenario.latencyTimes),
    fees,
    feedGaps: scenario.feedGaps?.map(([from, to]) => [sinceStart(from), sinceStart(to)]),
    journal,
  });
  const [parent] = resultsOf(done);
  return {
    parent: parent!,
    audit: auditOf(journal.turns()),
    broken: brokenPromises([parent!], done.leftWorking),
    beyondLimit: beyondLimit(done, run),
    greatestPart: greatestPart(done, parent!),
  };
}

/** The market's next event tells the time: its agents act many times a second. */
function knowledgeIn({ outage }: Scenario, knows: Knowledge, market: Market): Knowledge {
  if (!outage) return knows;
  const from = START + sinceStart(outage.after);
  const served = knows.served?.map(model => outOfOrder(model, outage.kind, () => (market.nextAt() ?? from) >= from));
  return { ...knows, served, modelLatency: outage.kind === 'late' ? LATE : ANSWER };
}

function slower(latencies: Latencies, times = 1): Latencies {
  const slow = (model: LatencyModel | undefined): LatencyModel | undefined => model && { next: () => times * model.next() };
  return { entry: slow(latencies.entry), response: slow(latencies.response), feed: slow(latencies.feed) };
}

function beyondLimit(done: BacktestRun, run: StressRun): number {
  const { side, bounds } = run;
  if (!bounds) return 0;
  const sign = side === 'buy' ? 1 : -1;
  // half a tick: prices are sums of floats here
  return done.witness.fillsOf(orderName(run)).filter(f => sign * (f.px - Number(bounds.price)) > 0.005).length;
}

/** What a cap is held to: own volume over all volume since the order came, at its worst moment. */
function greatestPart({ witness }: BacktestRun, { received }: ParentResult): number | null {
  const { at, qty, own } = witness.of(INSTRUMENT.symbol).trades;
  let [ours, all, most] = [0, 0, -1];
  for (let n = 0; n < at.length; n++) {
    if (at[n]! < received - UNHEARD) continue;
    all += qty[n]!;
    if (!own[n]) continue;
    ours += qty[n]!;
    most = Math.max(most, ours / all);
  }
  return most < 0 ? null : most;
}
