import type { HmmModel } from '../../core/learning/hmm-model';
import { quantile } from '../../core/measures/bootstrap';
import { Chance } from '../impact/chance';
import { type Told, TrainingError } from '../training-set';
import { type Bar, type Bars, barsOf, canonical, unknown } from './bars';
import { byDistance, byQuantiles, type Whole, wholeOf } from './first';
import { type Passes, passes } from './passes';

export interface HmmOptions {
  readonly states: number;
  /** First guesses to begin from, at least 1: a few steps from each, then on from the best (Biernacki and others, Computational Statistics and Data Analysis 41, 2003). */
  readonly starts: number;
  /** Steps from the best, at most. */
  readonly steps: number;
  /** The part of the bars (0 to 1) that no state is to explain: `floor` lies there. */
  readonly unknown: number;
  /** Of the guesses after the first; an integer. */
  readonly seed: number;
}

export const HMM_DEFAULTS: HmmOptions = { states: 3, starts: 10, steps: 200, unknown: 0.001, seed: 1 };

export interface HmmFit {
  readonly model: HmmModel;
  /** `fit`: log-likelihood a bar. `settled`: false where the steps ran out first. */
  readonly figures: {
    readonly bars: number;
    readonly sequences: number;
    readonly fit: number;
    readonly steps: number;
    readonly settled: boolean;
  };
}

/** A state's variance is at least this part of all bars': else one that holds a single bar explains it without end. */
const LEAST_VARIANCE = 1e-3;
/** Counted into every start and every move: none is impossible. */
const PRIOR = 1e-2;
const STANDS_STILL = 1e-8;
/** Steps from each guess. */
const SHORT = 15;

/**
 * A hidden Markov model with independent normals, by the method of Baum and others (Annals of Mathematical Statistics 41, 1970) over sequences of bars;
 * what is not known of a bar says nothing. States in canonical order. The same bars, options and seed give the same model. Throws a TrainingError
 * where there are fewer bars than 10 a state, or a series that does not move.
 */
export function fitHmm(sequences: readonly (readonly Bar[])[], options: HmmOptions = HMM_DEFAULTS, told?: Told): HmmFit {
  const bars = barsOf(sequences);
  const whole = wholeOf(bars);
  checkBars(bars, whole, options);
  const chance = new Chance('hmm', options.seed);
  let best: Climbed | undefined;
  for (let n = 0; n < options.starts; n++) {
    const first = n === 0 ? byQuantiles(bars, options.states, whole) : byDistance(bars, options.states, whole, chance);
    const climbed = climb(first, bars, whole, Math.min(SHORT, options.steps));
    if (!best || climbed.fit > best.fit) best = climbed;
    told?.({ done: n + 1, of: options.starts + 1, loss: -best.fit });
  }
  const top = best!.settled ? best! : climb(best!.model, bars, whole, options.steps);
  told?.({ done: options.starts + 1, of: options.starts + 1, loss: -top.fit });
  const model = canonical({ ...top.model, floor: floorOf(top.passes, bars, options.unknown) });
  const { fit, steps, settled } = top;
  return { model, figures: { bars: bars.count, sequences: bars.begins.length - 1, fit, steps, settled } };
}

function checkBars({ count }: Bars, { variance }: Whole, { states, starts, steps, ...options }: HmmOptions): void {
  const whole = (v: number): boolean => Number.isInteger(v) && v >= 1;
  if (!whole(states) || !whole(starts) || !whole(steps))
    throw new TrainingError('states, starts and steps must be whole numbers from 1');
  if (!(options.unknown >= 0 && options.unknown < 1))
    throw new TrainingError(`unknown is ${options.unknown}: must be from 0 to below 1`);
  if (count < 10 * states) throw new TrainingError(`${count} bars are too few for ${states} states`);
  const still = variance.findIndex(v => !(v > 0));
  if (still >= 0) throw new TrainingError(`series ${still} does not move, or is not known at all`);
}

interface Climbed {
  readonly model: HmmModel;
  readonly passes: Passes;
  readonly fit: number;
  readonly steps: number;
  readonly settled: boolean;
}

function climb(first: HmmModel, bars: Bars, whole: Whole, most: number): Climbed {
  let model = first;
  let found = passes(model, bars);
  let fit = meanOf(found.fits);
  for (let steps = 1; steps <= most; steps++) {
    model = improved(model, bars, found, whole);
    found = passes(model, bars);
    const gain = meanOf(found.fits) - fit;
    fit += gain;
    if (gain < STANDS_STILL) return { model, passes: found, fit, steps, settled: true };
  }
  return { model, passes: found, fit, steps: most, settled: false };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** The model that the states' probabilities make most likely. */
function improved(model: HmmModel, bars: Bars, { smoothed, moves }: Passes, whole: Whole): HmmModel {
  const states = model.start.length;
  const normal = (counts: readonly number[]): number[] => {
    const all = counts.reduce((sum, c) => sum + c + PRIOR, 0);
    return counts.map(c => (c + PRIOR) / all);
  };
  const begun = model.start.map((_, k) => bars.begins.slice(0, -1).reduce((sum, t) => sum + smoothed[t * states + k]!, 0));
  const moments = model.start.map((_, k) => model.mean[k]!.map((_m, d) => momentsOf(model, bars, smoothed, { k, d })));
  return {
    start: normal(begun),
    transition: model.start.map((_, j) => normal([...moves.subarray(j * states, (j + 1) * states)])),
    mean: moments.map(of => of.map(m => m.mean)),
    variance: moments.map(of => of.map((m, d) => Math.max(m.variance, LEAST_VARIANCE * whole.variance[d]!))),
    floor: model.floor,
  };
}

/** Mean and variance of a series in a state; a state that no bar is in keeps what it has. */
function momentsOf(
  { start, mean, variance }: HmmModel,
  { x, width, count }: Bars,
  smoothed: Float64Array,
  { k, d }: { readonly k: number; readonly d: number },
): { mean: number; variance: number } {
  const before = mean[k]![d]!;
  const states = start.length;
  let weight = 0;
  let sum = 0;
  let squares = 0;
  for (let t = 0; t < count; t++) {
    // from where the mean was: it is near, so that little is lost between the squares
    const off = x[t * width + d]! - before;
    const p = smoothed[t * states + k]!;
    if (unknown(off)) continue;
    weight += p;
    sum += p * off;
    squares += p * off * off;
  }
  if (!(weight > 1e-6)) return { mean: before, variance: variance[k]![d]! };
  return { mean: before + sum / weight, variance: squares / weight - (sum / weight) ** 2 };
}

/** Where the worst explained part of the bars begins; what is not known of a bar is taken as explained like the rest (as the filter does). */
function floorOf({ fits }: Passes, { x, width, count }: Bars, part: number): number {
  const told: number[] = [];
  for (let t = 0; t < count; t++) {
    const known = x.subarray(t * width, (t + 1) * width).reduce((n, v) => (Number.isNaN(v) ? n : n + 1), 0);
    if (known > 0) told.push((fits[t]! * width) / known);
  }
  return quantile(Float64Array.from(told).sort(), part);
}
