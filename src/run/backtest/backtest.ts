import { createHash } from 'node:crypto';
import type { Journal } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { MemoryJournal } from '../../journal/memory-journal';
import { SqliteJournal } from '../../journal/sqlite-journal';
import { readLatencies } from '../sim-latency';
import { checkParents } from './check';
import type { BacktestConfig } from './config';
import { feesOf, feesText } from './fees';
import { csv, newJournal, parentRow, writeResult } from './files';
import { knowledgeOf } from './knowledge';
import { marketSetup } from './markets';
import { recordOfBacktest } from './record';
import { type BacktestDetails, detailsOf } from './report/details';
import { reportHtml } from './report/html';
import type { BacktestReport } from './report/report';
import { type ParentResult, resultsOf } from './results';
import { type BacktestParts, type BacktestRun, runBacktest } from './run';
import { brokenPromises, summaryOf } from './summary';

export type { BacktestReport } from './report/report';

export interface BacktestOptions {
  /** A folder for the journal and the results; without one nothing is kept. */
  readonly out?: string | undefined;
  /** What is kept there: all (the default), or report and parents alone, without a journal and what is drawn from it. */
  readonly keeps?: 'all' | 'results' | undefined;
  /** In place of `marketSetup`, for who runs many. */
  readonly setupOf?: typeof marketSetup | undefined;
  readonly progress?: ((since: Micros) => void) | undefined;
}

/** Runs the backtest of a config. Rejects with a UsageError where a file it names cannot be used. */
export async function backtest(config: BacktestConfig, options: BacktestOptions = {}): Promise<BacktestReport> {
  const { out, keeps = 'all', setupOf = marketSetup } = options;
  const setup = await setupOf(config);
  checkParents(config, setup.symbols);
  const { start, seed, latency } = config;
  const latencies = readLatencies('latency', latency, seed);
  const fees = feesOf(config);
  const knows = knowledgeOf(config, fees);
  const whole = keeps === 'all' ? out : undefined;
  const journal = whole === undefined ? new MemoryJournal() : new SqliteJournal(newJournal(whole), { durability: 'process' });
  const skipped: string[] = [];
  const market = setup.open(start, seed);
  const pinned = market.filter(m => m.market.pinned).map(m => m.listing.symbol);
  try {
    const began = process.hrtime.bigint();
    const run = runBacktest({
      ...config,
      market,
      knows,
      latencies,
      fees,
      journal,
      marketFailed: error => void skipped.push(error.message),
      ...(options.progress && { progress: options.progress }),
    } satisfies BacktestParts);
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    await run.recorded;
    const parents = resultsOf(run);
    const rests = { run: await recordOfBacktest(config, knows.models), fees: feesText(config.fees), notes: config.notes };
    const details = whole === undefined ? undefined : detailsOf(run, parents, { market: setup.open(start, seed), start });
    const report = reportOf(run, parents, {
      seed,
      market: config.market.tape ? 'tape' : 'agents',
      rests,
      seconds,
      skipped,
      pinned,
      details,
      digest: digestOf(journal),
    });
    if (out !== undefined) keep(out, report);
    return report;
  } finally {
    journal.close();
  }
}

interface Beside {
  readonly seed: number;
  readonly market: BacktestReport['market'];
  readonly rests: Pick<BacktestReport, 'run' | 'fees' | 'notes'>;
  readonly seconds: number;
  readonly skipped: readonly string[];
  readonly pinned: readonly string[];
  readonly details: BacktestDetails | undefined;
  readonly digest: string;
}

function reportOf(
  run: BacktestRun,
  parents: readonly ParentResult[],
  { seed, market, rests, seconds, skipped, pinned, details, digest }: Beside,
): BacktestReport {
  return {
    seed,
    market,
    ...rests,
    parents,
    strategies: summaryOf(parents),
    broken: brokenPromises(parents, run.leftWorking),
    alarms: Object.fromEntries(run.trail.alarms),
    skipped: { events: skipped.length, first: skipped[0] ?? null },
    pinned,
    details,
    digest,
    turns: run.turns,
    simulatedSeconds: run.simulated / 1e6,
    seconds,
  };
}

/** SHA-256, in hex, over the JSON of every turn of a journal. */
export function digestOf(journal: Pick<Journal, 'turns'>): string {
  const hash = createHash('sha256');
  for (const turn of journal.turns()) hash.update(JSON.stringify(turn)).update('\n');
  return hash.digest('hex');
}

function keep(out: string, report: BacktestReport): void {
  const { details } = report;
  writeResult(out, 'parents.csv', csv(report.parents.map((p, n) => ({ ...parentRow(p), ...details?.parents[n]?.cost }))));
  const { seconds: _, ...same } = report;
  const text = JSON.stringify(same, undefined, 1);
  writeResult(out, 'report.json', `${text}\n`);
  if (details) writeResult(out, 'report.html', reportHtml(JSON.parse(text)));
}
