import { fullBelief } from '../../../simulator/known-optimum/belief';
import { BoundedOptimum } from '../../../simulator/known-optimum/bounded';
import { hindsight } from '../../../simulator/known-optimum/hindsight';
import { learned } from '../../../simulator/known-optimum/learned';
import type { Limits } from '../../../simulator/known-optimum/limits';
import type { KnownMarket } from '../../../simulator/known-optimum/market';
import { type Paths, samplePaths } from '../../../simulator/known-optimum/paths';
import { type Moment, type Policy, simulate } from '../../../simulator/known-optimum/simulate';
import { lesson } from '../../../simulator/known-optimum/teacher';
import { tilted, untiltedOf } from '../../../simulator/known-optimum/tilted';
import { FEATURES, fillVector } from '../../../simulator/known-optimum/vector';
import { Draws } from '../../../simulator/market/draws';
import { LEAST_TILT, MOST_TILT } from '../../core/adaptive/clip';
import { compile } from '../../core/learned/evaluate';
import type { LearnedModel } from '../../core/learned/model';
import type { Classroom, Lessons, Visited } from '../../training/distill/distill';

/** `taught`: de-noised, by a teacher who sees alpha and regime; `hindsight`: what would have been best on the path that came. */
export type Labels = 'taught' | 'hindsight';

export interface ClassroomOptions {
  readonly market: KnownMarket;
  readonly limits: Limits;
  readonly labels: Labels;
  /** Orders a round. */
  readonly orders: number;
  readonly seed: number;
  readonly teacher: BoundedOptimum;
}

/** What only the teacher knows of a state. */
interface Met extends Visited {
  readonly slice: Uint8Array;
  readonly done: Float64Array;
  readonly pushed: Float64Array;
  readonly drift: Float64Array;
  readonly regime: Uint8Array;
  /** What was done, as a tilt. */
  readonly tilt: Float64Array;
  /** What hindsight would have done, as a tilt. */
  readonly after: Float64Array;
}

/** Tilts at random while nothing is learned yet: as much for the whole order, and again for each slice, to either side. */
const STRAY = 0.5;
const STRAY_AGENT = 0x5712;
/** How fine the teacher's grid is. */
const TEACHER = { drift: 13, gap: 21, pushed: 9 };

/** Who sees the market's alpha and regime, and keeps to the same limits. */
export const teacherOf = ({ market, limits }: Pick<ClassroomOptions, 'market' | 'limits'>): BoundedOptimum =>
  new BoundedOptimum(market, limits, fullBelief(market, TEACHER), TEACHER);

/** The market as a classroom: learner and teacher on the same draws, other draws each round. */
export function classroomOf(options: ClassroomOptions): Classroom<Met> {
  const { market, limits, labels, orders, seed } = options;
  return {
    features: FEATURES,
    visit: (model, round) => {
      const paths = samplePaths(market, seed + round, orders);
      const policy = model ? learned(compile(model), market, limits) : straying(market, limits, seed);
      return visit(options, paths, policy);
    },
    teach: (met, model) =>
      labels === 'taught'
        ? taught(options, met, model)
        : { tilt: met.after, weight: met.after.map(t => (Number.isNaN(t) ? 0 : 1)) },
  };
}

function straying({ slices }: KnownMarket, limits: Limits, seed: number): Policy {
  const draws = new Draws(seed, STRAY_AGENT);
  const stray = (): number => STRAY * (2 * draws.uniform() - 1);
  return tilted(limits, m => {
    draws.decide(m.path);
    const whole = stray();
    draws.decide((m.path + 1) * slices + m.slice);
    return whole + stray();
  });
}

function visit({ market, limits }: ClassroomOptions, paths: Paths, policy: Policy): Met {
  const size = paths.count * (market.slices - 1);
  const met = emptyMet(size);
  const x = new Float32Array(FEATURES.length);
  const knows = hindsight(market, paths, limits);
  let at = 0;
  simulate(market, paths, policy, (m, bought) => {
    if (m.slice === market.slices - 1) return;
    fillVector(x, m, market, limits);
    x.forEach((value, f) => {
      met.columns[f]![at] = value;
    });
    met.order[at] = m.path;
    met.slice[at] = m.slice;
    met.done[at] = 1 - m.left;
    met.pushed[at] = m.pushed;
    met.drift[at] = m.drift;
    met.regime[at] = m.regime;
    met.tilt[at] = logOf(m, limits, bought);
    met.after[at++] = logOf(m, limits, knows(m));
  });
  return met;
}

/** A quantity as a tilt; NaN where the order is over. */
function logOf({ slice, left }: Moment, limits: Limits, quantity: number): number {
  const step = untiltedOf(limits, slice, left);
  return step > 0 ? Math.min(MOST_TILT, Math.max(LEAST_TILT, Math.log(Math.max(0, quantity) / step))) : Number.NaN;
}

function taught({ market, limits, teacher }: ClassroomOptions, met: Met, model: LearnedModel | undefined): Lessons {
  const learner = model && compile(model);
  const x = new Float32Array(FEATURES.length);
  const size = met.order.length;
  const lessons = { tilt: new Float64Array(size), weight: new Float64Array(size) };
  for (let row = 0; row < size; row++) {
    if (Number.isNaN(met.tilt[row]!)) continue;
    for (let f = 0; f < x.length; f++) x[f] = met.columns[f]![row]!;
    learner?.run(x);
    const standing = {
      slice: met.slice[row]!,
      done: met.done[row]!,
      pushed: met.pushed[row]!,
      drift: met.drift[row]!,
      stressed: met.regime[row]!,
    };
    const { tilt, weight } = lesson(teacher, market, limits, standing, learner ? learner.y[0]! : met.tilt[row]!);
    lessons.tilt[row] = tilt;
    lessons.weight[row] = weight;
  }
  return lessons;
}

const emptyMet = (size: number): Met => ({
  columns: FEATURES.map(() => new Float32Array(size)),
  order: new Int32Array(size),
  slice: new Uint8Array(size),
  done: new Float64Array(size),
  pushed: new Float64Array(size),
  drift: new Float64Array(size),
  regime: new Uint8Array(size),
  tilt: new Float64Array(size),
  after: new Float64Array(size),
});
