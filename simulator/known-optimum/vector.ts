import type { FeatureUse } from '../../src/core/learned/model';
import type { Limits } from './limits';
import type { KnownMarket } from './market';
import type { Moment } from './simulate';

/**
 * What a learned policy is told here, by the names that the line uses (core/features). `signal` is the filter's alpha: the drift expected over the slice to
 * come, bps against the order; regimeCalm and regimeStressed are the filter's posteriors of this market's two regimes.
 */
export const FEATURES: readonly FeatureUse[] = [
  { name: 'timeLeft', units: '0 to 1', fill: null, low: 0, high: 1 },
  { name: 'quantityLeft', units: '0 to 1', fill: null, low: 0, high: 1 },
  { name: 'scheduleGap', units: 'part of OrderQty', fill: null, low: -1, high: 1 },
  { name: 'ownImpact', units: 'bps of mid', fill: null, low: 0, high: 1_000 },
  { name: 'signal', units: 'bps of mid', fill: 0, low: -1_000, high: 1_000 },
  { name: 'regimeCalm', units: '0 to 1', fill: null, low: 0, high: 1 },
  { name: 'regimeStressed', units: '0 to 1', fill: null, low: 0, high: 1 },
];
export const SIGNAL_PLACE = FEATURES.findIndex(f => f.name === 'signal');

/** Writes the features of a moment, in the order of FEATURES, into `x`. */
export function fillVector(x: Float32Array, m: Moment, { slices }: KnownMarket, { baseline }: Limits): void {
  x[0] = 1 - m.slice / slices;
  x[1] = m.left;
  x[2] = baseline[m.slice + 1]! - (1 - m.left);
  x[3] = m.pushed;
  x[4] = m.signal;
  x[5] = m.posterior[0]!;
  x[6] = m.posterior[m.posterior.length - 1]!;
}
