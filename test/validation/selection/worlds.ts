import { Chance } from '../../../src/training/impact/chance';
import { type Gate, type Verdict, worst } from '../../../src/validation/report';
import { judgeSealed, type Sealed } from '../../../src/validation/selection/sealed';
import { judgeSelection, type Selection } from '../../../src/validation/selection/selection';

/** What trials are like. Figures are in standard deviations of a trial's advantage in a cluster. */
export interface World {
  readonly trials: number;
  /** Clusters that the choice is made on, and those that are sealed. */
  readonly clusters: number;
  readonly sealed: number;
  /** Correlation of two trials. */
  readonly rho: number;
  /** True gain of the first `good` trials; the others have `bad` (0). */
  readonly gain: number;
  readonly good: number;
  readonly bad?: number;
}

/** Taken once: a test runner looks each global up in its context. */
const { log, sqrt } = Math;

export const MARGIN = 0.05;

/** Student's t with 4 degrees of freedom, of variance 1: its kurtosis has no bound. Two even draws give the sum of four squares: -2 ln(u v). */
function fat(chance: Chance): number {
  const squares = -2 * log((1 - chance.between(0, 1)) * (1 - chance.between(0, 1)));
  return chance.normal() / sqrt(squares / 2);
}

/** Trials of one seed: the best of them by its mean is chosen, and opened on the sealed clusters. */
export function played(world: World, seed: number): { selection: Selection; sealed: Sealed } {
  const chance = new Chance('trials', seed);
  const advantage = drawn(world, world.clusters, chance);
  const sums = advantage.map(row => row.reduce((sum, v) => sum + v, 0));
  const selected = sums.indexOf(Math.max(...sums.slice(1)), 1);
  const opened = drawn({ ...world, trials: 1, good: selected <= world.good ? 1 : 0 }, world.sealed, chance)[1]!;
  return {
    selection: { names: advantage.map((_, t) => `trial ${t}`), advantage, selected, margin: MARGIN },
    sealed: { advantage: opened.map(v => [v]), margin: MARGIN, accesses: 1, seed },
  };
}

/** What such a choice comes to: how it was made, and what it then earned. */
export function judged({ selection, sealed }: ReturnType<typeof played>): { verdict: Verdict; gates: readonly Gate[] } {
  const gates = [...judgeSelection(selection), judgeSealed(sealed)];
  return { verdict: worst(gates.map(g => g.verdict)), gates };
}

/** [trial][cluster], the baseline first; what trials of a cluster have in common is drawn once. */
function drawn({ trials, rho, gain, good, bad = 0 }: World, clusters: number, chance: Chance): number[][] {
  const found = Array.from({ length: trials + 1 }, () => new Array<number>(clusters).fill(0));
  const [shared, apart] = [sqrt(rho), sqrt(1 - rho)];
  for (let c = 0; c < clusters; c++) {
    const common = shared * fat(chance);
    for (let t = 1; t <= trials; t++) found[t]![c] = common + apart * fat(chance) + (t <= good ? gain : bad);
  }
  return found;
}
