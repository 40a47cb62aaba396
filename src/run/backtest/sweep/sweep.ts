import { join } from 'node:path';
import { runJobs } from '../../threads/pool';
import { UsageError } from '../../usage-error';
import { checkBacktest } from '../check';
import { parseBacktest } from '../config';
import { namedFiles } from '../named-files';
import { identityOf, type Resolved } from './identity';
import { type Cell, cellName, cellsOf, runName, type SweepFile, seedsOf } from './plan';
import type { SweepSummary } from './results';
import type { SweepJob } from './run-one';
import { isFinished, openStore } from './store';
import { writeSummary } from './write';

export interface SweepOptions {
  /** The folder of the sweep; runs that are finished there are not run again. */
  readonly out: string;
  readonly threads: number;
  /** Throws away what stands there. */
  readonly fresh?: boolean | undefined;
  /** Runs that are done, of how many; those of before count. */
  readonly told?: ((done: number, of: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a sweep came to, and how it was run. */
export interface SweepReport {
  readonly summary: SweepSummary;
  /** Runs that were run now; the others were there. */
  readonly ran: number;
  readonly seconds: number;
}

/**
 * Runs every cell of a sweep with every seed, each in a folder of its own under OUT/runs, and writes OUT/runs.csv and OUT/summary.json. Killed at any time, it goes on with what is
 * missing. Results depend neither on the threads nor on that. Rejects with a UsageError where the file or what it names cannot be used, or the folder holds runs of another sweep.
 */
export async function sweep(file: SweepFile, options: SweepOptions): Promise<SweepReport> {
  const began = process.hrtime.bigint();
  const { out, threads, fresh = false, told, signal } = options;
  const { path, text } = file;
  const cells = cellsOf(file.sweep);
  const resolved = cells.map(cell => configOf(file, cell));
  const seeds = seedsOf(file.sweep, resolved[0]!.config.seed);
  const files = [...new Set(resolved.flatMap(({ config }) => namedFiles(config)))];
  const release = openStore(out, await identityOf(file, files, resolved), fresh);
  try {
    const { keep } = file.sweep;
    const all = cells.flatMap(cell =>
      seeds.map((seed): SweepJob => ({ path, text, cell, seed, out, name: runName(cell, seed), keep })),
    );
    const jobs = all.filter(job => !isFinished(out, job.name));
    const before = all.length - jobs.length;
    told?.(before, all.length);
    await runJobs<SweepJob, void>(join(__dirname, 'run-one'), jobs, {
      threads,
      signal,
      told: done => told?.(before + done, all.length),
      named: n => `${jobs[n]!.name} ${cellName(jobs[n]!.cell)}`.trim(),
    });
    const summary = await writeSummary(out, file, { cells, seeds, resolved, files });
    return { summary, ran: jobs.length, seconds: Number(process.hrtime.bigint() - began) / 1e9 };
  } finally {
    release();
  }
}

/** The config of a cell, with the file's own seed, and the models that it comes to: all are read and looked through before anything runs. */
function configOf({ path, text }: SweepFile, cell: Cell): Resolved {
  try {
    const config = parseBacktest(path, text, undefined, cell.set);
    return { config, models: checkBacktest(config) };
  } catch (error) {
    if (!(error instanceof UsageError) || Object.keys(cell.set).length === 0) throw error;
    throw new UsageError(`${error.message} (in the sweep's ${cellName(cell)})`);
  }
}
