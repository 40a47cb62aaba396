import type { Climate } from '../agents/climate';
import { REGIMES } from '../agents/regimes';
import { Draws, seedOf } from '../draws';
import { factsOf } from '../facts/facts';
import { meanOf } from '../facts/series';
import { recordAgents } from '../facts/stage';
import type { Day } from './buckets';
import { distance, momentsOf } from './moments';

export interface FitOptions {
  readonly seed: number;
  /** How many climates are tried. */
  readonly tries: number;
  /** Each is run on this many seeds for so many minutes of market time. */
  readonly seeds: number;
  readonly minutes: number;
}

/** The parameters that are fitted. Every other part of the climate stays as in calm. */
export const FITTED = ['volatility', 'newsSize', 'spread', 'size', 'noiseEvery', 'sliceEvery', 'splitting', 'impact'] as const;
export type Fitted = (typeof FITTED)[number];

/** A climate and how far its market is from the days it is meant to be like. */
export interface Tried {
  readonly climate: Climate;
  readonly error: number;
}

export interface Fit {
  readonly best: Tried;
  /** Range of each parameter among the climates that are nearly as good as the best: what the days do not tell apart. */
  readonly plausible: Readonly<Record<Fitted, readonly [number, number]>>;
  /** The stage the climate was fitted on: price in ticks, lots of a usual order. */
  readonly price: number;
  readonly unit: number;
}

/** A climate whose error is within this factor of the best's is as plausible. */
const NEARLY = 1.15;

/**
 * Fits a climate to days by simulated moments (McFadden, Econometrica 57, 1989): tries climates around the best so far, each on the same
 * seeds, and keeps what comes closer. A random search that narrows: it finds a good climate, not the best there is.
 */
export function fitClimate(days: readonly Day[], options: FitOptions): Fit {
  const target = momentsOf(days.map(d => d.facts));
  const price = Math.max(1, Math.round(meanOf(days.map(d => d.price))));
  const unit = Math.max(1, Math.round(meanOf(days.map(d => d.facts.tradeLots))));
  const draws = new Draws(seedOf(options.seed, 'calibrate'), 0);
  const error = (climate: Climate): number => distance(simulated(climate, { price, unit }, options), target);
  const tried: Tried[] = [];
  let best: Tried | undefined;
  for (let n = 0; n < options.tries; n++) {
    draws.decide(n);
    const climate = best ? near(best.climate, draws, 0.4 * (1 - n / options.tries) + 0.05) : guess(days);
    const next = { climate, error: error(climate) };
    tried.push(next);
    if (!best || next.error < best.error) best = next;
  }
  return { best: best!, plausible: rangesOf(tried.filter(t => t.error <= NEARLY * best!.error)), price, unit };
}

/** The moments of a climate's market over the seeds from the first on. */
export function simulated(
  climate: Climate,
  { price, unit }: { readonly price: number; readonly unit: number },
  { seed, seeds, minutes }: FitOptions,
): number[] {
  const runs = Array.from({ length: seeds }, (_, i) => {
    const options = {
      symbol: 'FIT',
      seed: seed + i,
      reference: price,
      unit,
      start: 0,
      weather: { kind: 'steady', climate } as const,
    };
    return factsOf(recordAgents(`seed ${seed + i}`, options, minutes));
  });
  return momentsOf(runs);
}

/** Where the search begins: calm, scaled to the spread, depth, pace, noise and sign memory of the days. */
function guess(days: readonly Day[]): Climate {
  const of = (read: (day: Day) => number): number => meanOf(days.map(read));
  const calm = REGIMES.calm;
  const splitting = Math.min(
    0.9,
    Math.max(
      0.05,
      of(d => d.facts.signAcf1),
    ),
  );
  const pace = (60 / of(d => d.facts.tradesPerMinute)) * ((1 - calm.splitting) / (1 - splitting));
  const noise = of(d => d.facts.volatilityBps) / 6;
  return {
    ...calm,
    spread: Math.max(
      1,
      of(d => d.facts.spreadTicks),
    ),
    size: of(d => d.facts.depthTrades) / 3,
    noiseEvery: calm.noiseEvery * pace,
    sliceEvery: calm.sliceEvery * pace,
    splitting,
    volatility: calm.volatility * noise,
    impact: calm.impact * noise,
  };
}

/** A climate near another: about half of the fitted parameters, each times a log-normal step of that size; splitting in its odds. */
function near(climate: Climate, draws: Draws, step: number): Climate {
  const moved = (value: number): number => (draws.below(2) === 0 ? value : value * Math.exp(step * draws.normal()));
  const odds = moved(climate.splitting / (1 - climate.splitting));
  return {
    ...climate,
    volatility: moved(climate.volatility),
    newsSize: moved(climate.newsSize),
    spread: Math.max(1, moved(climate.spread)),
    size: Math.max(0.01, moved(climate.size)),
    noiseEvery: Math.max(0.05, moved(climate.noiseEvery)),
    sliceEvery: Math.max(0.05, moved(climate.sliceEvery)),
    splitting: Math.min(0.95, odds / (1 + odds)),
    impact: moved(climate.impact),
  };
}

function rangesOf(tried: readonly Tried[]): Fit['plausible'] {
  const range = (key: Fitted): readonly [number, number] => {
    const values = tried.map(t => t.climate[key]);
    return [Math.min(...values), Math.max(...values)];
  };
  return Object.fromEntries(FITTED.map(key => [key, range(key)])) as Record<Fitted, readonly [number, number]>;
}
