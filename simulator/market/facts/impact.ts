import type { Micros } from '../../../src/core/numbers';
import { BUY, type Lots } from '../../matching/types';
import type { AgentMarketOptions } from '../agent-market';
import { Draws, SECOND, seedOf } from '../draws';
import { meanOf, momentOf, powerOf, quantile } from './series';
import { Stage, WARM_UP } from './stage';

/** A buy order worked as a TWAP of market orders, one every `EVERY`. */
export interface Metaorder {
  /** In usual orders. */
  readonly units: number;
  readonly minutes: number;
}

export interface ImpactOptions {
  readonly market: Omit<AgentMarketOptions, 'seed' | 'start'>;
  /** How many seeds, from `first` on. */
  readonly seeds: number;
  readonly first: number;
  readonly metaorders: readonly Metaorder[];
}

/** What one metaorder did to the price, over all seeds, in basis points. */
export interface Impact extends Metaorder {
  /** Mean at its end, and half the width of the 95 % confidence interval. */
  readonly peak: number;
  readonly error: number;
  /** Mean each tenth of its duration, from its start on to `LATER` durations after its end. */
  readonly path: readonly number[];
  /** Mean as long after its end as it took, and twice as long. */
  readonly after: readonly [number, number];
}

export interface ImpactLaw {
  readonly impacts: readonly Impact[];
  /** The exponent of the mean peak in the size, and its 95 % interval: the seeds drawn anew, with replacement, 1,000 times. */
  readonly exponent: number;
  readonly interval: readonly [number, number];
}

/** Time between two slices. */
const EVERY: Micros = 10 * SECOND;
/** The price is watched for this many durations after the end. */
const LATER = 2;
const TENTHS = 10 * (1 + LATER);
const REDRAWS = 1000;

/**
 * Measures the law of impact: each metaorder on each seed, less the same seed without it, so that what is left is what the order did.
 * The agents draw the same numbers in both, so few seeds tell much.
 */
export function impactLaw(options: ImpactOptions): ImpactLaw {
  const { seeds, first, metaorders } = options;
  const paths = metaorders.map(() => [] as number[][]);
  for (let seed = first; seed < first + seeds; seed++) {
    const market = { ...options.market, seed, start: 0 };
    const without = new Map<number, number[]>();
    metaorders.forEach((order, i) => {
      const { minutes } = order;
      if (!without.has(minutes)) without.set(minutes, midsWith(market, { minutes, units: 0 }));
      const plain = without.get(minutes)!;
      paths[i]!.push(midsWith(market, order).map((mid, tenth) => (mid / plain[tenth]! - 1) * 10_000));
    });
  }
  const impacts = metaorders.map((order, i) => impactOf(order, paths[i]!));
  return { impacts, ...exponentOf(metaorders, paths) };
}

/** The mid at each tenth of the order's duration, from its start on. */
function midsWith(market: AgentMarketOptions, order: Metaorder): number[] {
  const stage = new Stage(market);
  const duration = order.minutes * 60 * SECOND;
  const slices = Math.round(duration / EVERY);
  const lots = order.units * (market.unit ?? 100);
  const mids: number[] = [];
  let sent = 0;
  stage.advance(WARM_UP);
  for (let tenth = 1; tenth <= TENTHS; tenth++) {
    const until = WARM_UP + (duration * tenth) / 10;
    for (; sent < slices && WARM_UP + sent * EVERY < until; sent++) {
      stage.advance(WARM_UP + sent * EVERY);
      const qty = sliceLots(lots, slices, sent);
      if (qty > 0) stage.take(BUY, qty);
    }
    stage.advance(until);
    mids.push(stage.mid());
  }
  return mids;
}

/** Lots of the n-th slice: all slices together are the order. */
const sliceLots = (lots: number, slices: number, n: number): Lots =>
  Math.round((lots * (n + 1)) / slices) - Math.round((lots * n) / slices);

function impactOf(order: Metaorder, paths: readonly number[][]): Impact {
  const at = (tenth: number): number[] => paths.map(path => path[tenth]!);
  const ends = at(9);
  return {
    ...order,
    peak: meanOf(ends),
    error: 1.96 * Math.sqrt(momentOf(ends, 2) / (ends.length - 1)),
    path: Array.from({ length: TENTHS }, (_, tenth) => meanOf(at(tenth))),
    after: [meanOf(at(19)), meanOf(at(29))],
  };
}

function exponentOf(orders: readonly Metaorder[], paths: readonly (readonly number[][])[]): Omit<ImpactLaw, 'impacts'> {
  const sizes = orders.map(o => o.units);
  const seeds = paths[0]!.length;
  const over = (chosen: readonly number[]): number =>
    powerOf(
      sizes,
      paths.map(of => meanOf(chosen.map(i => of[i]![9]!))),
    );
  const all = Array.from({ length: seeds }, (_, i) => i);
  const draws = new Draws(seedOf(seeds, 'impact'), 0);
  const redrawn = Array.from({ length: REDRAWS }, (_, n) => {
    draws.decide(n);
    return over(all.map(() => draws.below(seeds)));
  });
  return { exponent: over(all), interval: [quantile(redrawn, 0.025), quantile(redrawn, 0.975)] };
}

/** One duration, sizes that double; and one pace, durations that double. Two laws that should not be mixed in one exponent. */
export const BY_SIZE: readonly Metaorder[] = [12.5, 25, 50, 100, 200, 400].map(units => ({ units, minutes: 20 }));
export const BY_LENGTH: readonly Metaorder[] = [3, 6, 12, 24, 48].map(minutes => ({ units: minutes * 6, minutes }));
