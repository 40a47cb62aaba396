import type { KnownMarket, Regimes } from './market';

/** Taken once: under a test runner each use of a global is looked up in its context, which costs more than the rest. */
const { exp } = Math;

/**
 * The filter of alpha once it has long run (Kalman, Journal of Basic Engineering 82, 1960): a <- phi a + gain (sight - phi a). What it says is itself a
 * first-order process: phi times what it said, plus `step` times a standard normal number.
 */
export interface DriftFilter {
  readonly persistence: number;
  readonly gain: number;
  /** Standard deviation of what it says (bps a slice); 0 where the sight shows nothing. */
  readonly sd: number;
  readonly step: number;
}

export function driftFilter({ drift, signalNoise }: KnownMarket): DriftFilter {
  const { sd, persistence } = drift;
  const variance = sd * sd;
  if (signalNoise === Number.POSITIVE_INFINITY || variance === 0) return { persistence, gain: 0, sd: 0, step: 0 };
  const noise = signalNoise ** 2;
  let before = variance;
  for (let n = 0; n < 1_000; n++)
    before = persistence ** 2 * ((before * noise) / (before + noise)) + (1 - persistence ** 2) * variance;
  const after = (before * noise) / (before + noise);
  const said = Math.max(0, variance - after);
  return { persistence, gain: before / (before + noise), sd: Math.sqrt(said), step: Math.sqrt(said * (1 - persistence ** 2)) };
}

/** One step of the regime's forward filter, in place: `belief` a slice ago becomes the belief given a sight now. `scratch` is as long. */
export function regimeStep(regimes: Regimes, belief: Float64Array, sight: number, scratch: Float64Array): void {
  const { transition, shown, sightNoise } = regimes;
  let sum = 0;
  for (let to = 0; to < belief.length; to++) {
    let prior = 0;
    for (let from = 0; from < belief.length; from++) prior += belief[from]! * transition[from]![to]!;
    const off = (sight - shown[to]!) / sightNoise;
    sum += scratch[to] = prior * exp(-0.5 * off * off);
  }
  for (let to = 0; to < belief.length; to++) belief[to] = scratch[to]! / sum;
}
