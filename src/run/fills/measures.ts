import type { Clusters } from '../../core/measures/bootstrap';

/** What is compared of fills; each is a list of observations a cluster. */
export const MEASURES = {
  filled: 'whether a resting order was filled before it was changed or over (0 or 1)',
  seconds: 'time to the first fill of a resting order that was filled (s)',
  restingSlippage: 'price of a fill at rest against the mid when its order was sent (bps, above 0 is worse)',
  takingSlippage: 'the same of a fill that took',
  restingMarkOut1: 'move of the mid for us in the second after a fill at rest (bps)',
  takingMarkOut1: 'the same of a fill that took',
  restingMarkOut10: 'move of the mid for us in the ten seconds after a fill at rest (bps)',
  takingMarkOut10: 'the same of a fill that took',
} as const;

export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** Observations of one cluster. */
export type Observed = Readonly<Record<Measure, number[]>>;

/** What was read of one source: observations by cluster, and how many fills. Plain data. */
export interface FillRows {
  readonly clusters: Readonly<Record<string, Observed>>;
  readonly fills: number;
  /** Clusters are real days: the same one of two sources is one cluster. */
  readonly days?: boolean;
}

/** Nothing observed yet. */
export const nothingObserved = (): Observed => ({
  filled: [],
  seconds: [],
  restingSlippage: [],
  takingSlippage: [],
  restingMarkOut1: [],
  takingMarkOut1: [],
  restingMarkOut10: [],
  takingMarkOut10: [],
});

/** Observations of a measure by cluster, of several sources; clusters without any are left out. */
export function clustersOf(all: readonly FillRows[], measure: Measure): Clusters {
  const days = new Map<string, number[]>();
  const own = all.flatMap(({ clusters, days: real }) => {
    if (!real) return Object.values(clusters).map(c => c[measure]);
    for (const [day, c] of Object.entries(clusters)) days.set(day, [...(days.get(day) ?? []), ...c[measure]]);
    return [];
  });
  return [...own, ...days.values()].filter(c => c.length > 0);
}
