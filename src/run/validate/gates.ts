import type { Interval } from '../../core/measures/bootstrap';
import type { Gate } from '../../validation/report';
import { leastClusters } from '../../validation/stats/power';

/** A gate's figures as they are told: three digits behind the point. */
export const told = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : 'not known');

/** What a gate is held against, in words: `at least 0`. Of at most six digits that matter. */
export const boundText = ({ must, bound: limit }: Pick<Gate, 'must' | 'bound'>): string =>
  `${must} ${Number(limit.toPrecision(6))}`;

const bound = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * A mean over clusters that must be above a bound: by its whole interval it passes, where the interval lies below it fails, else nobody can tell. Without an interval, or of fewer clusters
 * than one takes (`leastClusters`), nobody can tell either. `lost`: the interval must end below this for a failure; left out: below the bound. `alpha`: how often the interval may miss the mean.
 */
export function atLeast(
  {
    id,
    what,
    unit,
    alpha = 0.05,
  }: { readonly id: string; readonly what: string; readonly unit: string; readonly alpha?: number },
  interval: Interval,
  least: number,
  lost = least,
): Gate {
  const { mean, low, high, clusters } = interval;
  const range = `${told(mean)} [${told(low)}, ${told(high)}] ${unit} over ${clusters} clusters`;
  const gate = {
    id,
    what,
    value: bound(mean),
    low: bound(low),
    high: bound(high),
    must: 'at least',
    bound: least,
    clusters,
  } as const;
  if (!(Number.isFinite(low) && Number.isFinite(high)))
    return { ...gate, verdict: 'inconclusive', why: `${told(mean)} ${unit}: ${clusters} clusters say nothing of how it varies` };
  const needed = leastClusters(alpha);
  if (clusters < needed)
    return { ...gate, verdict: 'inconclusive', why: `${range}: too few clusters for an interval, it takes ${needed}` };
  if (low > least) return { ...gate, verdict: 'pass', why: `${range}: its low end is ${told(low - least)} above ${least}` };
  if (high < lost) return { ...gate, verdict: 'fail', why: `${range}: its high end is ${told(lost - high)} below ${lost}` };
  return {
    ...gate,
    verdict: 'inconclusive',
    why: `${range}: its low end is ${told(least - low)} short of ${least}; ${moreOf(interval, least)}`,
  };
}

/** How many clusters would tell, were the mean what it is: the half-width shrinks with the root of their number. */
function moreOf({ mean, low, high, clusters }: Interval, least: number): string {
  const room = mean - least;
  if (room <= 0) return 'were the mean what it is, no number of clusters would do';
  const needed = Math.ceil(clusters * ((high - low) / 2 / room) ** 2);
  return `were the mean what it is, about ${needed} clusters would do`;
}

/** A number that is known exactly: it is within its bound, or it is not and then `otherwise`; one that is not finite is within none. */
export function exact(
  gate: Pick<Gate, 'id' | 'what' | 'must' | 'bound'> & { readonly value: number; readonly why: string },
  otherwise: 'inconclusive' | 'fail' = 'fail',
): Gate {
  const { value, must, bound: limit } = gate;
  const holds = Number.isFinite(value) && (must === 'at least' ? value >= limit : value <= limit);
  return { ...gate, value: bound(value), verdict: holds ? 'pass' : otherwise };
}
