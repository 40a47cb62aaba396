import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StrategyName } from '../../../core/facts';
import { UsageError } from '../../usage-error';
import type { ParentResult } from '../results';
import { type Check, checksOf } from './checks';
import { runTrials, type TrialResult } from './run-trials';
import { type CompareRow, compareRows } from './table';
import { type CompareOptions, type Trial, trialsOf } from './trials';
import type { Posted } from './worker';

/** What a comparison found. */
export interface CompareReport {
  readonly rows: readonly CompareRow[];
  readonly checks: readonly Check[];
  /** Every parent, by schedule and then by trial. */
  readonly parents: readonly (ParentResult & { readonly cluster: number })[];
  /** What intervals rest on. */
  readonly clusters: number;
  readonly simulatedSeconds: number;
  readonly seconds: number;
}

/**
 * Runs every schedule over every trial and compares. The result does not depend on `threads` (1 runs in this thread). Rejects with a
 * UsageError where a file or an option cannot be used. `told`: runs done so far, of how many.
 */
export async function compare(
  options: CompareOptions,
  threads: number,
  told: (done: number, of: number) => void = () => undefined,
): Promise<CompareReport> {
  const trials = trialsOf(options);
  const began = process.hrtime.bigint();
  const found: TrialResult[] = [];
  const of = trials.length * options.strategies.length;
  const note = (result: TrialResult): void => {
    found.push(result);
    told(found.length, of);
  };
  if (threads === 1) await runTrials(options, trials, note);
  else await Promise.all(shares(trials, threads).map(share => inThread(options, share, note)));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  found.sort((a, b) => a.seed - b.seed);
  const results = new Map<StrategyName, (ParentResult & { readonly cluster: number })[]>();
  for (const strategy of options.strategies)
    results.set(
      strategy,
      found.filter(r => r.strategy === strategy).flatMap(r => r.parents),
    );
  const parents = [...results.values()].flat();
  return {
    rows: compareRows(results, options.seed),
    checks: checksOf(
      results,
      found.flatMap(r => r.broken),
      Number(options.rate),
    ),
    parents,
    clusters: new Set(parents.map(p => p.cluster)).size,
    simulatedSeconds: found.reduce((sum, r) => sum + r.simulatedSeconds, 0),
    seconds,
  };
}

const shares = (trials: readonly Trial[], threads: number): Trial[][] =>
  Array.from({ length: Math.min(threads, trials.length) }, (_, k) => trials.filter((_trial, n) => n % threads === k));

/** Runs a share in a thread of its own. */
function inThread(options: CompareOptions, trials: readonly Trial[], note: (result: TrialResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'worker.js'), { workerData: { options, trials } });
    worker.on('message', (posted: Posted) => ('mistake' in posted ? reject(new UsageError(posted.mistake)) : note(posted)));
    worker.on('error', reject);
    worker.on('exit', code => (code === 0 ? resolve() : reject(new Error(`a thread of the comparison ended with ${code}`))));
  });
}
