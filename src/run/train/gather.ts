import { createHash } from 'node:crypto';
import type { Micros } from '../../core/numbers';
import { byTime, madeMarket, marketOfCluster, merged } from '../../training/data/clusters';
import type { Sample, SampleTerms } from '../../training/data/sample';
import { type Part, partsOf } from '../../training/data/split';
import { readRegimes } from '../forecast/regimes-file';
import { UsageError } from '../usage-error';
import type { TrainConfig } from './config';
import { type AgentJob, type FileJob, runTrainingJobs, type SamplesJob } from './jobs';

/** Samples by the part that they are in, and the group (a regime, or `files`) that each cluster is of. */
export interface Gathered {
  readonly parts: Readonly<Record<Part, readonly Sample[]>>;
  readonly groupOf: ReadonlyMap<string, string>;
  /** SHA-256 over every row, cluster by cluster. */
  readonly hash: string;
  readonly rows: number;
  /** First and last row of what was recorded (us); absent where all of it is made up. */
  readonly window?: readonly [from: Micros, to: Micros] | undefined;
}

const FILES = 'files';

/** Gathers the data of a training in so many threads. Rejects with a UsageError where a file or a regime cannot be used, or there is too little. */
export async function gather(config: TrainConfig, threads: number, told: (done: number, of: number) => void): Promise<Gathered> {
  const jobs = jobsOf(config);
  const results = await runTrainingJobs(jobs, threads, told);
  const groupOf = new Map<string, string>();
  const found: Sample[] = [];
  const ofJournals = jobs.flatMap((job, n) => (job.do === 'samples' ? results[n]! : []));
  const seen = new Set(ofJournals.map(s => marketOfCluster(s.cluster)));
  jobs.forEach((job, n) => {
    // a market that a journal traded in is the journal's: it is not learned from twice, on both sides of the test
    if (job.do === 'agents' && seen.has(madeMarket(job.day.seed))) return;
    for (const sample of results[n]!) {
      groupOf.set(sample.cluster, job.do === 'agents' ? job.day.regime : FILES);
      if (sample.at.length > 0) found.push(sample);
    }
  });
  // rows of decisions (quotes alone) lack labels that choosing and testing need: they only train, where there is anything else
  const whole = found.filter(s => !lacksLabels(s));
  const lacking = whole.length > 0 ? found.filter(lacksLabels) : [];
  const isRecorded = ({ cluster }: Sample): boolean => groupOf.get(cluster) === FILES;
  const inTime = (of: readonly Sample[]): Sample[] =>
    ofJournals.length === 0 ? [...of] : [...of.filter(s => !isRecorded(s)), ...of.filter(isRecorded).sort(byTime)];
  const dealt = inTime(merged(whole.length > 0 ? whole : found));
  const parts = partsOf(
    dealt.map(({ cluster }) => ({ cluster, group: groupOf.get(cluster)! })),
    config.split,
  );
  if (!parts)
    throw new UsageError(
      'too little data: each regime needs three seeds at least, and files three stretches (data.stretch), one each to train, choose and test',
    );
  const partOf = (s: Sample): Part => parts.get(s.cluster) ?? 'train';
  const samples = inTime(merged([...dealt, ...lacking.filter(s => partOf(s) === 'train')]));
  const of = (part: Part): Sample[] => samples.filter(s => partOf(s) === part);
  const recorded = samples.filter(isRecorded);
  return {
    parts: { train: of('train'), valid: of('valid'), test: of('test') },
    groupOf,
    hash: rowsHash(samples),
    rows: samples.reduce((sum, s) => sum + s.at.length, 0),
    ...(recorded.length > 0 && {
      window: [Math.min(...recorded.map(s => s.at[0]!)), Math.max(...recorded.map(s => s.at[s.at.length - 1]!))] as const,
    }),
  };
}

/** Whether there is a target that no row of a sample has a label of. */
const lacksLabels = ({ y }: Sample): boolean => y.some(column => column.every(Number.isNaN));

function jobsOf({ data, features, targets }: TrainConfig): (AgentJob | FileJob | SamplesJob)[] {
  const { agents, files = [], samples = [], every, mirror, stretch, embargo } = data;
  const terms: SampleTerms = { features: features.map(f => f.name), targets, grid: 1_000_000, every, mirror };
  const filter = agents?.hmm === undefined ? undefined : readRegimes(agents.hmm);
  const markets = (agents?.regimes ?? []).flatMap(regime =>
    Array.from({ length: agents!.seeds }, (_, n): AgentJob => {
      const { symbol, length, latency } = agents!;
      const seed = agents!.first + n;
      return {
        do: 'agents',
        cluster: `${regime}/${seed}`,
        day: { regime, seed, symbol, length, latency, grid: terms.grid, filter },
        terms,
      };
    }),
  );
  return [
    ...markets,
    ...files.map(
      (file, place): FileJob => ({ do: 'file', day: { file, place, stretch, embargo, utc: samples.length > 0 }, terms }),
    ),
    ...samples.map((file): SamplesJob => ({ do: 'samples', day: { file, stretch, embargo }, terms })),
  ];
}

/** SHA-256 over every row of samples, in their order. */
export function rowsHash(samples: readonly Sample[]): string {
  const hash = createHash('sha256');
  for (const { cluster, at, x, y } of samples) {
    hash.update(`${cluster} ${at.length}\n`);
    for (const column of [at, ...x, ...y]) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  return hash.digest('hex');
}
