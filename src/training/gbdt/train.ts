import type { Trees } from '../../core/learned/model';
import { checkSet, type Told, TrainingError, type TrainingSet } from '../training-set';
import { Boosting } from './boosting';
import { checkOptions, type GbdtOptions } from './options';

/** Rows to learn from, and rows held out: of these only the loss is taken, to stop by and to be told. */
export interface GbdtSet extends TrainingSet {
  readonly valid?: TrainingSet;
}

/** What came of it; losses are means a row: squared, pinball, or negative log likelihood. */
export interface GbdtFigures {
  /** Trees that were grown, and those that were kept. */
  readonly grown: number;
  readonly kept: number;
  /** With the trees kept, on the rows learned from and on those held out. */
  readonly loss: number;
  readonly validLoss?: number;
}

export interface Gbdt {
  readonly trees: Trees;
  readonly figures: GbdtFigures;
}

/**
 * Gradient-boosted trees (Friedman, Annals of Statistics 29, 2001) over histograms of binned columns, grown leaf by leaf (Ke et al., "LightGBM",
 * NIPS 2017). NaN in a column goes right. Weights count relative to their mean. The same set, options and seed give the same bytes. `told`
 * hears of each tree. Throws a TrainingError for a set or an option that cannot be.
 */
export function trainGbdt(set: GbdtSet, options: GbdtOptions, told?: Told): Gbdt {
  checkOptions(options, set.columns.length, set.valid !== undefined);
  checkSet(set, 'unknowns taken');
  if (set.valid) checkHeldOut(set, set.valid);
  const boosting = new Boosting(set, options, set.valid);
  let grown = 0;
  let best = { kept: 0, ...boosting.losses() };
  while (grown < options.trees && boosting.add()) {
    grown++;
    const losses = boosting.losses();
    told?.({ done: grown, of: options.trees, loss: losses.held ?? losses.learned });
    if (options.earlyStop === undefined || losses.held! < best.held!) best = { kept: grown, ...losses };
    else if (grown - best.kept >= options.earlyStop) break;
  }
  const { kept, learned, held } = best;
  return { trees: boosting.trees(kept), figures: { grown, kept, loss: learned, ...(held !== undefined && { validLoss: held }) } };
}

function checkHeldOut(set: TrainingSet, held: TrainingSet): void {
  checkSet(held, 'unknowns taken', 'the held-out rows');
  const [columns, given] = [set.columns.length, held.columns.length];
  if (columns !== given) throw new TrainingError(`the held-out rows have ${given} columns, those to learn from ${columns}`);
}
