import type { Gate } from '../report';
import { normalQuantile } from '../stats/normal';
import { type Pbo, pboByCscv } from '../stats/pbo';
import { type Deflated, deflatedSharpe, luckVariance, momentsOf, probabilisticSharpe, sharpeOf } from '../stats/sharpe';

/** What a selection among trials is judged by. */
export interface Selection {
  /** Names of the trials, the baseline first. */
  readonly names: readonly string[];
  /** [trial][cluster]: how much better than the baseline it was there (bps less of cost, or any other unit); of trial 0, the baseline itself, 0. A mean a cluster. Rejected trials belong here too. */
  readonly advantage: readonly (readonly number[])[];
  /** The trial that was chosen. */
  readonly selected: number;
  /** A difference of means (same unit) that is none. */
  readonly margin: number;
  /** Trials that were counted in all, where more were made than figures are left of. */
  readonly trials?: number | undefined;
}

/** Fewer clusters cannot be cut into the paper's 16 blocks, and are too few for a ratio's law of large numbers. */
const LEAST_CLUSTERS = 16;
const BLOCKS = 16;
/** Bounds of the gates. Variants that are equally good have a PBO near 0.5: it can show that choosing did harm, never that there is a gain. */
const MOST_PBO = 0.5;
const MOST_LOST = 0.1;
const LEAST_DEFLATED = 0.95;
/** From here on a coin would have chosen better. */
const COIN = 0.5;
/** How likely it must be that the selected one is worse than the baseline, for that to be shown. */
const SHOWN = 0.95;

/**
 * Three gates on how a trial was chosen: `selection.pbo` (is the best on one half of the clusters a good one on the other half?), `selection.loses` (does it lose to the baseline there?) and
 * `selection.deflated-sharpe` (is its gain more than the best of so many trials has by luck?). A gate fails where the choice did worse than a coin or is shown to be worse; between that and its
 * bound it is inconclusive and says how many clusters it takes. Throws a RangeError for unknown figures: a trial is not to win by leaving out what it could not do.
 */
export function judgeSelection(selection: Selection): Gate[] {
  checkSelection(selection);
  const { advantage, selected, margin, trials } = selection;
  const returns = advantage[selected]!;
  if (returns.length < LEAST_CLUSTERS) return tooFew(returns.length);
  const others = advantage.slice(1);
  const found = pboByCscv(advantage, { blocks: BLOCKS, baseline: 0, tolerance: margin });
  const deflated = deflatedSharpe({ returns, trialSharpes: others.map(sharpeOf), trials, variance: luckVariance(others) });
  const count = Math.max(advantage.length - 1, trials ?? 0);
  return [pboGate(found, selection), losesGate(found, returns), deflatedGate(deflated, returns, count)];
}

const GATES = {
  pbo: {
    id: 'selection.pbo',
    what: 'probability of overfitting (PBO by CSCV): how often the trial that is best on one half of the clusters is below the median on the other, by more than the margin',
    must: 'at most',
    bound: MOST_PBO,
  },
  loses: {
    id: 'selection.loses',
    what: 'how often the trial that is best on one half of the clusters is worse than the baseline on the other',
    must: 'at most',
    bound: MOST_LOST,
  },
  deflated: {
    id: 'selection.deflated-sharpe',
    what: "deflated Sharpe ratio: how likely the selected trial's gain is more than the best of all trials has by luck",
    must: 'at least',
    bound: LEAST_DEFLATED,
  },
} as const;

function checkSelection({ names, advantage, selected }: Selection): void {
  if (names.length !== advantage.length) throw new RangeError(`${names.length} names for ${advantage.length} trials`);
  if (!(Number.isInteger(selected) && selected >= 1 && selected < advantage.length))
    throw new RangeError(`selected is ${selected}: must be one of the trials 1 to ${advantage.length - 1} (0 is the baseline)`);
  advantage.forEach((row, trial) => {
    const named = `${names[trial]} (trial ${trial})`;
    if (row.length !== advantage[0]!.length)
      throw new RangeError(`${named} has ${row.length} clusters, the baseline ${advantage[0]!.length}`);
    const bad = row.findIndex(v => !Number.isFinite(v) || (trial === 0 && v !== 0));
    if (bad >= 0)
      throw new RangeError(
        `${named}, cluster ${bad} is ${row[bad]}${trial === 0 ? ': the baseline is no better than itself' : ''}`,
      );
    if (Number.isNaN(sharpeOf(row)) && row.length > 1)
      throw new RangeError(`${named} is ${row[0]} in every cluster: clusters are not paired`);
  });
}

