import { gateFor } from '../../../simulator/known-optimum/gated';
import { learned } from '../../../simulator/known-optimum/learned';
import type { Limits } from '../../../simulator/known-optimum/limits';
import { type KnownMarket, knownMarket } from '../../../simulator/known-optimum/market';
import { type Paths, samplePaths, shuffled } from '../../../simulator/known-optimum/paths';
import { type Costs, simulate } from '../../../simulator/known-optimum/simulate';
import { compile } from '../../core/learned/evaluate';
import { limitsOf, type Player, writtenDown, yardsticks } from './cast';
import { type Check, checksOf, type Scene } from './checks';
import { type PolicyRow, rowOf } from './measure';
import { type Pupils, teachAll } from './pupils';

export interface OptimumOptions {
  readonly signal: Scene;
  /** Orders that are measured, and that are learned from in a round. */
  readonly paths: number;
  readonly lessons: number;
  readonly seed: number;
}

export interface OptimumReport extends OptimumOptions {
  readonly rows: readonly PolicyRow[];
  readonly checks: readonly Check[];
  /** Seconds that learning took. */
  readonly learning: number;
}

/** Paths that are learned from have seeds of their own. */
const LESSONS = 1_000_000;

/**
 * Measures policies in the market with a known optimum, all on the same paths. `told`: what it is at. One seed gives one report, but for the seconds.
 */
export function measureOptimum(options: OptimumOptions, told: (what: string) => void = () => undefined): OptimumReport {
  const { signal, paths: count, lessons, seed } = options;
  const market = knownMarket(signal === 'shuffled' ? 'strong' : signal);
  const limits = limitsOf(market);
  const drawn = samplePaths(market, seed, count);
  const paths = signal === 'shuffled' ? shuffled(drawn) : drawn;
  const began = process.hrtime.bigint();
  const pupils = teachAll({ market, limits, orders: lessons, seed: seed + LESSONS }, told);
  const learning = Number(process.hrtime.bigint() - began) / 1e9;
  told('policies and optima');
  const run = ({ policy }: Player): Costs => simulate(market, paths, policy);
  const marks = yardsticks(market, limits, signal !== 'shuffled');
  const costs = { twap: run(marks.twap), i: run(marks.i), ii: run(marks.ii) };
  const players = [...writtenDown(market, limits), ...learnedOnes(pupils, market, limits), gated(pupils, market, limits, paths)];
  const rows = [
    rowOf({ ...marks.twap, costs: costs.twap }, costs),
    ...players.map(player => rowOf({ ...player, costs: run(player) }, costs)),
    rowOf({ ...marks.ii, costs: costs.ii }, costs),
    rowOf({ ...marks.i, costs: costs.i }, costs),
  ];
  return { ...options, rows, checks: checksOf(signal, rows), learning };
}

const learnedOnes = ({ single, sees, raw }: Pupils, market: KnownMarket, limits: Limits): Player[] =>
  [
    ...single.map(model => ({ name: `learned, ${model.name}`, about: 'from de-noised labels', model })),
    { name: 'learned', about: 'trees and a network together, from de-noised labels', model: sees },
    { name: 'from hindsight', about: 'trees, from what would have been best on the path that came', model: raw },
  ].map(({ model, ...row }) => ({ ...row, within: true, policy: learned(compile(model), market, limits) }));

const gated = ({ sees, blind, both }: Pupils, market: KnownMarket, limits: Limits, paths: Paths): Player => ({
  name: 'learned, gated',
  about: 'the ensemble beside one that sees no signal, by what the signal was worth so far',
  within: true,
  policy: learned(compile(both), market, limits, gateFor(market, paths, sees.members.length, blind.members.length)),
});
