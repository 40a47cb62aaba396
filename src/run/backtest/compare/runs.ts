import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UsageError } from '../../usage-error';
import { runTrials, type TrialResult } from './run-trials';
import { type CompareOptions, type Trial, trialsOf } from './trials';
import type { Posted } from './worker';

/** Runs every schedule over every trial, in so many threads (1: in this one); results are by seed. `told`: runs done so far, of how many. */
export async function runAll(
  options: CompareOptions,
  threads: number,
  told: (done: number, of: number) => void,
): Promise<TrialResult[]> {
  const trials = trialsOf(options);
  const found: TrialResult[] = [];
  const of = trials.length * options.strategies.length;
  const note = (result: TrialResult): void => {
    found.push(result);
    told(found.length, of);
  };
  if (threads === 1) await runTrials(options, trials, note);
  else await Promise.all(shares(trials, threads).map(share => inThread(options, share, note)));
  return found.sort((a, b) => a.seed - b.seed);
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
