import { type Limits, leastOf, mostOf } from './limits';
import type { KnownMarket } from './market';
import type { Paths } from './paths';
import { type Feedback, lastValue, stepBack } from './riccati';
import type { Moment, Policy } from './simulate';

/**
 * What would have been best on the path that came, noise and all: each slice's move of the mid and each regime known beforehand, then held to the limits. No
 * policy can do it, and what it does is no lesson (docs/known-optimum.md): it is here to show that.
 */
export function hindsight(market: KnownMarket, paths: Paths, limits: Limits): Policy {
  let solvedFor = -1;
  let feedback: Feedback[] = [];
  return (m: Moment) => {
    if (m.path !== solvedFor) {
      feedback = solvePath(market, paths, m.path);
      solvedFor = m.path;
    }
    const { gain } = feedback[m.slice]!;
    const wanted = gain[0] * m.left + gain[1] * m.pushed + gain[2];
    const done = 1 - m.left;
    return Math.min(mostOf(limits, m.slice, done), Math.max(leastOf(limits, m.slice, done), wanted));
  };
}

/** The recursion of `solveOptimum` along one path: the third state is 1, and the mid drifts by what it did. */
function solvePath(market: KnownMarket, paths: Paths, path: number): Feedback[] {
  const { slices, regimes } = market;
  const from = path * slices;
  const feedback: Feedback[] = new Array(slices);
  const etaAt = (n: number): number => regimes.eta[paths.regime[from + n]!]!;
  let value = lastValue(market, etaAt(slices - 1));
  feedback[slices - 1] = { gain: [1, 0, 0], curvature: market.transient.push / 2 + etaAt(slices - 1) };
  for (let n = slices - 2; n >= 0; n--) {
    const moved = paths.drift[from + n]! + paths.noise[from + n]!;
    const solved = stepBack(market, { eta: etaAt(n), drifts: moved, persists: 1 }, value);
    value = solved.value;
    feedback[n] = solved.feedback;
  }
  return feedback;
}
