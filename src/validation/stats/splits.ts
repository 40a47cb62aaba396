import type { Micros } from '../../core/numbers';
import { assertPurged, type Fold, foldOf, inOrder, type Span } from './spans';

export { assertPurged, type Fold, type Span } from './spans';

export interface KFoldOptions {
  readonly folds: number;
  /** Nothing that begins so long after a tested label's end is trained on (us): what a test leaves behind in features that look back. */
  readonly embargo: Micros;
}

/**
 * K folds of about as many rows, each a run in time. Trained on is what is in no way of the run: rows whose spans overlap it are purged, and those that begin within the embargo
 * behind it. (Lopez de Prado, Advances in Financial Machine Learning, 2018, chapter 7.) Throws a RangeError for spans without length, and where a fold has nothing to train on.
 */
export function purgedKFold(spans: readonly Span[], { folds, embargo }: KFoldOptions): Fold[] {
  const order = inOrder(spans, embargo);
  return checked(
    spans,
    runsOf(order, folds, 'folds').map(run => foldOf(spans, order, [run], { before: 0, after: embargo })),
    embargo,
  );
}

export interface CombinatorialOptions {
  readonly groups: number;
  readonly testGroups: number;
  readonly embargo: Micros;
}

/** Every way to test some of the groups. */
export interface Combinatorial {
  /** groups! / (testGroups! (groups - testGroups)!) of them. */
  readonly folds: readonly Fold[];
  /** The rows of each group, in order of time. */
  readonly groups: readonly (readonly number[])[];
  /** Ways through all groups, each of which tests every row once: `paths[path][group]` is the fold that says something of that group. folds * testGroups / groups of them. */
  readonly paths: readonly (readonly number[])[];
}

/** Combinatorial purged cross-validation (Lopez de Prado 2018, chapter 12): each choice of groups is a fold, purged on both sides of each of them. Throws as `purgedKFold` does. */
export function combinatorialPurged(
  spans: readonly Span[],
  { groups, testGroups, embargo }: CombinatorialOptions,
): Combinatorial {
  const order = inOrder(spans, embargo);
  const runs = runsOf(order, groups, 'groups');
  if (!(Number.isInteger(testGroups) && testGroups >= 1 && testGroups < groups))
    throw new RangeError(`testGroups is ${testGroups}: must be a whole number from 1 to ${groups - 1}`);
  const choices = choicesOf(groups, testGroups);
  const of = choices.map(choice =>
    foldOf(
      spans,
      order,
      choice.map(g => runs[g]!),
      { before: 0, after: embargo },
    ),
  );
  const testing = runs.map((_, g) => choices.flatMap((choice, fold) => (choice.includes(g) ? [fold] : [])));
  const paths = testing[0]!.map((_, path) => testing.map(folds => folds[path]!));
  return { folds: checked(spans, of, embargo), groups: runs, paths };
}

export interface WalkForwardOptions {
  /** How much is trained on, and how much is then tested (us). */
  readonly train: Micros;
  readonly test: Micros;
  /** What is trained on is over so long before the test begins (us). */
  readonly embargo: Micros;
  /** All that is past is trained on, and not only `train` of it. */
  readonly anchored: boolean;
}

/**
 * Trains on the past and tests what comes next, a window behind another from `train` after the first row on; windows without rows are passed over. A row is trained on only if its span ends more than the
 * embargo before the first row tested. Throws as `purgedKFold` does, and where there is no window.
 */
export function walkForward(spans: readonly Span[], { train, test, embargo, anchored }: WalkForwardOptions): Fold[] {
  if (!(train > 0 && test > 0)) throw new RangeError(`train is ${train} and test ${test}: both must be above 0`);
  const order = inOrder(spans, embargo);
  const first = spans[order[0] ?? -1]?.from ?? 0;
  const begin = first + train;
  const windows = new Map<number, number[]>();
  for (const row of order) {
    const n = Math.floor((spans[row]!.from - begin) / test);
    if (n < 0) continue;
    const own = windows.get(n);
    if (own) own.push(row);
    else windows.set(n, [row]);
  }
  const folds = [...windows].map(([n, run]) => {
    const to = begin + n * test;
    const from = anchored ? first : to - train;
    const past = order.filter(row => spans[row]!.from >= from && spans[row]!.from < to);
    return foldOf(spans, past, [run], { before: embargo, after: 0 });
  });
  if (folds.length === 0) throw new RangeError(`${spans.length} rows leave nothing to test behind the first ${train} us`);
  return checked(spans, folds, 0);
}

function checked(spans: readonly Span[], folds: Fold[], embargo: Micros): Fold[] {
  assertPurged(spans, folds, embargo);
  return folds;
}

/** Rows in order of time, cut into so many runs of about as many each. */
function runsOf(order: readonly number[], count: number, name: string): number[][] {
  if (!(Number.isInteger(count) && count >= 2 && count <= order.length))
    throw new RangeError(`${name} is ${count}: must be a whole number from 2 to the ${order.length} rows`);
  const edge = (n: number): number => Math.floor((n * order.length) / count);
  return Array.from({ length: count }, (_, n) => order.slice(edge(n), edge(n + 1)));
}

/** All choices of k out of 0 to n - 1, in order. */
function choicesOf(n: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= n - k; first++) for (const rest of choicesOf(n, k - 1, first + 1)) found.push([first, ...rest]);
  return found;
}
