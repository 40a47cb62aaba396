import { checkSet, TrainingError, type TrainingSet } from '../training-set';
import { fitOf, type LinearFit, type LinearOptions } from './member';
import { checkL2, moments, solveRidge } from './ridge';
import { type Standard, standardOf, weighed } from './standard';

const { abs, exp, log1p, max } = Math;

const MOST_STEPS = 100;
const STANDS_STILL = 1e-10;
const MOST_HALVINGS = 30;
/** A loss a row so small: every row is told apart, and slopes would grow for ever. */
const NO_DOUBT = 1e-6;
const NO_END = 'no end is found: columns repeat one another, or tell the rows apart entirely: set l2 above 0';

/**
 * Logistic regression with a ridge by iteratively reweighted least squares (Green, Journal of the Royal Statistical Society B 46, 1984), steps halved where
 * they would make it worse. `y` from 0 to 1. Throws a TrainingError for another y, for NaN, or where the rows are told apart entirely, or
 * columns repeat one another, and `l2` is 0.
 */
export function logisticRegression(set: TrainingSet, { l2 }: LinearOptions): LinearFit {
  checkSet(set, 'unknowns refused');
  checkL2(l2);
  const wrong = set.y.findIndex(v => v < 0 || v > 1);
  if (wrong >= 0) throw new TrainingError(`y of row ${wrong} is ${set.y[wrong]}, not from 0 to 1`);
  const standard = standardOf(set);
  const part = weighed(standard.share, i => set.y[i]!);
  if (!(part > 0 && part < 1)) throw new TrainingError(`y is ${part} in every row: there is nothing to tell apart`);
  const problem = problemOf(set, standard, l2);
  let at = [Math.log(part / (1 - part)), ...set.columns.map(() => 0)];
  let worth = worthAt(problem, at);
  for (let n = 0; n < MOST_STEPS; n++) {
    const next = improved(problem, at, worth);
    if (!next) break;
    const gain = worth - next.worth;
    [at, worth] = [next.at, next.worth];
    if (gain < STANDS_STILL) break;
    if (n + 1 === MOST_STEPS) throw new TrainingError(NO_END);
  }
  if (worth < NO_DOUBT) throw new TrainingError(NO_END);
  return fitOf(standard, at.slice(1), at[0]!, true);
}

interface Problem {
  /** Standardised columns, behind one of ones. */
  readonly columns: readonly Float64Array[];
  readonly y: ArrayLike<number>;
  readonly share: Float64Array;
  readonly l2: number;
}

function problemOf(set: TrainingSet, { normaliser, share }: Standard, l2: number): Problem {
  const columns = set.columns.map((column, f) => normaliser.standardised(column, f));
  return { columns: [new Float64Array(set.y.length).fill(1), ...columns], y: set.y, share, l2 };
}

function sumsAt({ columns, y }: Problem, at: readonly number[]): Float64Array {
  const sums = new Float64Array(y.length);
  columns.forEach((column, f) => {
    const slope = at[f]!;
    for (let i = 0; i < sums.length; i++) sums[i]! += slope * column[i]!;
  });
  return sums;
}

/** Negative log likelihood a row, and the ridge: half of l2 times the squared slopes. */
function worthAt(problem: Problem, at: readonly number[]): number {
  const sums = sumsAt(problem, at);
  const loss = (s: number, y: number): number => max(s, 0) + log1p(exp(-abs(s))) - y * s;
  const slopes = at.slice(1).reduce((sum, w) => sum + w * w, 0);
  return weighed(problem.share, i => loss(sums[i]!, problem.y[i]!)) + (problem.l2 / 2) * slopes;
}

/** A step of Newton's, halved until it makes things better; undefined where no step does. */
function improved(problem: Problem, at: readonly number[], worth: number): { at: number[]; worth: number } | undefined {
  const { columns, y, share, l2 } = problem;
  const said = sumsAt(problem, at).map(s => 1 / (1 + exp(-s)));
  const steep = said.map((p, i) => share[i]! * p * (1 - p));
  const down = columns.map((column, f) => weighed(share, i => column[i]! * (y[i]! - said[i]!)) - (f > 0 ? l2 * at[f]! : 0));
  const step = solveRidge(
    moments(columns, steep),
    down,
    columns.map((_, f) => (f > 0 ? l2 : 0)),
  );
  if (!step) throw new TrainingError(NO_END);
  for (let part = 1, n = 0; n < MOST_HALVINGS; part /= 2, n++) {
    const there = at.map((v, f) => v + part * step[f]!);
    const thereWorth = worthAt(problem, there);
    if (thereWorth < worth) return { at: there, worth: thereWorth };
  }
  return undefined;
}
