import type { Sample, SampleTerms } from '../../training/data/sample';
import { sampleOf } from '../../training/data/sample';
import { type AgentDay, agentRows } from './agents';
import { type FileDay, fileSamples } from './files';
import { type FitJob, type Fitted, fitted } from './fit';

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

/** Work that a thread does: its result depends on nothing but the job. */
export type Job = AgentJob | FileJob | FitJob;
export type JobResult<J extends Job> = J extends FitJob ? Fitted : readonly Sample[];

/** Does a job. Rejects with a UsageError where a file or an option cannot be used. */
export function runJob<J extends Job>(job: J): Promise<JobResult<J>>;
export async function runJob(job: Job): Promise<readonly Sample[] | Fitted> {
  if (job.do === 'fit') return fitted(job);
  if (job.do === 'file') return fileSamples(job.day, job.terms);
  return [sampleOf(job.cluster, await agentRows(job.day), job.terms)];
}
