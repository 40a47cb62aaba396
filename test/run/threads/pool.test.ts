import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as Pool from '../../../src/run/threads/pool';
import type { UsageError as UsageErrorClass } from '../../../src/run/usage-error';
import type { Sum, Summed } from './sums';

// threads need built modules
const DIST = join(__dirname, '../../../dist');
const { runJobs } = require(join(DIST, 'src/run/threads/pool')) as typeof Pool;
const { UsageError } = require(join(DIST, 'src/run/usage-error')) as { UsageError: typeof UsageErrorClass };
const SUMS = join(DIST, 'test/run/threads/sums');

const sums = (jobs: readonly Sum[], options: Pool.PoolOptions<Summed>) => runJobs<Sum, Summed>(SUMS, jobs, options);
const add = (...n: number[]): Sum => ({ add: n });
const TEN = Array.from({ length: 10 }, (_, n) => add(n, n));

test.each([1, 2, 30])(
  'with %d threads results are in the order of the jobs, and each is told when it is there',
  async threads => {
    const told: string[] = [];
    const found = new Map<number, number>();
    const results = await sums(TEN, {
      threads,
      told: (done, of) => told.push(`${done} of ${of}`),
      found: ({ sum }, n) => found.set(n, sum),
    });
    const want = TEN.map((_, n) => 2 * n);
    expect({
      sums: results.map(r => r.sum),
      told,
      found: [...found].sort(([a], [b]) => a - b).map(([, sum]) => sum),
      threads: new Set(results.map(r => r.thread)).size,
      here: results.every(r => r.thread === 0),
      // what a thread keeps it keeps from one job to the next
      most: Math.max(...results.map(r => r.nth)),
    }).toEqual({
      sums: want,
      told: want.map((_, n) => `${n + 1} of 10`),
      found: want,
      threads: Math.min(threads, 10),
      here: threads === 1,
      most: threads === 30 ? 1 : threads === 1 ? 10 : expect.any(Number),
    });
  },
);

test('no job is no work, and memory that is shared is not copied', async () => {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  expect([await sums([], { threads: 2 }), (await sums([{ shared }, { shared }], { threads: 2 })).length, shared[0]]).toEqual([
    [],
    2,
    7,
  ]);
});

const MISTAKE = { usage: true, message: 'fees: no such file' };
const bug = (message: unknown) => ({ usage: false, message });
test.each([
  ['a mistake', 1, MISTAKE],
  ['a mistake', 2, MISTAKE],
  ['a bug', 1, bug('seed 4: a bug')],
  ['a bug', 2, bug('seed 4: a bug')],
  ['an odd throw', 2, bug('seed 4: () => how')],
  ['exit', 2, bug('seed 4: its thread died: worker exited with code: 3')],
  ['what cannot be posted', 2, bug('seed 4: its thread died: it could not say why; what a job answers must be plain data')],
] as const)('a job that ends in %s with %d threads ends the run, and keeps its kind', async (fail, threads, want) => {
  const jobs = TEN.map((job, n): Sum => (n === 4 ? { fail } : job));
  let done = 0;
  const error = await sums(jobs, { threads, named: n => `seed ${n}`, found: () => void done++ }).catch(e => e);
  const then = done;
  await new Promise(resolve => setTimeout(resolve, 30));
  expect([{ usage: error instanceof UsageError, message: error.message }, then === done, done < 10]).toEqual([want, true, true]);
});

test('a thread that takes too much memory dies alone, and the run says on which job', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=48', `${SUMS}.js`]);
  expect(stdout).toMatch(/^seed 1: its thread died: .*memory limit/);
});

test.each([1, 2])(
  'with %d threads a run that is called off ends with the reason, and a module that does no jobs is told',
  async threads => {
    const end = new AbortController();
    let done = 0;
    const found = (): void => {
      if (++done === 2) end.abort(new UsageError('stopped'));
    };
    const error = await sums(TEN, { threads, found, signal: end.signal }).catch(e => e);
    const none = await runJobs(join(DIST, 'src/run/usage-error'), TEN, { threads }).catch(e => e);
    const late = await sums(TEN, { threads, signal: end.signal }).catch(e => e);
    expect([error.message, done < 10, none.message, late.message]).toEqual([
      'stopped',
      true,
      expect.stringMatching(/usage-error exports no open\(\): it does no jobs$/),
      'stopped',
    ]);
  },
);
