import { type KnownMarket, stationary } from './market';
import type { Paths } from './paths';
import type { Optimum } from './riccati';
import { type Policy, simulate } from './simulate';

/** What optimum (i) costs on average over all paths (bps), exactly: its value where alpha and the regime have their stationary laws. */
export function optimumCost(market: KnownMarket, optimum: Optimum): number {
  const { sd } = market.drift;
  // a quadratic form's mean is the mean of its values one standard deviation to either side
  const value = (regime: number): number => (optimum.cost(0, regime, 1, 0, sd) + optimum.cost(0, regime, 1, 0, -sd)) / 2;
  return stationary(market.regimes).reduce((sum, chance, regime) => sum + chance * value(regime), 0);
}

/**
 * What a policy costs over optimum (i), by path (bps): the sum over slices of curvature (u - u*)^2, u* what the optimum would do from where the policy stands. Its mean is exactly the
 * difference of the two expected costs (complete the square in each step of the recursion), and it varies far less than costs do: drift's and regimes' luck is not in it.
 */
export function regretOf(market: KnownMarket, optimum: Optimum, paths: Paths, policy: Policy): Float64Array {
  const regret = new Float64Array(paths.count);
  simulate(market, paths, policy, (m, bought) => {
    const { gain, curvature } = optimum.feedback[m.slice]![m.regime]!;
    const off = bought - gain[0] * m.left - gain[1] * m.pushed - gain[2] * m.drift;
    regret[m.path]! += curvature * off * off;
  });
  return regret;
}
