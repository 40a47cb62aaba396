import { Draws } from '../../../simulator/market/draws';
import { REGIME_FEATURES } from '../../../src/core/learning/bar-vector';
import type { HmmModel } from '../../../src/core/learning/hmm-model';
import { type Regime, regimeAfter, regimeSeen } from '../../../src/core/learning/regime';
import { barsOf, logDensities } from '../../../src/training/hmm/bars';
import type { Column } from '../../../src/validation/guards/look-ahead';

/** Taken once: under a test runner each use of a global is looked up. */
const { log, max, sqrt } = Math;

/** Length of a bar (us). */
const BAR = 5_000_000;

/** What a bar shows of volatility, spread and volume, as of its end. */
export interface ObservedBar {
  readonly end: number;
  readonly series: readonly number[];
}

interface BarTerms {
  readonly seed: number;
  /** Numbers of the first bar, and of the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** The chain stays in this state; absent: it moves. */
  readonly state?: number;
}

/** Bars that a chain makes. */
export function madeUpBars(model: HmmModel, { seed, from, to, state: only }: BarTerms): ObservedBar[] {
  const draws = new Draws(seed, 0);
  let state = only ?? 1;
  return Array.from({ length: to - from }, (_, n) => {
    draws.decide(from + n);
    if (only === undefined) state = nextState(model.transition[state]!, draws.uniform());
    const series = model.mean[state]!.map((mean, d) => mean + sqrt(model.variance[state]![d]!) * draws.normal());
    return { end: (from + n + 1) * BAR, series };
  });
}

function nextState(chances: readonly number[], drawn: number): number {
  let left = drawn;
  const found = chances.findIndex(p => (left -= p) < 0);
  return found < 0 ? chances.length - 1 : found;
}

/** The forward filter's probabilities, as a gateway has them. */
export function filteredStates(hmm: HmmModel, bars: readonly ObservedBar[]): Column[] {
  let regime: Regime | undefined;
  const posteriors = bars.map(({ end, series }) => {
    const fact = regimeAfter(hmm, regime, { symbol: 'MADE-UP', end, series }, BAR);
    regime = regimeSeen(regime, fact, hmm.floor);
    return fact.posteriors;
  });
  return REGIME_FEATURES.map((name, state) => ({ name, asOf: bars.map(b => b.end), values: posteriors.map(p => p[state]!) }));
}

/** The likeliest way of the chain through all bars (Viterbi, IEEE Transactions on Information Theory 13, 1967): right more often, and by what comes later. */
export function likeliestStates(hmm: HmmModel, bars: readonly ObservedBar[]): Column {
  const table = barsOf([bars.map(b => b.series)]);
  const density = hmm.start.map((_, k) => logDensities(table, hmm.mean[k]!, hmm.variance[k]!));
  const from: number[][] = [];
  let best = hmm.start.map((p, k) => log(max(p, 1e-12)) + density[k]![0]!);
  for (let t = 1; t < bars.length; t++) {
    const ways = hmm.start.map((_, to) => best.map((b, j) => b + log(max(hmm.transition[j]![to]!, 1e-12))));
    from.push(ways.map(way => way.indexOf(max(...way))));
    best = ways.map((way, k) => max(...way) + density[k]![t]!);
  }
  const states = [best.indexOf(max(...best))];
  for (const back of from.reverse()) states.unshift(back[states[0]!]!);
  return { name: 'regimeViterbi', asOf: bars.map(b => b.end), values: states };
}
