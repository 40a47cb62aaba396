import { Draws } from '../market/draws';
import { driftFilter, regimeStep } from './filter';
import { type KnownMarket, stationary } from './market';

/** Sample paths of a market, and what the filters said on them; none of it hangs on what is traded. Rows of paths, columns of slices. */
export interface Paths {
  readonly count: number;
  readonly slices: number;
  /** alpha, bps a slice. */
  readonly drift: Float64Array;
  /** What of it is known: the filter's alpha before the slice. */
  readonly signal: Float64Array;
  readonly regime: Uint8Array;
  /** What of it is known: the probability of each regime before the slice; a third dimension, of regimes. */
  readonly posterior: Float64Array;
  /** The martingale's step after the slice, bps. */
  readonly noise: Float64Array;
}

/** Slices that filters have seen before the order comes. */
const BEFORE = 40;
/** Which agent's numbers these are, among a seed's. */
const AGENT = 0x6b6f;

/** Draws paths. One seed gives one row of paths, and the first of many are the same as few. */
export function samplePaths(market: KnownMarket, seed: number, count: number): Paths {
  const { slices, regimes } = market;
  const size = count * slices;
  const paths: Paths = {
    count,
    slices,
    drift: new Float64Array(size),
    signal: new Float64Array(size),
    regime: new Uint8Array(size),
    posterior: new Float64Array(size * regimes.eta.length),
    noise: new Float64Array(size),
  };
  const draws = new Draws(seed, AGENT);
  const law = stationary(regimes);
  for (let path = 0; path < count; path++) {
    draws.decide(path);
    samplePath(market, law, draws, (slice, seen) => keep(paths, path * slices + slice, seen));
  }
  return paths;
}

interface Seen {
  readonly drift: number;
  readonly signal: number;
  readonly regime: number;
  readonly belief: Float64Array;
  readonly noise: number;
}

function samplePath(market: KnownMarket, law: readonly number[], draws: Draws, told: (slice: number, seen: Seen) => void): void {
  const { drift, regimes, signalNoise, noise, slices } = market;
  const filter = driftFilter(market);
  const belief = Float64Array.from(law);
  const scratch = new Float64Array(law.length);
  const blind = filter.gain === 0;
  const innovation = drift.sd * Math.sqrt(1 - drift.persistence ** 2);
  let regime = pick(law, draws.uniform());
  let alpha = drift.sd * draws.normal();
  let signal = 0;
  for (let slice = -BEFORE; slice < slices; slice++) {
    regime = pick(regimes.transition[regime]!, draws.uniform());
    alpha = drift.persistence * alpha + innovation * draws.normal();
    const sight = alpha + (blind ? 0 : signalNoise) * draws.normal();
    signal = drift.persistence * signal + filter.gain * (sight - drift.persistence * signal);
    regimeStep(regimes, belief, regimes.shown[regime]! + regimes.sightNoise * draws.normal(), scratch);
    const step = noise * draws.normal();
    if (slice >= 0) told(slice, { drift: alpha, signal, regime, belief, noise: step });
  }
}

function keep(paths: Paths, at: number, seen: Seen): void {
  paths.drift[at] = seen.drift;
  paths.signal[at] = seen.signal;
  paths.regime[at] = seen.regime;
  paths.posterior.set(seen.belief, at * seen.belief.length);
  paths.noise[at] = seen.noise;
}

function pick(law: readonly number[], uniform: number): number {
  let sum = 0;
  for (let k = 0; k < law.length - 1; k++) if (uniform < (sum += law[k]!)) return k;
  return law.length - 1;
}

/** The same paths, each with the signal of another: it looks as ever and says nothing of what comes. */
export function shuffled(paths: Paths): Paths {
  const shift = (paths.count >> 1) * paths.slices;
  const size = paths.signal.length;
  return { ...paths, signal: paths.signal.map((_, at) => paths.signal[(at + shift) % size]!) };
}
