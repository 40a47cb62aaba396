import { MemberLosses } from '../../src/core/learning/ensemble-gate';
import type { GateOf } from './learned';
import type { KnownMarket } from './market';
import type { Paths } from './paths';

/**
 * A gate between members that read the signal and members that do not, worked as on the line: orders come one after the other, and after each slice the signal's
 * forecast of its move and the forecast of none are held against what the mid did, noise and all. `seeing`, `blind`: how many members of each, in this
 * order. What an order begins with it keeps.
 */
export function gateFor(market: KnownMarket, paths: Paths, seeing: number, blind: number): GateOf {
  const losses = new MemberLosses([0.5, 0.5]);
  const sd = Math.hypot(market.noise, market.drift.sd);
  let path = -1;
  let gate: number[] = [];
  return m => {
    if (m.path !== path) {
      if (path >= 0) learn(losses, paths, path, sd);
      path = m.path;
      const [sees, not] = losses.gate() as [number, number];
      gate = [...new Array<number>(seeing).fill(sees / seeing), ...new Array<number>(blind).fill(not / blind)];
    }
    return gate;
  };
}

function learn(losses: MemberLosses, { slices, drift, noise, signal }: Paths, path: number, sd: number): void {
  for (let at = path * slices; at < (path + 1) * slices; at++) {
    const moved = drift[at]! + noise[at]!;
    losses.add([(moved - signal[at]!) / sd, moved / sd], 1);
  }
}
