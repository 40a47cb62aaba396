import { GBDT_DEFAULTS } from '../gbdt/options';
import { trainGbdt } from '../gbdt/train';
import { linearMember } from '../linear/member';
import { ridge } from '../linear/ridge';
import { MLP_DEFAULTS } from '../mlp/options';
import { trainMlp } from '../mlp/train';
import type { TrainingSet } from '../training-set';
import type { Learn } from './distill';

/** Boosted trees, small enough for an answer in microseconds; they stop where other orders gain no more. */
export const trees =
  (seed: number): Learn =>
  (set, held) => {
    const options = { ...GBDT_DEFAULTS, trees: 120, leaves: 16, minLeaf: 100, bins: 64, earlyStop: 10, seed };
    return { kind: 'trees', outputs: [trainGbdt({ ...set, valid: held }, options).trees] };
  };

/** A straight line through all of it: what the others have to beat. */
export const linear: Learn = set => linearMember([ridge(set, { l2: 1e-3 })]);

/** A small network. */
export const network =
  (seed: number): Learn =>
  (set, held) => {
    const options = { ...MLP_DEFAULTS, hidden: [24], epochs: 12, earlyStop: 3, logistic: [false], seed };
    const rows = ({ columns, y, weight }: Required<TrainingSet>) => ({ columns, ys: [y], weight });
    return trainMlp({ ...rows(set), valid: rows(held) }, options).member;
  };
