import type { LearnedModel } from '../../core/learned/model';
import { type DataSet, filled, joined } from '../../training/data/data-set';
import { usesOf } from '../../training/data/feature-uses';
import type { Sample } from '../../training/data/sample';
import { gateOf, judge, nothingOf } from '../../training/data/skill';
import { sharedColumns } from '../../training/shared';
import { UsageError } from '../usage-error';
import type { TrainConfig } from './config';
import { type FitJob, type Fitted, fitJobs, memberOf } from './fit';
import { runTrainingJobs } from './jobs';

/** What a model is to be fitted to, and by which recipe: `valid` says when to stop, and how much each member counts. */
export interface FitAsked {
  readonly config: TrainConfig;
  readonly train: readonly Sample[];
  readonly valid: readonly Sample[];
}

/** A model, and what it is held against. */
export interface FittedModel {
  readonly model: LearnedModel;
  /** What who knows nothing says, by target: the mean of what was trained on. */
  readonly nothing: readonly number[];
  /** What was trained on, as it was known. */
  readonly raw: DataSet;
}

/** Fits models; all fits of all of them share the threads. Rejects with a UsageError where a feature is not known, or an option cannot be. */
export async function fitModels(
  asked: readonly FitAsked[],
  threads: number,
  told: (done: number, of: number) => void,
): Promise<FittedModel[]> {
  const all = asked.map(setsOf);
  const jobs = all.flatMap(sets => sets.jobs);
  const results = await runTrainingJobs(jobs, threads, told);
  let from = 0;
  return all.map(sets => {
    const own = results.slice(from, from + sets.jobs.length);
    from += sets.jobs.length;
    return modelOf(sets, own);
  });
}

/** Rows for a model to be asked about, with its fills in place of what is not known. Throws a UsageError for a row that lacks what it has no fill for. */
export function rowsFor({ features }: Pick<LearnedModel, 'features'>, samples: readonly Sample[]): DataSet {
  const set = filled(
    joined(samples),
    features.map(use => use.fill),
  );
  // a row that lacks what the model has no fill for is not asked about, and so is no row to judge by
  const lacking = set.x.length > 0 && features.find((_, i) => set.x[i]!.some(Number.isNaN));
  if (lacking)
    throw new UsageError(
      `features: '${lacking.name}' is known in every row that is trained on, and not in those it is tested on: leave it out`,
    );
  return set;
}

interface Sets {
  readonly config: TrainConfig;
  readonly uses: LearnedModel['features'];
  readonly raw: DataSet;
  readonly train: DataSet;
  readonly valid: DataSet;
  readonly jobs: readonly FitJob[];
}

const kindsOf = ({ kind }: TrainConfig) => (kind === 'ensemble' ? (['linear', 'gbdt', 'mlp'] as const) : [kind]);

function setsOf({ config, train: learned, valid: held }: FitAsked): Sets {
  const raw = joined(learned);
  const uses = usesOf(config.features, raw);
  if (typeof uses === 'string') throw new UsageError(`features: no row of the data knows '${uses}': leave it out`);
  // every job reads the same rows: its thread gets no copy of them
  const shared = (set: DataSet): DataSet => ({ ...set, x: sharedColumns(set.x) });
  const train = shared(rowsFor({ features: uses }, learned));
  const valid = shared(rowsFor({ features: uses }, held));
  return { config, uses, raw, train, valid, jobs: kindsOf(config).flatMap(kind => fitJobs(kind, config, train, valid)) };
}

function modelOf({ config, uses, raw, train, valid, jobs }: Sets, results: readonly Fitted[]): FittedModel {
  const members = kindsOf(config).map(kind =>
    memberOf(
      kind,
      results.filter((_, n) => jobs[n]!.kind === kind),
    ),
  );
  const { name, targets } = config;
  const nothing = targets.map((t, i) => nothingOf(t.name, train.y[i]!));
  const even: LearnedModel = { name, features: uses, targets, members, gate: members.map(() => 1 / members.length) };
  const model = members.length === 1 ? even : { ...even, gate: gateOf(judge(valid, even, nothing)) };
  return { model, nothing, raw };
}
