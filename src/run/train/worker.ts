import { parentPort } from 'node:worker_threads';
import { UsageError } from '../usage-error';
import { type Job, type JobResult, runJob } from './jobs';

/** What a thread of a training posts for a job: its result, or a mistake of the user's. What else it throws ends it with an error. */
export type Posted = { readonly result: JobResult<Job> } | { readonly mistake: string };

const port = parentPort!;

port.on('message', (job: Job) => {
  runJob(job).then(
    result => port.postMessage({ result } satisfies Posted),
    error => {
      if (!(error instanceof UsageError)) throw error;
      port.postMessage({ mistake: error.message } satisfies Posted);
    },
  );
});
