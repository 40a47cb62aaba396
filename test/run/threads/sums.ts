import { join } from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';
import type * as Pool from '../../../src/run/threads/pool';
import { UsageError } from '../../../src/run/usage-error';

/** What a job of this test does. */
export type Sum =
  | { readonly add: readonly number[] }
  | { readonly shared: Int32Array }
  | { readonly fail: 'a mistake' | 'a bug' | 'an odd throw' | 'exit' | 'too much memory' | 'what cannot be posted' };

export interface Summed {
  readonly sum: number;
  /** Jobs that this thread has done, this one included. */
  readonly nth: number;
  readonly thread: number;
}

/** Jobs with state of their own a thread. */
export function open(): (job: Sum) => Promise<Summed> {
  let nth = 0;
  return async job => {
    await new Promise(resolve => setTimeout(resolve, 5));
    if ('fail' in job) failing(job.fail);
    if ('shared' in job) job.shared[0] = 7;
    const sum = 'add' in job ? job.add.reduce((a, b) => a + b, 0) : 0;
    const odd = 'fail' in job && { odd: () => sum };
    return { sum, nth: ++nth, thread: isMainThread ? 0 : threadId, ...odd };
  };
}

function failing(how: Extract<Sum, { fail: string }>['fail']): void {
  if (how === 'a mistake') throw new UsageError('fees: no such file');
  if (how === 'a bug') throw new RangeError('a bug');
  if (how === 'an odd throw') throw () => how;
  if (how === 'exit') process.exit(3);
  if (how !== 'too much memory') return;
  const held: number[][] = [];
  for (;;) held.push(new Array<number>(1e5).fill(held.length));
}

/** Run as a program: says how a run ends in which a job takes more memory than a thread may have. */
if (require.main === module) {
  const jobs: Sum[] = [{ add: [1] }, { fail: 'too much memory' }];
  const { runJobs } = require('../../../src/run/threads/pool') as typeof Pool;
  runJobs<Sum, Summed>(join(__dirname, 'sums'), jobs, { threads: 2, named: n => `seed ${n}` }).catch(e => console.log(e.message));
}
