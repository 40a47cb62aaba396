import type { Member, MlpMember, Trees } from '../../core/learned/model';
import type { DataSet } from '../../training/data/data-set';
import { weightsOf } from '../../training/data/skill';
import { trainGbdt } from '../../training/gbdt/train';
import { logisticRegression } from '../../training/linear/logistic';
import { type LinearFit, linearMember } from '../../training/linear/member';
import { ridge } from '../../training/linear/ridge';
import { sideBySide } from '../../training/mlp/side-by-side';
import { trainMlp } from '../../training/mlp/train';
import { sharedColumns } from '../../training/shared';
import { TrainingError, type TrainingSet } from '../../training/training-set';
import { UsageError } from '../usage-error';
import type { TrainConfig } from './config';

/** The kinds of members that can be trained. */
export type Kind = Exclude<TrainConfig['kind'], 'ensemble'>;

/** One target for one kind of member. */
export interface FitJob {
  readonly do: 'fit';
  readonly kind: Kind;
  readonly target: string;
  readonly train: TrainingSet;
  readonly valid: TrainingSet;
  readonly options: Pick<TrainConfig, Kind | 'seed'>;
}

/** What a job makes. */
export type Fitted =
  | { readonly kind: 'gbdt'; readonly trees: Trees }
  | { readonly kind: 'linear'; readonly line: LinearFit }
  | { readonly kind: 'mlp'; readonly network: MlpMember };

/** A job for each target. */
export const fitJobs = (kind: Kind, config: TrainConfig, train: DataSet, valid: DataSet): FitJob[] =>
  config.targets.map(({ name }, k) => {
    const { linear, gbdt, mlp, seed } = config;
    const part = (set: DataSet): TrainingSet => {
      const weight = weightsOf(set, name);
      return labelled({ columns: set.x, y: set.y[k]!, ...(weight && { weight }) });
    };
    return { do: 'fit', kind, target: name, train: part(train), valid: part(valid), options: { linear, gbdt, mlp, seed } };
  });

/** Only the rows that have a label; the same set where all have one. */
function labelled(set: TrainingSet & Record<'y', Float32Array> & { readonly weight?: Float32Array }): TrainingSet {
  if (!set.y.some(Number.isNaN)) return set;
  const kept = Uint32Array.from([...set.y.keys()].filter(r => !Number.isNaN(set.y[r]!)));
  const [y, weight] = sharedColumns([set.y, ...(set.weight ? [set.weight] : [])].map(column => pick(column, kept)));
  return { columns: sharedColumns(set.columns.map(column => pick(column, kept))), y: y!, ...(weight && { weight }) };
}

const pick = (column: Float32Array, rows: Uint32Array): Float32Array => Float32Array.from(rows, r => column[r]!);

/** Fits. Throws a UsageError that names kind and target where an option or the data cannot be. */
export function fitted(job: FitJob): Fitted {
  try {
    return fitters[job.kind](job);
  } catch (error) {
    throw error instanceof TrainingError ? new UsageError(`${job.kind} of ${job.target}: ${error.message}`) : error;
  }
}

const fitters: Readonly<Record<Kind, (job: FitJob) => Fitted>> = {
  gbdt: ({ target, train, valid, options: { gbdt, seed } }) => {
    const loss = target === 'fill' ? 'logistic' : 'l2';
    return { kind: 'gbdt', trees: trainGbdt({ ...train, valid }, { ...gbdt, loss, bins: 255, seed }).trees };
  },
  linear: ({ target, train, options: { linear } }) => ({
    kind: 'linear',
    line: target === 'fill' ? logisticRegression(train, linear) : ridge(train, linear),
  }),
  mlp: ({ target, train, valid, options: { mlp, seed } }) => {
    const { patience, ...options } = mlp;
    const rows = ({ y, ...rest }: TrainingSet) => ({ ...rest, ys: [y] });
    const logistic = [target === 'fill'];
    return {
      kind: 'mlp',
      network: trainMlp({ ...rows(train), valid: rows(valid) }, { ...options, logistic, earlyStop: patience, seed }).member,
    };
  },
};

/** A member of fits of one kind, an output each. */
export function memberOf(kind: Kind, parts: readonly Fitted[]): Member {
  if (kind === 'linear') return linearMember(parts.flatMap(p => (p.kind === 'linear' ? [p.line] : [])));
  if (kind === 'mlp') return sideBySide(parts.flatMap(p => (p.kind === 'mlp' ? [p.network] : [])));
  return { kind: 'trees', outputs: parts.flatMap(p => (p.kind === 'gbdt' ? [p.trees] : [])) };
}
