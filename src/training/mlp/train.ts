import type { MlpMember } from '../../core/learned/model';
import { type Told, TrainingError } from '../training-set';
import { Learning } from './learning';
import { checkOptions, type MlpOptions } from './options';
import { checkRows, type MlpRows } from './rows';

/** Means over the outputs known: of half the squared errors over the variance, and of negative log likelihoods. */
interface Losses {
  readonly loss: number;
  readonly validLoss?: number;
}

export interface Mlp {
  readonly member: MlpMember;
  /** How often all rows were gone through, after how often the network was best and kept, and its losses then. */
  readonly figures: Losses & { readonly epochs: number; readonly kept: number };
}

/**
 * A small network (tanh, by mini-batches and Adam). Columns and outputs are standardised inside: what is handed back takes and says their own units.
 * The same rows, options and seed give the same bytes. `told` hears of each epoch. Throws a TrainingError for rows or options that cannot be.
 */
export function trainMlp(rows: MlpRows & { readonly valid?: MlpRows }, options: MlpOptions, told?: Told): Mlp {
  checkOptions(options, rows.valid !== undefined);
  checkRows(rows, options.logistic, 'the training set');
  if (rows.valid) checkRows(rows.valid, options.logistic, 'the held-out rows');
  const [columns, given] = [rows.columns.length, rows.valid?.columns.length ?? rows.columns.length];
  if (columns !== given) throw new TrainingError(`the held-out rows have ${given} columns, those to learn from ${columns}`);
  const learning = new Learning(rows, options);
  const held = rows.valid && learning.rowsOf(rows.valid);
  const losses = (): Losses => ({ loss: learning.loss(), ...(held && { validLoss: learning.loss(held) }) });
  let best = { kept: 0, ...losses(), member: learning.member() };
  let epochs = 0;
  while (epochs < options.epochs) {
    learning.epoch();
    epochs++;
    const now = losses();
    told?.({ done: epochs, of: options.epochs, loss: now.validLoss ?? now.loss });
    if (options.earlyStop === undefined || now.validLoss! < best.validLoss!)
      best = { kept: epochs, ...now, member: learning.member() };
    else if (epochs - best.kept >= options.earlyStop) break;
  }
  const { member, ...kept } = best;
  return { member, figures: { epochs, ...kept } };
}
