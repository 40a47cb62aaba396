import type { TrialLedger } from '../../inference/registry/ledger';
import type { StageReport } from '../../validation/report';
import type { TrainConfig } from '../train/config';
import type { ValidateConfig } from './config';
import type { TrainingData } from './data';

/** The model that is judged. */
export interface JudgedModel {
  /** SHA-256 of its file, in hex. */
  readonly hash: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where the file is: what a comparison or a backtest is given as its model. */
  readonly file: string;
  /** Clusters that its training used in any way (fit, choice or test), as `REGIME/SEED`; undefined where nobody wrote them down. */
  readonly clusters: readonly string[] | undefined;
  /** What the file says of itself: `configHash`, `dataHash`. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** What a stage is given. Its report depends on this alone, never on `threads`. */
export interface StageParts {
  readonly config: ValidateConfig;
  readonly model: JudgedModel;
  /** The recipe that the model was made by: config `training`. */
  readonly recipe: TrainConfig;
  readonly threads: number;
  readonly seed: number;
  /** The recipe's own data, gathered once for all stages that ask. */
  readonly data: TrainingData;
  /** What was tried and looked at before; stages count there what they try and open. */
  readonly ledger: TrialLedger;
  /** Who validates: the ledger tells. */
  readonly by: string;
  /** SHA-256 of everything that the stage's report depends on. */
  readonly key: string;
  /** A folder of the stage's own. It is there. */
  readonly work: string;
  /** A part of the stage's work, plain JSON: where a run that was interrupted had made it for just this stage it is read back, else it is made and kept. */
  readonly keep: <T>(name: string, make: () => Promise<T>) => Promise<T>;
}

/** Hears how far a stage is: `done` of `of`, and of what (`markets`, `runs`). */
export type Told = (done: number, of: number, what: string) => void;

/** Runs a stage. Rejects with a UsageError where what the config names cannot be used; what a model fails is no error but a gate. */
export type StageRunner = (parts: StageParts, told: Told) => Promise<StageReport>;
