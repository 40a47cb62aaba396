import { join } from 'node:path';
import type { Sample, SampleTerms } from '../../training/data/sample';
import { sampleOf } from '../../training/data/sample';
import type { Work } from '../threads/job';
import { runJobs } from '../threads/pool';
import { type AgentDay, agentRows } from './agents';
import { type FileDay, fileSamples } from './files';
import { type FitJob, type Fitted, fitted } from './fit';
import { type SampleDay, samplesOf } from './samples';

/** A market of agents to be run and sampled. */
export interface AgentJob {
  readonly do: 'agents';
  readonly cluster: string;
  readonly day: AgentDay;
  readonly terms: SampleTerms;
}

/** A feature file to be read and sampled. */
export interface FileJob {
  readonly do: 'file';
  readonly day: FileDay;
  readonly terms: SampleTerms;
}

/** A sample that was made of a journal, to be read. */
export interface SamplesJob {
  readonly do: 'samples';
  readonly day: SampleDay;
  readonly terms: SampleTerms;
}

/** Work that a thread does: its result depends on nothing but the job. */
export type Job = AgentJob | FileJob | SamplesJob | FitJob;
export type JobResult<J extends Job> = J extends FitJob ? Fitted : readonly Sample[];

/** Does jobs of all kinds. They reject with a UsageError where a file or an option cannot be used. */
export const open = (): Work<Job, readonly Sample[] | Fitted> => async job => {
  if (job.do === 'fit') return fitted(job);
  if (job.do === 'file') return fileSamples(job.day, job.terms);
  if (job.do === 'samples') return samplesOf(job.day, job.terms);
  return [sampleOf(job.cluster, await agentRows(job.day), job.terms)];
};

/** Runs jobs in so many threads; results are in their order. `told`: how many are done. */
export const runTrainingJobs = <J extends Job>(
  jobs: readonly J[],
  threads: number,
  told: (done: number, of: number) => void,
): Promise<JobResult<J>[]> => runJobs<J, JobResult<J>>(join(__dirname, 'jobs'), jobs, { threads, told });
