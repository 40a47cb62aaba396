import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UsageError } from '../usage-error';
import { type Job, type JobResult, runJob } from './jobs';
import type { Posted } from './worker';

/**
 * Runs jobs in so many threads, the next one wherever a thread is free; results are in the order of the jobs, so they do not depend on `threads` (1
 * runs in this thread). `told`: how many are done. Rejects with what a job throws; a UsageError stays one.
 */
export async function runJobs<J extends Job>(
  jobs: readonly J[],
  threads: number,
  told: (done: number) => void,
): Promise<JobResult<J>[]> {
  const results = new Array<JobResult<J>>(jobs.length);
  let done = 0;
  const note = (n: number, result: JobResult<J>): void => {
    results[n] = result;
    told(++done);
  };
  if (threads <= 1) for (const [n, job] of jobs.entries()) note(n, await runJob(job));
  else {
    let next = 0;
    const queue: Queue = {
      take: () => (next < jobs.length ? next++ : undefined),
      stop: () => {
        next = jobs.length;
      },
    };
    await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, () => inThread(jobs, queue, note)));
  }
  return results;
}

/** Numbers of the jobs that nobody has taken; none once one has failed. */
interface Queue {
  readonly take: () => number | undefined;
  readonly stop: () => void;
}

/** A thread that takes jobs until there are none. */
function inThread<J extends Job>(
  jobs: readonly J[],
  queue: Queue,
  note: (n: number, result: JobResult<J>) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'worker.js'));
    let current: number | undefined;
    const go = (): void => {
      current = queue.take();
      if (current === undefined) void worker.terminate().then(() => resolve(), reject);
      else worker.postMessage(jobs[current]);
    };
    const failed = (error: Error): void => {
      queue.stop();
      void worker.terminate().then(() => reject(error));
    };
    worker.on('message', (posted: Posted) => {
      if ('mistake' in posted) return failed(new UsageError(posted.mistake));
      note(current!, posted.result as JobResult<J>);
      go();
    });
    worker.on('error', failed);
    go();
  });
}
