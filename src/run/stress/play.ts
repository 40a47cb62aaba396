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
import { ANSWER, configOf, INSTRUMENT, marketOf, orderName, START, type StressRun, sinceStart } from './setting';

/** What came of it. */
export interface StressResult {
  readonly parent: ParentResult;
  readonly audit: Audit;
  /** What must hold of any run and does not. */
  readonly broken: readonly string[];
  /** Fills beyond the limit price. */
  readonly beyondLimit: number;
  /** While the order was open the far touch stood beyond its limit price: who took would have broken it. */
  readonly limitMattered: boolean;
  /** Largest own part of all that traded since the order came, at any of its fills; null without a fill. What traded before and was not told of yet counts, as it does for the gateway. */
  readonly greatestPart: number | null;
}

/** How long an answer takes that comes too late (us): far beyond any deadline. */
const LATE: Micros = 250_000;

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
  const latencies = slower(readLatencies('latency', terms.latency, seed), scenario.latencyTimes);
  const feed = latencies.feed && new Longest(latencies.feed);
  const done = runBacktest({
    ...config,
    knows,
    market: [market],
    latencies: { ...latencies, feed },
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
    limitMattered: limitMattered(done, parent!, run),
    greatestPart: greatestPart(done, parent!, config.publishEvery + (feed?.longest ?? 0)),
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
  return done.witness.fillsOf([orderName(run)]).filter(f => isBeyond(f.px, side, bounds.price)).length;
}

/** Half a tick: prices are sums of floats here. False for NaN. */
const isBeyond = (px: number, side: 'buy' | 'sell', limit: string): boolean =>
  (side === 'buy' ? 1 : -1) * (px - Number(limit)) > 0.005;

/** Whether the far touch was beyond the limit from when the order came until it was over; what stood when it came counts. */
function limitMattered({ witness, endedAt: end }: BacktestRun, { received, endedAt }: ParentResult, { side, bounds }: StressRun) {
  if (!bounds) return false;
  const { at, bid, ask } = witness.of(INSTRUMENT.symbol).quotes;
  const far = side === 'buy' ? ask : bid;
  return far.some(
    (px, n) =>
      at[n]! <= (endedAt ?? end) && (at[n + 1] ?? Number.POSITIVE_INFINITY) > received && isBeyond(px, side, bounds.price),
  );
}

/** Remembers the longest time that a message took (us). */
class Longest implements LatencyModel {
  longest: Micros = 0;
  constructor(private readonly model: LatencyModel) {}

  next(): Micros {
    const took = this.model.next();
    this.longest = Math.max(this.longest, took);
    return took;
  }
}

/** What a cap is held to: own volume over all volume since the order came, at its worst moment. `unheard`: how long (us) before it a trade may be that was told of after it. */
function greatestPart({ witness }: BacktestRun, { received }: ParentResult, unheard: Micros): number | null {
  const { at, qty, own } = witness.of(INSTRUMENT.symbol).trades;
  let [ours, all, most] = [0, 0, -1];
  for (let n = 0; n < at.length; n++) {
    if (at[n]! < received - unheard) continue;
    all += qty[n]!;
    if (!own[n]) continue;
    ours += qty[n]!;
    most = Math.max(most, ours / all);
  }
  return most < 0 ? null : most;
}
