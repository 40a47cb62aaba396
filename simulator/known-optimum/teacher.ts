import { LEAST_TILT, MOST_TILT } from '../../src/core/adaptive/clip';
import type { BoundedOptimum, Standing } from './bounded';
import { type Limits, leastOf, mostOf } from './limits';
import type { KnownMarket } from './market';
import { untiltedOf } from './tilted';

/** What a tilt should have been, and how much it matters (bps for a tilt off by 1); 0: nothing could be chosen. */
export interface Lesson {
  readonly tilt: number;
  readonly weight: number;
}

/** How far to either side of the learner's quantity costs are compared, as a part of the order. */
const BESIDE = 0.01;
/** A lesson moves a tilt by so much at most. */
const STRIDE = 1.5;
/** Of the untilted quantity: below this part a tilt's slope is taken for that of the part. */
const LEAST_PART = 0.2;

/**
 * A teacher who sees the market's alpha and regime, though never its noise: it knows what any quantity costs from here on (the optimum within the same limits for who
 * sees them, so that no label is a draw of chance), and answers a learner's tilt t with where the parabola through the costs has its foot:
 * t - C'(u) / (C''(u) u), u = step exp(t), weighted by C''(u) u^2. Learned by least squares, such labels make a learner that sees less weigh costs over what it cannot
 * see, and not average what would be done there: a Newton step on its expected cost. `standing`: alpha and regime as they are.
 */
export function lesson(teacher: BoundedOptimum, market: KnownMarket, limits: Limits, standing: Standing, tilt: number): Lesson {
  const { slice, done, stressed } = standing;
  const least = leastOf(limits, slice, done);
  const most = mostOf(limits, slice, done);
  const step = untiltedOf(limits, slice, 1 - done);
  if (slice === market.slices - 1 || most - least < 2 * BESIDE || !(step > 0)) return { tilt, weight: 0 };
  const quantity = Math.min(most, Math.max(least, step * Math.exp(tilt)));
  const middle = Math.min(most - BESIDE, Math.max(least + BESIDE, quantity));
  teacher.costsOf(standing, [middle - BESIDE, middle, middle + BESIDE], costs);
  const [below, at, above] = costs as [number, number, number];
  const [calm, dear] = market.regimes.eta as [number, number];
  // temporary impact alone bends as much: less is the grid's doing
  const floor = market.transient.push / 2 + calm + stressed * (dear - calm);
  const bend = Math.max(floor, (above - 2 * at + below) / BESIDE ** 2);
  const slope = (above - below) / (2 * BESIDE) + bend * (quantity - middle);
  const of = Math.max(quantity, LEAST_PART * step);
  const stride = Math.min(STRIDE, Math.max(-STRIDE, -slope / (bend * of)));
  return { tilt: Math.min(MOST_TILT, Math.max(LEAST_TILT, tilt + stride)), weight: bend * of * of };
}

const costs = [0, 0, 0];
