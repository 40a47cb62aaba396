import { createHash } from 'node:crypto';
import type { Journal } from '../../core/journal-port';
import type { Micros } from '../../core/numbers';
import { MemoryJournal } from '../../journal/memory-journal';
import { SqliteJournal } from '../../journal/sqlite-journal';
import { readLatencies } from '../sim-latency';
import { UsageError } from '../usage-error';
import type { BacktestConfig } from './config';
import { csv, newJournal, parentRow, writeResult } from './files';
import { feesOf, knowledgeOf } from './knowledge';
import { marketSetup } from './markets';
import { type ParentResult, resultsOf } from './results';
import { type BacktestParts, type BacktestRun, runBacktest } from './run';
import { brokenPromises, type StrategySummary, summaryOf } from './summary';

export interface BacktestOptions {
  /** A folder for the journal and the results; without one nothing is kept. */
  readonly out?: string | undefined;
  readonly progress?: ((since: Micros) => void) | undefined;
}

/** What a backtest found. */
export interface BacktestReport {
  readonly seed: number;
  readonly parents: readonly ParentResult[];
  readonly strategies: readonly StrategySummary[];
  /** What must hold and does not, a line each. */
  readonly broken: readonly string[];
  /** Alarms of the line, by code. */
  readonly alarms: Readonly<Record<string, number>>;
  /** Events of a replayed file that were wrong and left out; the first one in words. */
  readonly skipped: { readonly events: number; readonly first: string | null };
  /** Symbols whose market is drawn towards a known end (`Market.pinned`): nothing may be concluded there. */
  readonly pinned: readonly string[];
  /** SHA-256 over every turn of the journal: two runs of one file and seed have the same. */
  readonly digest: string;
  readonly turns: number;
  readonly simulatedSeconds: number;
  readonly seconds: number;
}

/** Runs the backtest of a config. Rejects with a UsageError where a file it names cannot be used. */
export async function backtest(config: BacktestConfig, options: BacktestOptions = {}): Promise<BacktestReport> {
  const setup = await marketSetup(config);
  const nowhere = config.parents.find(p => !setup.symbols.includes(p.order.symbol));
  if (nowhere)
    throw new UsageError(`parent ${nowhere.clOrdId}: nobody trades in ${nowhere.order.symbol}: name it under market.symbols`);
  const { start, seed, latency } = config;
  const latencies = readLatencies('latency', latency, seed);
  const fees = feesOf(config);
  const knows = knowledgeOf(config, fees);
  const journal =
    options.out === undefined ? new MemoryJournal() : new SqliteJournal(newJournal(options.out), { durability: 'process' });
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
    const report = reportOf(run, { seed, seconds, skipped, pinned, digest: digestOf(journal) });
    if (options.out !== undefined) keep(options.out, report);
    return report;
  } finally {
    journal.close();
  }
}

interface Beside {
  readonly seed: number;
  readonly seconds: number;
  readonly skipped: readonly string[];
  readonly pinned: readonly string[];
  readonly digest: string;
}

function reportOf(run: BacktestRun, { seed, seconds, skipped, pinned, digest }: Beside): BacktestReport {
  const parents = resultsOf(run);
  return {
    seed,
    parents,
    strategies: summaryOf(parents),
    broken: brokenPromises(parents, run.leftWorking),
    alarms: Object.fromEntries(run.trail.alarms),
    skipped: { events: skipped.length, first: skipped[0] ?? null },
    pinned,
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
  writeResult(out, 'parents.csv', csv(report.parents.map(parentRow)));
  const { seconds: _, ...same } = report;
  writeResult(out, 'report.json', `${JSON.stringify(same, undefined, 1)}\n`);
}
