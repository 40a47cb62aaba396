import { shrunk, spreadOf } from '../../src/core/adaptive/shrink';
import type { Evaluator } from '../../src/core/learned/evaluate';
import type { Limits } from './limits';
import type { KnownMarket } from './market';
import type { Moment, Policy } from './simulate';
import { tilted } from './tilted';
import { FEATURES, fillVector } from './vector';

/** A gate's weights for the order under way; asked at each slice. */
export type GateOf = (m: Moment) => readonly number[];

/**
 * A learned policy (one target, `tilt`; features those of FEATURES) as the line works it: its members' disagreement shrinks the tilt, then it is clipped.
 * Without a gate the model's own weights hold.
 */
export function learned(model: Evaluator, market: KnownMarket, limits: Limits, gateOf?: GateOf): Policy {
  const x = new Float32Array(FEATURES.length);
  return tilted(limits, m => {
    fillVector(x, m, market, limits);
    model.run(x, gateOf?.(m));
    return shrunk(model.y[0]!, model.members.length < 2 ? 0 : spreadOf([...model.members]));
  });
}
