import { TrainingError } from '../training-set';
import { MOST_BINS } from './bins';
import type { LossName } from './losses';

export interface GbdtOptions {
  readonly loss: LossName;
  /** For the loss of that name: the part of the rows (0 to 1) that is to lie below what is said. */
  readonly quantile?: number;
  /** So many at most. */
  readonly trees: number;
  /** Leaves a tree, at most. */
  readonly leaves: number;
  /** What each tree's values are multiplied by. */
  readonly learningRate: number;
  /** Rows a leaf, at least. */
  readonly minLeaf: number;
  /** Added to the second derivatives of a leaf: pulls its value to 0. */
  readonly l2: number;
  /** Bins a column, at most: 2 to 255. */
  readonly bins: number;
  /** For each column 1: what is said must not fall where it rises, -1: must not rise, 0: free. Left out: all free. */
  readonly monotone?: readonly number[];
  /** Stops once so many trees in a row brought the loss on held-out rows no lower, and keeps those up to the best. Needs held-out rows. */
  readonly earlyStop?: number;
  /** The part of the rows (above 0 to 1) that a tree is grown from, drawn anew for each. Left out: all. */
  readonly subsample?: number;
  /** The part of the columns that a tree may split by, drawn anew for each. Left out: all. */
  readonly columnsPart?: number;
  /** Of what is drawn; an integer. */
  readonly seed: number;
}

/** What is sane where nothing is known of the data. */
export const GBDT_DEFAULTS: GbdtOptions = {
  loss: 'l2',
  trees: 100,
  leaves: 31,
  learningRate: 0.1,
  minLeaf: 20,
  l2: 0,
  bins: MOST_BINS,
  seed: 1,
};

const isWhole =
  (low: number, high = Number.MAX_SAFE_INTEGER) =>
  (v: number) =>
    Number.isInteger(v) && v >= low && v <= high;
const isPart = (v: number): boolean => v > 0 && v <= 1;
const isInside = (v: number): boolean => v > 0 && v < 1;

/** Each option that is a number: what it must be, in words and as a check. */
const RULES: readonly (readonly [keyof GbdtOptions, string, (v: number) => boolean])[] = [
  ['quantile', 'above 0 and below 1', isInside],
  ['trees', 'a whole number from 1', isWhole(1)],
  ['leaves', 'a whole number from 2 to 65,535', isWhole(2, 65_535)],
  ['learningRate', 'above 0 and at most 1', isPart],
  ['minLeaf', 'a whole number from 1', isWhole(1)],
  ['l2', '0 or more', v => v >= 0 && Number.isFinite(v)],
  ['bins', `a whole number from 2 to ${MOST_BINS}`, isWhole(2, MOST_BINS)],
  ['earlyStop', 'a whole number from 1', isWhole(1)],
  ['subsample', 'above 0 and at most 1', isPart],
  ['columnsPart', 'above 0 and at most 1', isPart],
  ['seed', 'a whole number', v => Number.isInteger(v)],
];

/** Throws a TrainingError that names the first option that is none. */
export function checkOptions(options: GbdtOptions, columns: number, heldOut: boolean): void {
  for (const [name, words, holds] of RULES) {
    const value = options[name] as number | undefined;
    if (value !== undefined && !holds(value)) throw new TrainingError(`${name} is ${value}: must be ${words}`);
  }
  const { loss, quantile, monotone, earlyStop } = options;
  if (loss === 'quantile' && quantile === undefined)
    throw new TrainingError('quantile is missing: the loss of that name needs one');
  if (loss !== 'quantile' && quantile !== undefined) throw new TrainingError(`quantile is ${quantile}, but the loss is ${loss}`);
  if (monotone && monotone.length !== columns)
    throw new TrainingError(`monotone has ${monotone.length} entries for ${columns} columns`);
  if (monotone && !monotone.every(way => way === 0 || Math.abs(way) === 1))
    throw new TrainingError('monotone has an entry that is not -1, 0 or 1');
  if (earlyStop !== undefined && !heldOut) throw new TrainingError('earlyStop needs held-out rows');
}
