import { almgrenChrissHoldings } from '../../src/core/schedule/curves/almgren-chriss';
import { obizhaevaWangBlocks } from '../../src/core/schedule/curves/obizhaeva-wang';
import type { BoundedOptimum } from './bounded';
import { type Limits, leastOf, mostOf } from './limits';
import { type KnownMarket, meanEta } from './market';
import { type Optimum, solveOptimum } from './riccati';
import type { Moment, Policy } from './simulate';

/** Buys the same parts on every path: `parts` sum to 1. */
const statically =
  (parts: readonly number[]): Policy =>
  m =>
    parts[m.slice]!;

export const twap = ({ slices }: KnownMarket): Policy => statically(Array.from({ length: slices }, () => 1 / slices));

/** Static Obizhaeva-Wang, which knows the push and how fast it fades and nothing else. */
export const obizhaevaWang = ({ slices, transient }: KnownMarket): Policy =>
  statically(obizhaevaWangBlocks(slices, -Math.log(transient.kept)));

/** Almgren and Chriss for a fear of risk (bps of cost for holding the whole order through a slice), with the regimes' mean impact. */
export function almgrenChriss(market: KnownMarket, risk: number): Policy {
  const model = { slots: market.slices, tau: 1, sigma: 1, eta: meanEta(market), gamma: 0, riskAversion: risk };
  const holdings = almgrenChrissHoldings(model);
  if ('refused' in holdings) throw new RangeError(holdings.refused);
  return statically(holdings.slice(1).map((left, n) => holdings[n]! - left));
}

/** The best schedule that looks at nothing: the optimum of a market with the regimes' mean impact and no drift, which is what such a schedule meets on average. */
export function bestStatic(market: KnownMarket): Policy {
  const eta = [meanEta(market)];
  const regimes = { eta, transition: [[1]], shown: [0], sightNoise: 1 };
  const { feedback } = solveOptimum({ ...market, drift: { sd: 0, persistence: 0 }, regimes });
  const { push, kept } = market.transient;
  let [left, pushed] = [1, 0];
  return statically(
    feedback.map(([each]) => {
      const bought = each!.gain[0] * left + each!.gain[1] * pushed;
      left -= bought;
      pushed = kept * (pushed + push * bought);
      return bought;
    }),
  );
}

/** Optimum (i): sees alpha and the regime, buys and sells as it likes. */
export const seeing =
  ({ feedback }: Optimum): Policy =>
  m => {
    const { gain } = feedback[m.slice]![m.regime]!;
    return gain[0] * m.left + gain[1] * m.pushed + gain[2] * m.drift;
  };

/** Optimum (i) for who has the filters only: each regime's feedback weighed by how likely it is and what a mistake costs in it (certainty equivalence). */
export const guessing =
  ({ feedback }: Optimum): Policy =>
  m => {
    let wanted = 0;
    let weights = 0;
    feedback[m.slice]!.forEach(({ gain, curvature }, z) => {
      const weight = m.posterior[z]! * curvature;
      wanted += weight * (gain[0] * m.left + gain[1] * m.pushed + gain[2] * m.signal);
      weights += weight;
    });
    return wanted / weights;
  };

/** Any policy, held to limits. */
export const within =
  (limits: Limits, policy: Policy): Policy =>
  m => {
    const done = 1 - m.left;
    return Math.min(mostOf(limits, m.slice, done), Math.max(leastOf(limits, m.slice, done), policy(m)));
  };

/** Optimum (ii): the best within the limits for who has the filters only. `listens`: false, it takes no signal for any (its grid must be of a market that has none). */
export const bounded = (optimum: BoundedOptimum, listens = true): Policy => {
  const standing = { slice: 0, done: 0, pushed: 0, drift: 0, stressed: 0 };
  return m => optimum.best(standingOf(m, standing, listens ? m.signal : 0, m.posterior[1]!)).quantity;
};

/** The moment as the grid knows it, with this alpha and probability of the second regime; into `standing`. */
export function standingOf(
  m: Moment,
  standing: { slice: number; done: number; pushed: number; drift: number; stressed: number },
  drift: number,
  stressed: number,
) {
  standing.slice = m.slice;
  standing.done = 1 - m.left;
  standing.pushed = m.pushed;
  standing.drift = drift;
  standing.stressed = stressed;
  return standing;
}