const tooFew = (clusters: number): Gate[] =>
  Object.values(GATES).map(gate => ({
    ...gate,
    value: null,
    clusters,
    verdict: 'inconclusive',
    why: `${clusters} clusters are too few for a selection to be judged by: it takes ${LEAST_CLUSTERS}.`,
  }));

function pboGate(found: Pbo, { advantage, selected, names, margin }: Selection): Gate {
  const { pbo, pboBeyond: value, lossProbability: lost = 0 } = found;
  const clusters = advantage[0]!.length;
  const figures = `${part(value)} of ${found.combinations} halves (${part(pbo)} counting every difference, ${advantage.length} trials)`;
  const gate = { ...GATES.pbo, value, clusters };
  if (value <= MOST_PBO)
    return { ...gate, verdict: 'pass', why: `What is best on one half is below the median on the other in ${figures}.` };
  if (lost > COIN)
    return {
      ...gate,
      verdict: 'fail',
      why: `Overfitted: what is best on one half is below the median on the other in ${figures}, and mostly loses to the baseline too.`,
    };
  const median = medianTrial(advantage);
  const behind = advantage[selected]!.map((v, c) => v - advantage[median]![c]! + margin);
  return {
    ...gate,
    verdict: 'inconclusive',
    why: `A coin would have chosen better: below the median in ${figures}. ${wanted(sharpeOf(behind), `${names[selected]}'s lead over the median trial`)}`,
  };
}

function losesGate({ lossProbability: value = 0, combinations }: Pbo, returns: readonly number[]): Gate {
  const gate = { ...GATES.loses, value, clusters: returns.length };
  const figures = `in ${part(value)} of ${combinations} halves`;
  if (value <= MOST_LOST)
    return {
      ...gate,
      verdict: 'pass',
      why: `What is best on one half is worse than the baseline on the other only ${figures}.`,
    };
  if (value > COIN)
    return {
      ...gate,
      verdict: 'fail',
      why: `What is best on one half is worse than the baseline on the other ${figures}: more often than not.`,
    };
  return {
    ...gate,
    verdict: 'inconclusive',
    why: `Worse than the baseline ${figures}. ${wanted(sharpeOf(returns), 'its gain')}`,
  };
}

function deflatedGate(
  { sharpe, expectedMax, probability, clustersNeeded }: Deflated,
  returns: readonly number[],
  trials: number,
): Gate {
  const gate = { ...GATES.deflated, value: probability, clusters: returns.length };
  const figures = `${sharpe.toFixed(3)} a cluster, where the best of ${trials} trials without any gain has ${expectedMax.toFixed(3)}`;
  if (probability >= LEAST_DEFLATED) return { ...gate, verdict: 'pass', why: `Its Sharpe ratio is ${figures}.` };
  if (probabilisticSharpe(momentsOf(returns), 0) <= 1 - SHOWN)
    return { ...gate, verdict: 'fail', why: `It is worse than the baseline: its Sharpe ratio is ${figures}.` };
  const more = Number.isFinite(clustersNeeded)
    ? `It takes some ${clustersNeeded} clusters to tell a ratio like this from luck.`
    : NO_NUMBER;
  return { ...gate, verdict: 'inconclusive', why: `Its Sharpe ratio is ${figures}. ${more}` };
}

const NO_NUMBER = 'There is no gain in it that more clusters could show.';

/** Clusters of which a half is above 0 in nine cases of ten (what `MOST_LOST` asks), were a ratio like this the truth: 2 (z(0.9) / ratio)^2. */
function wanted(sharpe: number, what: string): string {
  if (!(sharpe > 0)) return NO_NUMBER;
  return `Were ${what} as large as it looks, some ${Math.ceil(2 * (normalQuantile(1 - MOST_LOST) / sharpe) ** 2)} clusters would show it.`;
}

/** The trial whose mean is the median; of an even number the lower one of the middle. */
function medianTrial(advantage: readonly (readonly number[])[]): number {
  const means = advantage.map(row => row.reduce((sum, v) => sum + v, 0));
  const order = means.map((_, t) => t).sort((a, b) => means[a]! - means[b]!);
  return order[(order.length - 1) >> 1]!;
}

const part = (p: number): string => `${(100 * p).toFixed(1)} %`;
