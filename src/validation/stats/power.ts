import { normalQuantile } from './normal';

/** How often a difference that is there is to be found. */
const POWER = 0.8;

/**
 * Clusters of paired differences with standard deviation `sd` that find a true mean of `delta` (same unit) in 8 cases of 10, where a mean of 0 is called one in a part
 * `alpha` of the cases (two-sided): (z(1 - alpha/2) + z(0.8))^2 (sd / delta)^2 = 7.85 (sd / delta)^2, rounded up. The normal law's: with few clusters it takes some more.
 * Infinity where `delta` is 0. Orders that can't be paired: `planningSize` of core/learning/sequential.ts, per arm.
 */
export const pairedClusters = (sd: number, delta: number, alpha = 0.05): number =>
  Math.ceil(((normalQuantile(1 - alpha / 2) + normalQuantile(POWER)) * (sd / delta)) ** 2);
