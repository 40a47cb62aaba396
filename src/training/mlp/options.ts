import { TrainingError } from '../training-set';

export interface MlpOptions {
  /** Widths of the hidden layers; none: a linear model. */
  readonly hidden: readonly number[];
  /** For each output, whether it is a probability. */
  readonly logistic: readonly boolean[];
  readonly learningRate: number;
  /** Rows a step. */
  readonly batch: number;
  /** Times that all rows are gone through, at most. */
  readonly epochs: number;
  /** What weights shrink by a step, over the learning rate. */
  readonly l2: number;
  /** Stops once so many epochs in a row brought the loss on held-out rows no lower, and keeps the best. Needs held-out rows. */
  readonly earlyStop?: number;
  /** Of the first weights and the order of rows; an integer. */
  readonly seed: number;
}

export const MLP_DEFAULTS: Omit<MlpOptions, 'logistic'> = {
  hidden: [16],
  learningRate: 0.003,
  batch: 128,
  epochs: 30,
  l2: 1e-4,
  seed: 1,
};

/** Throws a TrainingError that names the first option that cannot be. `held`: there are held-out rows. */
export function checkOptions({ hidden, learningRate, batch, epochs, l2, earlyStop, seed }: MlpOptions, held: boolean): void {
  const must = (holds: boolean, what: string): void => {
    if (!holds) throw new TrainingError(what);
  };
  const whole = (v: number): boolean => Number.isInteger(v) && v >= 1;
  must(hidden.every(whole), `hidden is ${JSON.stringify(hidden)}: must be whole numbers from 1`);
  must(learningRate > 0 && learningRate <= 1, `learningRate is ${learningRate}: must be above 0 and at most 1`);
  must(whole(batch), `batch is ${batch}: must be a whole number from 1`);
  must(whole(epochs), `epochs is ${epochs}: must be a whole number from 1`);
  must(l2 >= 0 && l2 * learningRate < 1, `l2 is ${l2}: must be from 0 to below 1 / learningRate`);
  must(earlyStop === undefined || whole(earlyStop), `earlyStop is ${earlyStop}: must be a whole number from 1`);
  must(earlyStop === undefined || held, 'earlyStop needs held-out rows');
  must(Number.isInteger(seed), `seed is ${seed}: must be a whole number`);
}
