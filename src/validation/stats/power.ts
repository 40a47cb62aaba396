import { normalQuantile } from './normal';

/** How often a difference that is there is to be found. */
const POWER = 0.8;

/** Below so many clusters random signs give too few different samples for an interval (Webb, Reworking wild bootstrap based inference, Queen's working paper 1315, 2014). */
const LEAST_CLUSTERS = 10;

/** Clusters that an interval which may miss the truth in a part `alpha` of the cases takes: 10, or 1 + log2(1 / alpha) where that is more, for n clusters have 2^(n - 1) different samples of signs. */
export const leastClusters = (alpha: number): number => Math.max(LEAST_CLUSTERS, Math.ceil(1 + Math.log2(1 / alpha)));

/**
 * Clusters of paired differences with standard deviation `sd` that find a true mean of `delta` (same unit) in 8 cases of 10, where a mean of 0 is called one in a part
 * `alpha` of the cases (two-sided): (z(1 - alpha/2) + z(0.8))^2 (sd / delta)^2 = 7.85 (sd / delta)^2, rounded up. The normal law's: with few clusters it takes some more.
 * Infinity where `delta` is 0. Orders that can't be paired: `planningSize` of core/learning/sequential.ts, per arm.
 */
export const pairedClusters = (sd: number, delta: number, alpha = 0.05): number =>
  Math.ceil(((normalQuantile(1 - alpha / 2) + normalQuantile(POWER)) * (sd / delta)) ** 2);
