import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { UsageError } from '../usage-error';
import { type Job, type JobModule, type Posted, workOf } from './job';

/** How jobs are run. */
export interface PoolOptions<R> {
  /** 1: in this thread, without a pool. Results do not depend on it. */
  readonly threads: number;
  /** Jobs that are done, of how many; after `found`. */
  readonly told?: ((done: number, of: number) => void) | undefined;
  /** A result as soon as it is there, in whichever order; `n` is the job's place. What it throws ends the run. */
  readonly found?: ((result: R, n: number) => void) | undefined;
  /** What a job is called in the error that it ends the run with, unless that is a UsageError. */
  readonly named?: ((n: number) => string) | undefined;
  /** Ends all threads; the run rejects with the signal's reason. In this thread a job that has begun is finished first. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs jobs by a module (its path without an extension; see `JobModule`), the next one wherever a thread is free; results are in the order of the jobs. What stands in
 * SharedArrayBuffers is not copied. Rejects with what a job throws (a UsageError stays one), or with an error that names the job whose thread died (out of memory, exit); the
 * other threads are ended then. The threads never outlive the process.
 */
export async function runJobs<J, R>(file: string, jobs: readonly J[], options: PoolOptions<R>): Promise<R[]> {
  const { threads, told, found, signal } = options;
  signal?.throwIfAborted();
  const results = new Array<R>(jobs.length);
  let done = 0;
  const note = (result: R, n: number): void => {
    results[n] = result;
    found?.(result, n);
    told?.(++done, jobs.length);
  };
  if (Math.min(threads, jobs.length) <= 1) await inThisThread(file, jobs, note, options);
  else await inThreads(file, jobs, note, options);
  return results;
}

type Note<R> = (result: R, n: number) => void;

async function inThisThread<J, R>(
  file: string,
  jobs: readonly J[],
  note: Note<R>,
  { named, signal }: PoolOptions<R>,
): Promise<void> {
  const work = workOf<J, R>(require(file) as JobModule<J, R>, file);
  for (const [n, job] of jobs.entries()) {
    const result = await Promise.resolve(job)
      .then(work)
      .catch(error => rethrown(named?.(n), error));
    note(result, n);
    // whoever wants to end the run is heard between two jobs
    await new Promise(setImmediate);
    signal?.throwIfAborted();
  }
}

async function inThreads<J, R>(file: string, jobs: readonly J[], note: Note<R>, options: PoolOptions<R>): Promise<void> {
  const { threads, named, signal } = options;
  const { Piscina } = await import('piscina');
  const size = Math.min(threads, jobs.length);
  const pool = new Piscina({
    filename: join(__dirname, 'worker.js'),
    minThreads: size,
    maxThreads: size,
    // a thread that waits for a job goes on with what it has begun: a journal that closes, a stream
    atomics: 'disabled',
    recordTiming: false,
  });
  let next = 0;
  const take = async (): Promise<void> => {
    for (let n = next++; n < jobs.length; n = next++) {
      const task: Job<J> = { file, job: jobs[n]! };
      const name = named?.(n);
      const posted = (pool.run(task) as Promise<Posted<R>>).catch(error => died(name ?? `job ${n + 1} of ${jobs.length}`, error));
      note(resultOf(await posted, name), n);
    }
  };
  const ended = new Promise<never>((_, reject) => {
    pool.on('error', reject);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    await Promise.race([Promise.all(Array.from({ length: size }, take)), ended]);
  } finally {
    next = jobs.length;
    await pool.destroy();
  }
}

function resultOf<R>(posted: Posted<R>, name: string | undefined): R {
  if ('mistake' in posted) throw new UsageError(posted.mistake);
  if ('thrown' in posted) rethrown(name, posted.thrown);
  return posted.result;
}

/** What a job threw, with its name where it has one; a user's mistake says itself what it is about. */
function rethrown(name: string | undefined, error: unknown): never {
  if (name !== undefined && isNativeError(error) && !(error instanceof UsageError)) error.message = `${name}: ${error.message}`;
  throw error;
}

function died(name: string, error: unknown): never {
  // the DOMException of a result that cannot be posted arrives as an empty object
  const why = isNativeError(error) ? error.message : 'it could not say why; what a job answers must be plain data';
  throw new Error(`${name}: its thread died: ${why}`, { cause: error });
}
