import { fillWithin, medianSeconds } from '../../training/fills/incidence';
import { oddsOfFill } from '../../training/fills/odds';
import type { Spell } from '../../training/fills/spell';
import type { Found } from './move';

export const TACTICS = ['join', 'improve'] as const;
export type RestingTactic = (typeof TACTICS)[number];

/** How many times the odds of a fill are what the cost rule expects, by tactic. */
export type FillOdds = Readonly<Record<RestingTactic, number>>;

/** How often and how soon children were filled at the price where they rested. */
export interface FillRow {
  readonly tactic: RestingTactic;
  /** Seconds that the queue ahead was expected to take, and ticks of spread: `2 to 10`, `1`. */
  readonly queue: string;
  readonly spread: string;
  readonly spells: number;
  readonly clusters: number;
  readonly filled: number;
  readonly away: number;
  /** Probability of a whole fill within so many seconds, with its 95 % interval over orders. */
  readonly within: readonly {
    readonly seconds: number;
    readonly p: number;
    readonly low: number | null;
    readonly high: number | null;
  }[];
  readonly medianSeconds: number | null;
}

/** Seconds at which the curve is told. */
const MOMENTS = [1, 5, 15, 60] as const;
/** Upper ends of the bins of the queue (s). */
const QUEUES = [1, 5, 20, Number.POSITIVE_INFINITY] as const;
/** A bin with fewer says nothing. */
const LEAST = 20;

/** The table of all, and by queue and spread where there is enough. */
export function fillTable(spells: readonly Spell[], seed: number): FillRow[] {
  return TACTICS.flatMap(tactic => {
    const own = spells.filter(s => s.tactic === tactic);
    const bins = tactic === 'improve' ? [] : QUEUES.flatMap((to, i) => binsOf(own, QUEUES[i - 1] ?? 0, to));
    return [{ queue: 'any', spread: 'any', spells: own }, ...bins]
      .filter(bin => bin.spells.length >= LEAST)
      .map(bin => rowOf(tactic, bin, seed));
  });
}

interface Bin {
  readonly queue: string;
  readonly spread: string;
  readonly spells: readonly Spell[];
}

function binsOf(spells: readonly Spell[], from: number, to: number): Bin[] {
  const within = spells.filter(s => s.queue >= from && s.queue < to);
  const queue = Number.isFinite(to) ? `${from} to ${to}` : `${from} or more`;
  return [
    { queue, spread: '1', spells: within.filter(s => s.spread <= 1) },
    { queue, spread: '2 or more', spells: within.filter(s => s.spread > 1) },
  ];
}

function rowOf(tactic: RestingTactic, { queue, spread, spells }: Bin, seed: number): FillRow {
  const within = fillWithin(spells, MOMENTS, seed).map(({ value, low, high }, i) => ({
    seconds: MOMENTS[i]!,
    p: value,
    low: known(low),
    high: known(high),
  }));
  return {
    tactic,
    queue,
    spread,
    spells: spells.length,
    clusters: new Set(spells.map(s => s.cluster)).size,
    filled: spells.filter(s => s.end === 'filled').length,
    away: spells.filter(s => s.end === 'away').length,
    within,
    medianSeconds: medianSeconds(spells) ?? null,
  };
}

/** What is not known is told so: a file has no NaN. */
const known = (of: number): number | null => (Number.isNaN(of) ? null : of);

/** How many times the odds of a fill are what was expected, by the spells that were weighed and whose outcome is known. */
export function foundOdds(spells: readonly Spell[], tactic: RestingTactic, seed: number): Found {
  return oddsOfFill(
    spells.filter(s => s.tactic === tactic),
    seed,
  );
}
