import { UsageError } from '../usage-error';
import { type Job, type JobModule, type Posted, type Work, workOf } from './job';

/** Modules that this thread has opened, by their path. */
const opened = new Map<string, Work<unknown, unknown>>();

/** Does a job in this thread. Never rejects: what is thrown is an answer too, for a class of error would not survive the way back. */
export default async function answer({ file, job }: Job<unknown>): Promise<Posted<unknown>> {
  try {
    let work = opened.get(file);
    if (!work) opened.set(file, (work = workOf(require(file) as JobModule<unknown, unknown>, file)));
    return { result: await work(job) };
  } catch (error) {
    if (error instanceof UsageError) return { mistake: error.message };
    return { thrown: error instanceof Error ? error : new Error(String(error)) };
  }
}
