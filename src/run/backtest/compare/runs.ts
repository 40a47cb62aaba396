import { join } from 'node:path';
import { runJobs } from '../../threads/pool';
import type { TrialJob, TrialResult } from './run-trial';
import { type CompareOptions, trialsOf } from './trials';

/** Runs every schedule over every trial, in so many threads (1: in this one); results are by seed. `told`: runs done so far, of how many. */
export function runAll(
  options: CompareOptions,
  threads: number,
  told: (done: number, of: number) => void,
): Promise<TrialResult[]> {
  const jobs = trialsOf(options).flatMap(trial => options.strategies.map((strategy): TrialJob => ({ options, trial, strategy })));
  return runJobs<TrialJob, TrialResult>(join(__dirname, 'run-trial'), jobs, {
    threads,
    told,
    named: n => `${jobs[n]!.strategy} with seed ${jobs[n]!.trial.seed}`,
  });
}
