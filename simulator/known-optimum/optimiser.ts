import { bestTilt } from '../../src/core/adaptive/optimiser';
import type { Limits } from './limits';
import type { KnownMarket } from './market';
import type { Policy } from './simulate';
import { tilted } from './tilted';

/**
 * The line's closed-form optimiser, told the filter's alpha as a drift that fades as alpha does, and the impact that the regimes' posteriors expect, with what
 * a slice's own push adds. It knows no transient impact, and takes a regime for lasting.
 */
export function closedForm({ slices, drift, regimes, transient }: KnownMarket, limits: Limits): Policy {
  const fade = -Math.log(drift.persistence);
  return tilted(limits, m => {
    let eta = transient.push / 2;
    for (let z = 0; z < m.posterior.length; z++) eta += m.posterior[z]! * regimes.eta[z]!;
    return bestTilt({ left: m.left, seconds: slices - m.slice, slot: 1, eta, kappa: 0 }, [{ now: m.signal, fade }]);
  });
}
