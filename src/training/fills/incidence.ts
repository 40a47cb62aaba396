import { clustersOf, type Estimate, overClusters } from './clusters';
import type { Spell } from './spell';

/** Of one moment what happened comes before what was stopped. */
const RANK = { filled: 0, away: 1, stopped: 2 } as const;

const inTime = (spells: readonly Spell[]): Spell[] =>
  spells.toSorted((a, b) => a.seconds - b.seconds || RANK[a.end] - RANK[b.end]);

/**
 * Probability that a resting order is filled whole within so many seconds, at each of `moments` (rising), with its interval over clusters: the cumulative incidence of Aalen and Johansen
 * (Scandinavian Journal of Statistics 5, 1978), the sum over fills of S(t-) d/n, where S is what is left of filled and moved alike (Kaplan and Meier, Journal of the American Statistical
 * Association 53, 1958). An order that was moved because the market left it is not one that might have filled later (the plain Kaplan-Meier would take it for that and say too
 * much); one that its schedule stopped may have been. NaN where there is no spell.
 */
export function fillWithin(spells: readonly Spell[], moments: readonly number[], seed: number): Estimate[] {
  const sorted = inTime(spells);
  const { of, count } = clustersOf(sorted);
  return overClusters(count, times => curve(sorted, moments, n => times[of[n]!]!), seed);
}

/** The curve of spells in the order of time; `times`: how often the n-th counts. */
function curve(spells: readonly Spell[], moments: readonly number[], times: (n: number) => number): number[] {
  let atRisk = 0;
  for (let n = 0; n < spells.length; n++) atRisk += spells[n]!.weight * times(n);
  if (!(atRisk > 0)) return moments.map(() => Number.NaN);
  let [left, filled, next] = [1, 0, 0];
  return moments.map(moment => {
    for (; next < spells.length && spells[next]!.seconds <= moment; next++) {
      const { end, weight } = spells[next]!;
      const counts = weight * times(next);
      if (counts === 0) continue;
      const part = counts < atRisk ? counts / atRisk : 1;
      if (end === 'filled') filled += left * part;
      if (end !== 'stopped') left *= 1 - part;
      atRisk -= counts;
    }
    return filled;
  });
}

/** Seconds after which half of the orders are filled; undefined where less than half of them ever are, as far as was seen. */
export function medianSeconds(spells: readonly Spell[]): number | undefined {
  const sorted = inTime(spells);
  const times = [...new Set(sorted.filter(s => s.end === 'filled').map(s => s.seconds))];
  const place = curve(sorted, times, () => 1).findIndex(p => p >= 0.5);
  return times[place];
}
