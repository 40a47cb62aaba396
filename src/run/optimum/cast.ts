import { filteredBelief } from '../../../simulator/known-optimum/belief';
import { BoundedOptimum } from '../../../simulator/known-optimum/bounded';
import { aroundTwap, type Limits } from '../../../simulator/known-optimum/limits';
import type { KnownMarket } from '../../../simulator/known-optimum/market';
import { closedForm } from '../../../simulator/known-optimum/optimiser';
import {
  almgrenChriss,
  bestStatic,
  bounded,
  guessing,
  obizhaevaWang,
  seeing,
  twap,
  within,
} from '../../../simulator/known-optimum/policies';
import { solveOptimum } from '../../../simulator/known-optimum/riccati';
import type { Policy } from '../../../simulator/known-optimum/simulate';

/** A policy to be measured; `within`: it keeps to the limits and sees no more than the filters do. */
export interface Player {
  readonly name: string;
  readonly about: string;
  readonly within: boolean;
  readonly policy: Policy;
}

/** Band and cap of the benchmark, in parts of the order: the widest band that the strategy takes by default, and four slices at once. */
const BAND = 0.1;
const CAP = 0.2;
/** What Almgren and Chriss are to fear: bps for holding the whole order through a slice. */
const RISK = 0.1;
/** The grid of optimum (ii); a finer one changes what its policy costs by less than 0.001 bps (docs/known-optimum.md). */
const GRID = { drift: 13, regime: 9, gap: 21, pushed: 11 };

export const limitsOf = ({ slices }: KnownMarket): Limits => aroundTwap(slices, BAND, CAP);

/** TWAP, and both optima. `listens`: false where the signal is another order's: then optimum (ii) is that of who knows it. */
export function yardsticks(market: KnownMarket, limits: Limits, listens = true): { twap: Player; i: Player; ii: Player } {
  const known = listens ? market : { ...market, signalNoise: Number.POSITIVE_INFINITY };
  const optimum = new BoundedOptimum(known, limits, filteredBelief(known, GRID), GRID);
  return {
    twap: { name: 'TWAP', about: 'equal parts', within: true, policy: twap(market) },
    i: {
      name: 'optimum (i)',
      about: 'sees drift and regime, buys and sells as it likes',
      within: false,
      policy: seeing(solveOptimum(market)),
    },
    ii: {
      name: 'optimum (ii)',
      about: 'the best within the limits, by the filters',
      within: true,
      policy: bounded(optimum, listens),
    },
  };
}

/** Policies that are written down, not learned. */
export function writtenDown(market: KnownMarket, limits: Limits): Player[] {
  const guess = guessing(solveOptimum(market));
  return [
    {
      name: 'Almgren-Chriss',
      about: 'static, earlier for fear of risk',
      within: true,
      policy: within(limits, almgrenChriss(market, RISK)),
    },
    { name: 'Obizhaeva-Wang', about: 'static, blocks at both ends', within: false, policy: obizhaevaWang(market) },
    { name: 'best static', about: 'the best that looks at nothing', within: false, policy: bestStatic(market) },
    {
      name: 'closed form',
      about: "the line's optimiser, told the filtered drift",
      within: true,
      policy: closedForm(market, limits),
    },
    { name: 'linear', about: 'optimum (i) by the filters, then clipped', within: true, policy: within(limits, guess) },
  ];
}
