import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../../usage-error';
import { runTrials, type TrialResult } from './run-trials';
import type { CompareOptions, Trial } from './trials';

/** What a thread of a comparison posts: a result, or a mistake of the user's that ended it. What else it throws ends it with an error. */
export type Posted = TrialResult | { readonly mistake: string };

const { options, trials } = workerData as { options: CompareOptions; trials: Trial[] };
const port = parentPort!;
const post = (posted: Posted): void => port.postMessage(posted);

runTrials(options, trials, post).catch(error => {
  if (error instanceof UsageError) return post({ mistake: error.message });
  throw error;
});
