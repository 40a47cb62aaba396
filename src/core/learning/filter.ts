import type { HmmModel } from './hmm-model';

/** Taken once: under a test runner each use of a global is looked up. */
const { PI, exp, floor, log, max } = Math;

/** Where a chain stands after a bar: a probability a state, and how well the bar is explained. */
export interface Filtered {
  readonly posteriors: readonly number[];
  /** Log-likelihood of the bar given those before it, as if every series had been known; null where none was. */
  readonly fit: number | null;
}

/** A chain that was not seen for so many bars is where it starts. */
const FORGOTTEN = 500;

/**
 * One step of the forward filter: P(state | all bars up to this one). `before` are the posteriors of the bar `steps` bars ago (undefined: there was
 * none); a series that is not known (null or no finite number) says nothing. The smoother would be more often right, by what comes later: it has no place in a decision.
 * Source: Rabiner, Proceedings of the IEEE 77 (1989), the scaled forward recursion.
 */
export function filtered(
  model: HmmModel,
  before: readonly number[] | undefined,
  steps: number,
  series: readonly (number | null)[],
): Filtered {
  const predicted = predict(model, before, steps);
  const logs = predicted.map((p, k) => log(max(p, 1e-12)) + density(model, k, series));
  const known = series.reduce<number>((n, x) => (isKnown(x) ? n + 1 : n), 0);
  if (known === 0) return { posteriors: predicted, fit: null };
  const top = max(...logs);
  const sum = logs.reduce((s, l) => s + exp(l - top), 0);
  return {
    posteriors: logs.map(l => exp(l - top) / sum),
    fit: ((top + log(sum)) * series.length) / known,
  };
}

const isKnown = (x: number | null): x is number => x !== null && Number.isFinite(x);

function predict({ start, transition }: HmmModel, before: readonly number[] | undefined, steps: number): readonly number[] {
  if (!before || !(steps >= 1 && steps <= FORGOTTEN)) return start;
  let now = before;
  for (let i = 0; i < floor(steps); i++)
    now = start.map((_, to) => now.reduce((sum, p, from) => sum + p * transition[from]![to]!, 0));
  return now;
}

/** Log-density of what is known of a bar in a state: independent normals. */
function density({ mean, variance }: HmmModel, state: number, series: readonly (number | null)[]): number {
  let sum = 0;
  for (let d = 0; d < series.length; d++) {
    const x = series[d]!;
    if (!isKnown(x)) continue;
    const v = variance[state]![d]!;
    sum -= 0.5 * (log(2 * PI * v) + (x - mean[state]![d]!) ** 2 / v);
  }
  return sum;
}
