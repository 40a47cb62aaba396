import type { KnownMarket } from './market';
import type { Paths } from './paths';

/** Where an order stands before a slice. One object is used again and again: keep none. */
export interface Moment {
  path: number;
  slice: number;
  /** Part of the order that is still to be bought. */
  left: number;
  /** D: what is left of our own push, bps. */
  pushed: number;
  /** What only who sees behind the market knows: alpha (bps a slice) and the regime. */
  drift: number;
  regime: number;
  /** What the filters say of them. */
  signal: number;
  readonly posterior: Float64Array;
}

/** How much to buy in a slice, as a part of the order; after the last slice nothing may be left, so there it is not asked. */
export type Policy = (moment: Moment) => number;

/** Costs by path, in bps of the order: of our own impact, and of the mid's drift while we waited. The martingale's part is left out: its mean is 0 for every policy. */
export interface Costs {
  readonly impact: Float64Array;
  readonly timing: Float64Array;
  readonly total: Float64Array;
}

/** Works the order along each path. `told`: after each slice, with what was bought; for who learns. */
export function simulate(
  market: KnownMarket,
  paths: Paths,
  policy: Policy,
  told?: (moment: Moment, bought: number) => void,
): Costs {
  const { slices, regimes, transient, risk } = market;
  const count = regimes.eta.length;
  const costs = {
    impact: new Float64Array(paths.count),
    timing: new Float64Array(paths.count),
    total: new Float64Array(paths.count),
  };
  const m: Moment = { path: 0, slice: 0, left: 1, pushed: 0, drift: 0, regime: 0, signal: 0, posterior: new Float64Array(count) };
  for (let path = 0; path < paths.count; path++) {
    m.path = path;
    m.left = 1;
    m.pushed = 0;
    for (let slice = 0; slice < slices; slice++) {
      look(m, paths, path * slices + slice, slice);
      const bought = slice === slices - 1 ? m.left : policy(m);
      told?.(m, bought);
      costs.impact[path]! += bought * (m.pushed + (transient.push / 2 + regimes.eta[m.regime]!) * bought);
      m.left -= bought;
      costs.timing[path]! += m.drift * m.left + risk * m.left * m.left;
      m.pushed = transient.kept * (m.pushed + transient.push * bought);
    }
    costs.total[path] = costs.impact[path]! + costs.timing[path]!;
  }
  return costs;
}

function look(m: Moment, paths: Paths, at: number, slice: number): void {
  const count = m.posterior.length;
  m.slice = slice;
  m.drift = paths.drift[at]!;
  m.signal = paths.signal[at]!;
  m.regime = paths.regime[at]!;
  for (let z = 0; z < count; z++) m.posterior[z] = paths.posterior[at * count + z]!;
}
